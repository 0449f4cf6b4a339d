import SupplyModel
import Synchronization

/// Chooses the SKUs that each front node carries, by several policies, and measures on later orders what that is worth.
package struct AssortmentPlanner: Sendable {
  /// What is asked for.
  package struct Options: Sendable {
    /// SKUs that a node can carry, at least 1.
    package var capacity: Int32
    package var policies: [AssortmentPolicy]
    package var holdout: Holdout

    package init(
      capacity: Int32, policies: [AssortmentPolicy] = AssortmentPolicy.allCases, holdout: Holdout = .usual
    ) {
      precondition(capacity >= 1 && !policies.isEmpty, "an assortment has room for a SKU, and a policy")
      self.capacity = capacity
      self.policies = policies
      self.holdout = holdout
    }
  }

  private let scenario: Scenario
  private let front: FrontNodes
  private let options: Options

  package init(_ scenario: Scenario, front: FrontNodes, options: Options) {
    self.scenario = scenario
    self.front = front
    self.options = options
  }

  /// The choices for every node and policy: the same for any number of threads.
  ///
  /// - Complexity: O(lines log SKUs) for most-popular and reverse-exclude; hybrid see `HybridChoice`.
  package func plan(budget: Budget) -> AssortmentPlan {
    let split = TimeSplit(options.holdout, of: front.orders.flatMap(\.self), scenario: scenario)
    var plan = AssortmentPlan(
      scenario: scenario.settings.name, capacity: options.capacity, policies: options.policies, nodes: front.nodes)
    plan.holdoutFrom = split.from.map { scenario.settings.clock.local($0).day }
    plan.ordersUnreached = front.unreached
    plan.ordersElsewhere = front.elsewhere
    let divided = front.orders.map { split.divide($0) }
    plan.hybridWay = options.policies.contains(.hybrid) ? rehearse(divided.map(\.training), budget) : nil
    let way = plan.hybridWay ?? .cautious
    let count = front.nodes.count
    let done = Atomic(0)
    plan.nodeResults = concurrentMap(count, threads: budget.threads) {
      let result = choose(front.nodes[$0], divided[$0].training, divided[$0].holdout, way)
      let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
      budget.report(PhaseReport(phase: "choosing", done: finished, total: count))
      return result
    }
    return plan
  }

  /// The way of hybrid that does better on the latest fifth of the training orders, chosen by the others, over all
  /// nodes together: those held out are not looked at.
  private func rehearse(_ training: [[OrderIndex]], _ budget: Budget) -> HybridWay {
    let split = TimeSplit(.usual, of: training.flatMap(\.self), scenario: scenario)
    let done = Atomic(0)
    let locals = concurrentMap(training.count, threads: budget.threads) { node -> [Int] in
      defer {
        let finished = done.wrappingAdd(1, ordering: .relaxed).newValue
        budget.report(PhaseReport(phase: "rehearsing", done: finished, total: training.count))
      }
      let (earlier, later) = split.divide(training[node])
      let baskets = Baskets(earlier, of: scenario)
      let capacity = min(Int(options.capacity), baskets.skus.count)
      let ranking = ReverseExclude.ranking(baskets)
      return HybridWay.allCases.map { way in
        let items = HybridChoice.choose(baskets, capacity: capacity, ranking: ranking, way: way)
        return localOrders(later, carrying: items.map { baskets.skus[Int($0)] })
      }
    }
    let sums = HybridWay.allCases.indices.map { way in locals.reduce(0) { $0 + $1[way] } }
    return sums[1] > sums[0] ? .bold : .cautious
  }

  private func choose(
    _ node: NodeIndex, _ training: [OrderIndex], _ holdout: [OrderIndex], _ way: HybridWay
  ) -> AssortmentPlan.NodeResult {
    let baskets = Baskets(training, of: scenario)
    let capacity = min(Int(options.capacity), baskets.skus.count)
    let needsRanking = options.policies.contains { $0 != .mostPopular }
    let ranking = needsRanking ? ReverseExclude.ranking(baskets) : []
    let choices = options.policies.map { policy -> AssortmentPlan.Choice in
      let items =
        switch policy {
        case .mostPopular: Array(0..<Int32(capacity))
        case .reverseExclude: Array(ranking.prefix(capacity))
        case .hybrid: HybridChoice.choose(baskets, capacity: capacity, ranking: ranking, way: way)
        }
      return choice(policy, items, baskets, holdout)
    }
    return AssortmentPlan.NodeResult(
      node: node, trainingOrders: training.count, holdoutOrders: holdout.count, skusOrdered: baskets.skus,
      choices: choices)
  }

  private func choice(
    _ policy: AssortmentPolicy, _ items: [Int32], _ baskets: Baskets, _ holdout: [OrderIndex]
  ) -> AssortmentPlan.Choice {
    let set = CarriedSet(baskets, carrying: items)
    // The exchanges of hybrid leave no order among its SKUs but that of what each is worth.
    let ranked =
      policy == .hybrid ? items.sorted { (set.loss[Int($0)], $1) > (set.loss[Int($1)], $0) } : items
    return AssortmentPlan.Choice(
      policy: policy,
      skus: ranked.map {
        AssortmentPlan.CarriedSKU(
          sku: baskets.skus[Int($0)], orders: baskets.popularity[Int($0)], localOrders: set.loss[Int($0)])
      },
      trainingLocal: set.localOrders,
      holdoutLocal: localOrders(holdout, carrying: items.map { baskets.skus[Int($0)] }))
  }

  /// How many of the orders have all their SKUs carried. O(lines + all SKUs).
  private func localOrders(_ orders: [OrderIndex], carrying skus: [SKUIndex]) -> Int {
    var isCarried = [Bool](repeating: false, count: scenario.skus.count)
    for sku in skus { isCarried[Int(sku)] = true }
    return orders.count { order in
      scenario.orders[Int(order)].lines.allSatisfy { isCarried[Int(scenario.lines[Int($0)].sku)] }
    }
  }
}

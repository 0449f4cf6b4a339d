/// The dynamic programme of `GuaranteedServiceTree`, from the leaves of the undirected tree to stage 0 and back.
///
/// A stage with its branch is known by one table: where its parent in this order is its customer, by the least cost for
/// each promise that it makes; where it is its supplier, by the least cost for each time that it waits.
struct GuaranteedServiceSearch {
  private let tree: GuaranteedServiceTree
  /// Stages so that each comes after its parent.
  private var order: [Int] = [0]
  private var parent: [Int]
  /// Whether the parent is supplied by the stage.
  private var suppliesParent: [Bool]
  /// By stage: the branches below it.
  private var suppliers: [[Int]]
  private var customers: [[Int]]
  /// By stage and time: the least cost of the branch, at this promise or shorter (for a supplier of the parent) or this
  /// wait or longer (for a customer), and the time at which it is reached.
  private var tables: [[(cost: Double, time: Int)]]

  init(_ tree: GuaranteedServiceTree) {
    self.tree = tree
    let count = tree.stages.count
    parent = [Int](repeating: -1, count: count)
    suppliesParent = [Bool](repeating: false, count: count)
    suppliers = [[Int]](repeating: [], count: count)
    customers = suppliers
    tables = [[(cost: Double, time: Int)]](repeating: [], count: count)
    var neighbours = [[(stage: Int, isSupplier: Bool)]](repeating: [], count: count)
    for link in tree.links {
      neighbours[link.customer].append((link.supplier, true))
      neighbours[link.supplier].append((link.customer, false))
    }
    var next = 0
    while next < order.count {
      let stage = order[next]
      for (other, isSupplier) in neighbours[stage] where other != parent[stage] {
        parent[other] = stage
        suppliesParent[other] = isSupplier
        if isSupplier { suppliers[stage].append(other) } else { customers[stage].append(other) }
        order.append(other)
      }
      next += 1
    }
  }

  /// Complexity: O(stages x longest time^2).
  mutating func run() -> GuaranteedServiceTree.Solution {
    for stage in order.reversed() where stage != 0 { tables[stage] = table(of: stage) }
    var services = [Int](repeating: 0, count: order.count)
    var inbounds = services
    for stage in order {
      let above = parent[stage]
      var choice: (cost: Double, inbound: Int, service: Int)?
      if above < 0 {
        choice = possibleServices(of: stage).compactMap { best(stage, service: $0) }.min { $0.cost < $1.cost }
      } else if suppliesParent[stage] {
        choice = best(stage, service: tables[stage][inbounds[above]].time)
      } else {
        choice = best(stage, inbound: tables[stage][services[above]].time)
      }
      guard let choice else { preconditionFailure("every stage can promise what it takes without stock") }
      (inbounds[stage], services[stage]) = (choice.inbound, choice.service)
    }
    let cost = order.sorted().reduce(0.0) {
      $0 + tree.cost(of: $1, inbound: inbounds[$1], service: services[$1])
    }
    return GuaranteedServiceTree.Solution(serviceTimes: services, inboundTimes: inbounds, cost: cost)
  }

  private func table(of stage: Int) -> [(cost: Double, time: Int)] {
    if suppliesParent[stage] {
      // The parent waits for the longest promise of its suppliers: a shorter one of this stage will do.
      var table: [(cost: Double, time: Int)] = []
      for service in 0...possibleInbounds(of: parent[stage]).upperBound {
        let cost =
          possibleServices(of: stage).contains(service) ? best(stage, service: service)?.cost ?? .infinity : .infinity
        if let last = table.last, last.cost <= cost { table.append(last) } else { table.append((cost, service)) }
      }
      return table
    }
    // It may have to wait for others longer than for the parent.
    var table = (0...possibleInbounds(of: stage).upperBound).map { (cost: Double.infinity, time: $0) }
    for inbound in table.indices.reversed() {
      if possibleInbounds(of: stage).contains(inbound), let found = best(stage, inbound: inbound) {
        table[inbound].cost = found.cost
      }
      if inbound + 1 < table.count, table[inbound + 1].cost < table[inbound].cost {
        table[inbound] = table[inbound + 1]
      }
    }
    return table
  }

  /// Promises that a stage may make.
  private func possibleServices(of stage: Int) -> ClosedRange<Int> {
    0...min(tree.longestTimes[stage], tree.stages[stage].longestService ?? .max)
  }

  /// Times that a stage may wait.
  private func possibleInbounds(of stage: Int) -> ClosedRange<Int> {
    tree.stages[stage].outsideInbound...tree.longestTimes[stage] - tree.stages[stage].processingTime
  }

  private func best(_ stage: Int, service: Int) -> (cost: Double, inbound: Int, service: Int)? {
    var best: (cost: Double, inbound: Int, service: Int)?
    for inbound in possibleInbounds(of: stage) {
      let cost = branchCost(stage, inbound, service)
      if cost < best?.cost ?? .infinity { best = (cost, inbound, service) }
    }
    return best
  }

  private func best(_ stage: Int, inbound: Int) -> (cost: Double, inbound: Int, service: Int)? {
    var best: (cost: Double, inbound: Int, service: Int)?
    for service in possibleServices(of: stage) {
      let cost = branchCost(stage, inbound, service)
      if cost < best?.cost ?? .infinity { best = (cost, inbound, service) }
    }
    return best
  }

  /// The stage and the branches below it; infinite where it would promise what it cannot keep without looking ahead.
  private func branchCost(_ stage: Int, _ inbound: Int, _ service: Int) -> Double {
    guard inbound + tree.stages[stage].processingTime >= service else { return .infinity }
    var cost = tree.cost(of: stage, inbound: inbound, service: service)
    for supplier in suppliers[stage] { cost += tables[supplier][inbound].cost }
    for customer in customers[stage] { cost += tables[customer][service].cost }
    return cost
  }
}

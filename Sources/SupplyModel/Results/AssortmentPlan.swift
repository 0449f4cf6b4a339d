/// How the SKUs that a node carries are chosen. The raw value is the name on the command line and in the files.
package enum AssortmentPolicy: String, CaseIterable, Sendable {
  /// The SKUs that are in the most orders.
  case mostPopular = "most-popular"
  /// What is left when the SKU with the fewest surviving orders is deleted, with its orders, again and again.
  case reverseExclude = "reverse-exclude"
  /// Both, improved by exchanges; the better of the two.
  case hybrid
}

/// Where the search of hybrid begins and which exchanges it takes. Which of them does better on later orders depends on
/// how many of the SKUs can be carried and how much each order is like others: both are rehearsed.
package enum HybridWay: String, CaseIterable, Sendable {
  /// From reverse-exclude, by exchanges that do not lose popularity: what is gained holds for later orders too.
  case cautious
  /// From most popular, by all exchanges.
  case bold
}

/// Which SKUs each front node should carry, by several policies, and the orders that are wholly local by that.
package struct AssortmentPlan: Sendable {
  /// A SKU that a node carries; counts are of the orders that the choice was made by.
  package struct CarriedSKU: Hashable, Sendable {
    package var sku: SKUIndex
    /// Orders of the node that contain it.
    package var orders: Int32
    /// Those of them that are wholly local: what dropping the SKU would lose.
    package var localOrders: Int32

    package init(sku: SKUIndex, orders: Int32, localOrders: Int32) {
      self.sku = sku
      self.orders = orders
      self.localOrders = localOrders
    }
  }

  /// What one policy chose for one node.
  package struct Choice: Hashable, Sendable {
    package var policy: AssortmentPolicy
    /// Those to be carried first in front.
    package var skus: [CarriedSKU]
    /// Orders wholly local among those that the choice was made by.
    package var trainingLocal: Int
    /// Orders wholly local among later ones.
    package var holdoutLocal: Int

    package init(policy: AssortmentPolicy, skus: [CarriedSKU], trainingLocal: Int, holdoutLocal: Int) {
      self.policy = policy
      self.skus = skus
      self.trainingLocal = trainingLocal
      self.holdoutLocal = holdoutLocal
    }
  }

  /// All choices for one node.
  package struct NodeResult: Hashable, Sendable {
    package var node: NodeIndex
    package var trainingOrders: Int
    package var holdoutOrders: Int
    /// Distinct SKUs in its training orders, most popular first.
    package var skusOrdered: [SKUIndex]
    /// In the order of `policies`.
    package var choices: [Choice]

    package init(
      node: NodeIndex, trainingOrders: Int, holdoutOrders: Int, skusOrdered: [SKUIndex], choices: [Choice]
    ) {
      self.node = node
      self.trainingOrders = trainingOrders
      self.holdoutOrders = holdoutOrders
      self.skusOrdered = skusOrdered
      self.choices = choices
    }

    /// Wholly local orders under a policy, among those that it chose by.
    package func training(_ policy: Int) -> LocalOrders {
      LocalOrders(local: choices[policy].trainingLocal, orders: trainingOrders)
    }

    /// Wholly local orders under a policy, among later ones.
    package func holdout(_ policy: Int) -> LocalOrders {
      LocalOrders(local: choices[policy].holdoutLocal, orders: holdoutOrders)
    }
  }

  /// Wholly local orders, and all of them.
  package struct LocalOrders: Hashable, Sendable {
    package var local: Int
    package var orders: Int

    package init(local: Int, orders: Int) {
      self.local = local
      self.orders = orders
    }

    /// nil where there are no orders.
    package var share: Ratio? {
      guard orders > 0 else { return nil }
      return Ratio(billionths: roundedProduct(Int64(local), 1_000_000_000, per: Int64(orders)))
    }
  }

  package var scenario: String
  /// SKUs that a node can carry.
  package var capacity: Int32
  package var policies: [AssortmentPolicy]
  package var nodes: [NodeIndex]
  /// In the order of `nodes`.
  package var nodeResults: [NodeResult] = []
  /// The local day of the first order that was held out; nil where none was, or none has a time.
  package var holdoutFrom: Day?
  /// The way that hybrid went after its rehearsal; nil where it was not asked for.
  package var hybridWay: HybridWay?
  /// Shipped orders that no front node reaches.
  package var ordersUnreached = 0
  /// Orders that are picked up at other nodes.
  package var ordersElsewhere = 0

  package init(scenario: String, capacity: Int32, policies: [AssortmentPolicy], nodes: [NodeIndex]) {
    self.scenario = scenario
    self.capacity = capacity
    self.policies = policies
    self.nodes = nodes
  }

  /// Orders that the choices were made by.
  package var trainingOrders: Int { nodeResults.reduce(0) { $0 + $1.trainingOrders } }
  /// Orders that they are judged by.
  package var holdoutOrders: Int { nodeResults.reduce(0) { $0 + $1.holdoutOrders } }

  /// SKUs carried under a policy, over all nodes.
  package func carried(_ policy: Int) -> Int { nodeResults.reduce(0) { $0 + $1.choices[policy].skus.count } }

  /// Wholly local orders under a policy, among those that the choices were made by.
  package func training(_ policy: Int) -> LocalOrders {
    LocalOrders(local: nodeResults.reduce(0) { $0 + $1.choices[policy].trainingLocal }, orders: trainingOrders)
  }

  /// Wholly local orders under a policy, among later ones.
  package func holdout(_ policy: Int) -> LocalOrders {
    LocalOrders(local: nodeResults.reduce(0) { $0 + $1.choices[policy].holdoutLocal }, orders: holdoutOrders)
  }

  /// The place in `policies` of the one with the most wholly local orders among later ones; of equals among those that
  /// were chosen by, then the first.
  package var best: Int {
    policies.indices.max { a, b in
      (holdout(a).local, training(a).local, b) < (holdout(b).local, training(b).local, a)
    } ?? 0
  }

  /// What a user should know of the plan.
  package var notices: [Notice] {
    var notices: [Notice] = []
    func note(_ count: Int, _ text: String) {
      if count > 0 { notices.append(Notice("\(count) order\(count == 1 ? "" : "s") \(text)")) }
    }
    note(ordersUnreached, "could be sent whole by no front node: left out")
    note(ordersElsewhere, "picked up at nodes that are no front nodes: left out")
    let idle = nodeResults.count { $0.trainingOrders == 0 }
    if idle > 0 {
      notices.append(Notice("front nodes without an order to choose by, which carry nothing: \(idle)"))
    }
    return notices
  }
}

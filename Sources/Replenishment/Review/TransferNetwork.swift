import SupplyModel

/// Who replenishes whom, which ways lead from node to node, and what a journey costs: what a replay of plans asks for.
package struct TransferNetwork: Sendable {
  let network: SupplyNetwork
  private let truckCost: Money
  private let truckUnits: Int64?
  private let links: [SupplyNetwork.Pair: Int32]
  /// By node: the link by which its parent supplies it, or -1.
  private let supplyLinks: [Int32]

  /// - Complexity: O(nodes^2 + lanes log lanes).
  package init(_ scenario: Scenario) {
    network = SupplyNetwork(scenario)
    truckCost = scenario.settings.replenishment.truckCost
    truckUnits = scenario.settings.replenishment.truckUnits.map(Int64.init)
    var links: [SupplyNetwork.Pair: Int32] = [:]
    var supplyLinks = [Int32](repeating: -1, count: scenario.nodes.count)
    for (index, link) in network.links.enumerated() {
      links[SupplyNetwork.Pair(from: link.from, to: link.to)] = Int32(index)
      if network.parents[Int(link.to)] == link.from { supplyLinks[Int(link.to)] = Int32(index) }
    }
    self.links = links
    self.supplyLinks = supplyLinks
  }

  package var notices: [Notice] { network.notices }

  /// The node that replenishes a node; nil where none does. Complexity: O(1).
  package func parent(_ node: NodeIndex) -> NodeIndex? { network.parents[Int(node)] }

  /// Days from a node's parent to the node; nil where no way leads. Complexity: O(1).
  package func supplyDays(_ node: NodeIndex) -> Int32? {
    supplyLink(node).map { network.links[$0].transitDays }
  }

  /// How many nodes are above a node. Complexity: O(tiers).
  func depth(_ node: NodeIndex) -> Int {
    var (depth, above) = (0, network.parents[Int(node)])
    while let next = above { (depth, above) = (depth + 1, network.parents[Int(next)]) }
    return depth
  }

  func supplyLink(_ node: NodeIndex) -> Int? {
    supplyLinks[Int(node)] < 0 ? nil : Int(supplyLinks[Int(node)])
  }

  /// What goods that leave a node for another on one day cost together, trucks included.
  /// - Complexity: O(1).
  package func journeyCost(from: NodeIndex, to: NodeIndex, units: Int64, weight: Weight) -> Money {
    guard let index = links[SupplyNetwork.Pair(from: from, to: to)] else { return .zero }
    let trucks = truckUnits.map { (units + $0 - 1) / $0 } ?? 1
    return network.links[Int(index)].cost(units: units, weight: weight) + truckCost * trucks
  }
}

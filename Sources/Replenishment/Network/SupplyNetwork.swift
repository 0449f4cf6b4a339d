import SupplyModel

/// Who replenishes whom, and by which links goods may move.
struct SupplyNetwork: Sendable {
  /// The node that replenishes each node; nil for those that only buy.
  private(set) var parents: [NodeIndex?]
  /// By origin, then destination; at most one for each pair.
  private(set) var links: [TransferLink] = []
  /// Nodes so that every parent comes before its children.
  private(set) var topDown: [NodeIndex] = []
  private(set) var notices: [Notice] = []
  /// The links out of node `n` are `outStarts[n] ..< outStarts[n + 1]`.
  private(set) var outStarts: [Int32] = []

  /// How many neighbours may take over a store's slow stock, the nearest.
  static let neighbours = 8

  /// - Complexity: O(nodes^2 + lanes log lanes).
  init(_ scenario: Scenario) {
    parents = SupplyNetwork.parents(scenario)
    let rates = TransferRates(scenario)
    var wanted: [Pair: TransferLink.Purpose] = [:]
    for pair in rates.lanePairs where SupplyNetwork.moves(scenario, pair.from, pair.to) { wanted[pair] = .lane }
    let hasTariff = scenario.settings.transferTariff != nil
    if hasTariff { SupplyNetwork.addNeighbours(scenario, to: &wanted) }
    for (node, parent) in parents.enumerated() {
      guard let parent else { continue }
      if hasTariff {
        wanted[Pair(from: NodeIndex(node), to: parent)] = wanted[Pair(from: NodeIndex(node), to: parent)] ?? .balance
      }
      wanted[Pair(from: parent, to: NodeIndex(node))] = .supply
    }
    var cutOff: [String] = []
    for (pair, purpose) in wanted.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }) {
      if let link = rates.link(pair, purpose) {
        links.append(link)
      } else if purpose == .supply {
        cutOff.append(scenario.nodes[Int(pair.to)].id)
      }
    }
    if !cutOff.isEmpty {
      let names = cutOff.prefix(5).joined(separator: ", ") + (cutOff.count > 5 ? ", …" : "")
      notices.append(
        Notice(
          "no lane and no transfer_tariff leads from its parent to \(cutOff.count) node\(cutOff.count == 1 ? "" : "s") "
            + "(\(names)): nothing can be sent there"))
    }
    outStarts = [Int32](repeating: 0, count: scenario.nodes.count + 1)
    for link in links { outStarts[Int(link.from) + 1] += 1 }
    for node in scenario.nodes.indices { outStarts[node + 1] += outStarts[node] }
    order(scenario)
  }

  /// The links out of a node. Complexity: O(1).
  func links(from node: NodeIndex) -> ArraySlice<TransferLink> {
    links[Int(outStarts[Int(node)])..<Int(outStarts[Int(node) + 1])]
  }

  /// An ordered pair of nodes.
  struct Pair: Hashable {
    var from: NodeIndex
    var to: NodeIndex
  }

  private static func moves(_ scenario: Scenario, _ from: NodeIndex, _ to: NodeIndex) -> Bool {
    scenario.nodes[Int(from)].tier != .vendor && scenario.nodes[Int(to)].tier != .vendor
  }

  /// The parent that nodes.csv names; where it names none, the nearest node of the next tier above that has one and is
  /// not itself replenished, however indirectly, by the node.
  private static func parents(_ scenario: Scenario) -> [NodeIndex?] {
    let buyers = Set(scenario.supply.map(\.node))
    var parents = scenario.nodes.map { node in
      node.tier == .vendor ? nil : node.parent.flatMap { scenario.nodes[Int($0)].tier == .vendor ? nil : $0 }
    }
    for (index, node) in scenario.nodes.enumerated() where node.parent == nil && node.tier != .vendor {
      // Who buys for itself needs nobody.
      if node.tier == .central || buyers.contains(NodeIndex(index)) { continue }
      parents[index] = nearestAbove(index, scenario, parents)
    }
    return parents
  }

  private static func nearestAbove(_ index: Int, _ scenario: Scenario, _ parents: [NodeIndex?]) -> NodeIndex? {
    let node = scenario.nodes[index]
    func isBelow(_ other: Int) -> Bool {
      var above = parents[other]
      while let next = above, Int(next) != index { above = parents[Int(next)] }
      return above != nil
    }
    for tier in node.tier == .store ? [Tier.regional, .central] : [.central] {
      let candidates = scenario.nodes.indices.filter { scenario.nodes[$0].tier == tier && !isBelow($0) }
      let nearest = candidates.min { a, b in
        let (x, y) = (distance(scenario.nodes[a], node), distance(scenario.nodes[b], node))
        return x != y ? x < y : a < b
      }
      if let nearest { return NodeIndex(nearest) }
    }
    return nil
  }

  private static func distance(_ a: Node, _ b: Node) -> Int32 {
    guard let from = a.coordinates, let to = b.coordinates else { return .max }
    return from.distance(to: to).metres
  }

  /// From every node that sells to the nearest others that do, and to the nearest that serve online orders.
  private static func addNeighbours(_ scenario: Scenario, to wanted: inout [Pair: TransferLink.Purpose]) {
    let nodes = scenario.nodes
    for (index, node) in nodes.enumerated() where node.tier == .store || node.tier == .regional {
      guard node.coordinates != nil else { continue }
      let others = nodes.indices.filter { $0 != index && nodes[$0].tier != .vendor && nodes[$0].coordinates != nil }
        .map { (metres: distance(node, nodes[$0]), node: $0) }.sorted { ($0.metres, $0.node) < ($1.metres, $1.node) }
      let near = others.prefix(neighbours) + others.lazy.filter { nodes[$0.node].onlinePool }.prefix(2)
      for other in near {
        let pair = Pair(from: NodeIndex(index), to: NodeIndex(other.node))
        wanted[pair] = wanted[pair] ?? .balance
      }
    }
  }

  private mutating func order(_ scenario: Scenario) {
    var children = [[NodeIndex]](repeating: [], count: scenario.nodes.count)
    for (node, parent) in parents.enumerated() {
      if let parent { children[Int(parent)].append(NodeIndex(node)) } else { topDown.append(NodeIndex(node)) }
    }
    var index = 0
    while index < topDown.count {
      topDown += children[Int(topDown[index])]
      index += 1
    }
  }
}

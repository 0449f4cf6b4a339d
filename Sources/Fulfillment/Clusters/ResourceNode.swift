import SupplyModel

extension ScenarioTables {
  /// The node that a resource belongs to: every resource is one of some node's. Complexity: O(1).
  func node(ofResource resource: Int) -> NodeIndex {
    let rows = stock.count
    if resource < 2 * rows { return stock.nodes[resource < rows ? resource : resource - rows] }
    let place = resource - 2 * rows
    if place < 2 * nodes.count { return NodeIndex(place < nodes.count ? place : place - nodes.count) }
    return arcs.nodes[Int(arcs.laneArcs[place - 2 * nodes.count])]
  }
}

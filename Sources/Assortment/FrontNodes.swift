import SupplyModel

/// Front nodes, and the orders that belong to each.
///
/// A pickup order belongs to its pickup node. A shipped order belongs to the front node that could send all of it as one
/// parcel at the least carrier cost, stock aside; of equals to the first in nodes.csv.
package struct FrontNodes: Sendable {
  /// In the order of nodes.csv.
  package let nodes: [NodeIndex]
  /// The orders of each node, in the order of orders.csv.
  package let orders: [[OrderIndex]]
  /// Shipped orders that no front node reaches.
  package let unreached: Int
  /// Orders that are picked up at other nodes.
  package let elsewhere: Int

  /// Regional nodes and stores that ship or hand over.
  package static func usual(_ scenario: Scenario) -> [NodeIndex] {
    scenario.nodes.indices.lazy
      .filter { index in
        let node = scenario.nodes[index]
        return (node.tier == .regional || node.tier == .store) && (node.ships || node.pickup)
      }
      .map { NodeIndex($0) }
  }

  /// - Complexity: O(lines + orders x nodes that reach them).
  package init(_ nodes: [NodeIndex], scenario: Scenario, tables: ScenarioTables, threads: Int) {
    self.nodes = nodes.sorted()
    var place = [Int32](repeating: -1, count: scenario.nodes.count)
    for (index, node) in self.nodes.enumerated() { place[Int(node)] = Int32(index) }
    let size = 4_096
    let places = place
    let owners = concurrentMap((scenario.orders.count + size - 1) / size, threads: threads) { chunk in
      (chunk * size..<min(scenario.orders.count, (chunk + 1) * size)).map {
        FrontNodes.owner($0, places: places, scenario, tables)
      }
    }
    var orders = [[OrderIndex]](repeating: [], count: nodes.count)
    var (unreached, elsewhere) = (0, 0)
    for (order, owner) in owners.joined().enumerated() {
      if owner >= 0 {
        orders[Int(owner)].append(OrderIndex(order))
      } else if tables.destinationOf[order] >= 0 {
        unreached += 1
      } else {
        elsewhere += 1
      }
    }
    self.orders = orders
    (self.unreached, self.elsewhere) = (unreached, elsewhere)
  }

  /// The place of an order's node among the front nodes, or -1.
  private static func owner(_ order: Int, places: [Int32], _ scenario: Scenario, _ tables: ScenarioTables) -> Int32 {
    if case .pickup(let node) = scenario.orders[order].method { return places[Int(node)] }
    var units: Int32 = 0
    var weight: Int64 = 0
    for line in scenario.orders[order].lines {
      let (sku, quantity) = (scenario.lines[Int(line)].sku, scenario.lines[Int(line)].quantity)
      units += quantity
      weight += scenario.skus[Int(sku)].weight.milligrams * Int64(quantity)
    }
    let destination = Int(tables.destinationOf[order])
    var best: (cost: Int64, place: Int32) = (.max, -1)
    for arc in tables.arcs.starts[destination]..<tables.arcs.starts[destination + 1] {
      let place = places[Int(tables.arcs.nodes[Int(arc)])]
      guard place >= 0, tables.arcs.isWithinLimit[Int(arc)],
        let band = tables.bands(arc).first(where: { weight <= tables.arcs.bands[$0].maxWeight })
      else { continue }
      let cost = tables.arcs.bands[band].cost(units: units, weight: weight)
      if cost < best.cost { best = (cost, place) }
    }
    return best.place
  }
}

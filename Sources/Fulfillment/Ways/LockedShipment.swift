import SupplyModel

/// What is being picked already for an order at one node: its cost is a constant, its parcel can be joined.
struct LockedShipment {
  var node: NodeIndex
  /// Units and weight of the main parcel (units that ship alone apart).
  var mainUnits: Int32 = 0
  var mainWeight: Int64 = 0
  /// Carrier and handling_per_shipment of the main parcel; 0 without one.
  var mainParcelCost: Int64 = 0
  /// Carrier and handling of all its parcels.
  var cost: Int64 = 0
  /// Days from as_of until the last parcel arrives.
  var arrivalDays: Int32 = 0
  /// The same without the main parcel, which open lines may join and so change.
  var aloneArrivalDays: Int32 = 0

  /// The locked shipments of an order, by ascending node.
  /// - Complexity: O(lines of the order).
  static func all(of order: Int, scenario: Scenario, tables: ScenarioTables) -> [LockedShipment] {
    let record = scenario.orders[order]
    var nodes: [NodeIndex] = []
    for line in record.lines {
      if let node = scenario.lines[Int(line)].lockedNode, !nodes.contains(node) { nodes.append(node) }
    }
    return nodes.sorted().map { node in
      var content = ParcelContent()
      for index in record.lines where scenario.lines[Int(index)].lockedNode == node {
        let line = scenario.lines[Int(index)]
        let sku = scenario.skus[Int(line.sku)]
        content.add(units: line.quantity, weight: sku.weight.milligrams, alone: sku.shipsAlone)
      }
      let figures = tables.shipment(order: order, node: node, content: content)
      var alone = content
      (alone.mainUnits, alone.mainWeight) = (0, 0)
      return LockedShipment(
        node: node, mainUnits: content.mainUnits, mainWeight: content.mainWeight,
        mainParcelCost: figures.mainParcelCost, cost: figures.carrier + figures.handling,
        arrivalDays: figures.arrivalDays,
        aloneArrivalDays: tables.shipment(order: order, node: node, content: alone).arrivalDays)
    }
  }
}

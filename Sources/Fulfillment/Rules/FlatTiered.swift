import SupplyModel

/// `central-first` and `nearest-store-first` for flat orders: `TieredRule` in flat arrays.
struct FlatTiered: FlatRule {
  private let flat: FlatScenario
  private let rule: TieredRule

  init(_ flat: FlatScenario, _ rule: TieredRule) {
    self.flat = flat
    self.rule = rule
  }

  /// - Complexity: O(lines x log holders).
  mutating func choose(_ order: Int, left: UnsafePointer<Int32>, rows: UnsafeMutablePointer<Int32>) -> Bool {
    let view = FlatRuleView(flat, left: left)
    let lines = flat.orders.lines(order)
    let destination = flat.orders.destinations[order]
    let places = flat.network.places.base + Int(destination) * flat.network.nodes
    let nodes = rule.nodes(for: destination)
    for node in nodes where serveWhole(order, lines, node, places[Int(node)], view, rows) { return true }
    for position in 0..<lines.count { rows[position] = -1 }
    if flat.orders.kinds[order] == .whole { return true }
    serveLines(order, lines, nodes, places, view, rows)
    return true
  }

  private func serveWhole(
    _ order: Int, _ lines: Range<Int>, _ node: NodeIndex, _ place: FlatPlace, _ view: FlatRuleView,
    _ rows: UnsafeMutablePointer<Int32>
  ) -> Bool {
    var parcel = FlatParcel()
    for (position, line) in lines.enumerated() {
      let row = view.row(node, flat.orders.skus[line])
      guard row >= 0, view.holds(row, flat.orders.quantities[line]) else { return false }
      rows[position] = Int32(row)
      parcel.add(flat.orders.quantities[line], view.weight(line))
    }
    return parcel.fits(order, node, place, view)
  }

  /// Each line from the first node that can take it into its parcel.
  private func serveLines(
    _ order: Int, _ lines: Range<Int>, _ nodes: [NodeIndex], _ places: UnsafePointer<FlatPlace>,
    _ view: FlatRuleView, _ rows: UnsafeMutablePointer<Int32>
  ) {
    var parcels = [FlatParcel](repeating: FlatParcel(), count: nodes.count)
    let mostNodes = flat.orders.kinds[order] == .oneNode ? 1 : nodes.count
    for (position, line) in lines.enumerated() {
      let quantity = flat.orders.quantities[line]
      for (index, node) in nodes.enumerated() {
        let isNew = parcels[index].units == 0
        if isNew && parcels.count(where: { $0.units > 0 }) >= mostNodes { continue }
        let row = view.row(node, flat.orders.skus[line])
        guard row >= 0, view.holds(row, quantity) else { continue }
        var parcel = parcels[index]
        parcel.add(quantity, view.weight(line))
        guard parcel.fits(order, node, places[Int(node)], view) else { continue }
        parcels[index] = parcel
        rows[position] = Int32(row)
        break
      }
    }
  }
}

/// What one node sends of an order.
private struct FlatParcel {
  var units: Int32 = 0
  /// Milligrams.
  var weight: Int64 = 0

  mutating func add(_ units: Int32, _ weight: Int64) {
    self.units += units
    self.weight += weight
  }

  /// Whether the node may still send it and its lane takes it.
  func fits(_ order: Int, _ node: NodeIndex, _ place: FlatPlace, _ view: FlatRuleView) -> Bool {
    guard units <= view.unitsLeft(Int(node), place) else { return false }
    return view.flat.orders.isAffine[order] || view.flat.carrier(place.arc, units, weight) < infeasible
  }
}

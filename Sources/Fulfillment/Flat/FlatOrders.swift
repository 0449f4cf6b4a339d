import SupplyModel

/// The orders that `FlatSearch` serves, as flat arrays: shipped orders of few lines without locked lines, promises at
/// stake, units that ship alone, divided lines or repeated SKUs. All others go through `OrderProblem`.
struct FlatOrders: Sendable {
  /// Lines of a flat order at most: contents grow as 2^lines.
  static let maxLines = 6

  /// How the lines of an order may be shared out.
  enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// Not a flat order.
    case general
    /// Each line from any node.
    case anyNodes
    /// All lines that are served from one node.
    case oneNode
    /// All lines from one node or none.
    case whole
  }

  let kinds: FlatArray<Kind>
  /// First line of each order; one longer than the orders. Lines are indices into `Scenario.lines`.
  let starts: FlatArray<Int32>
  /// By order, in `ArcTable`; -1 for pickup.
  let destinations: FlatArray<Int32>
  /// By order: whether its parcels cost fixed + unit x units whatever they weigh.
  let isAffine: FlatArray<Bool>
  /// By order, where any is not 1; else empty.
  let priorities: [Ratio]
  /// By line.
  let skus: FlatArray<Int32>
  let quantities: FlatArray<Int32>
  /// By line: what leaving it unfilled costs, millionths, priority not yet applied.
  let penalties: FlatArray<Int64>
  /// By line, where any node takes a commission: its price times its quantity (millionths). Else empty.
  let values: FlatArray<Int64>
  /// Once an order with anything unfilled (millionths).
  let orderPenalty: Int64
  /// How many orders are flat.
  let count: Int

  /// - Complexity: O(lines).
  init(_ scenario: Scenario, tables: ScenarioTables, network: FlatNetwork) {
    let penalty = scenario.settings.unfilled ?? UnfilledPenalty()
    let orders = scenario.orders
    orderPenalty = penalty.perOrder.millionths
    kinds = FlatArray(repeating: .general, count: orders.count)
    starts = FlatArray(repeating: 0, count: orders.count + 1)
    destinations = FlatArray(tables.destinationOf, padding: -1)
    isAffine = FlatArray(repeating: false, count: orders.count)
    priorities = orders.contains { $0.priority != .one } ? orders.map(\.priority) : []
    skus = FlatArray(repeating: 0, count: scenario.lines.count)
    quantities = FlatArray(repeating: 0, count: scenario.lines.count)
    penalties = FlatArray(repeating: 0, count: scenario.lines.count)
    values = FlatArray(repeating: 0, count: network.hasCommission ? scenario.lines.count : 0)
    for (index, line) in scenario.lines.enumerated() {
      let margin = max(0, line.unitPrice.millionths - scenario.skus[Int(line.sku)].unitCost.millionths)
      let lost = Money(millionths: margin).times(penalty.marginFactor).millionths
      skus[index] = line.sku
      quantities[index] = line.quantity
      if values.count > 0 { values[index] = line.unitPrice.millionths * Int64(line.quantity) }
      penalties[index] = penalty.perLine.millionths + Int64(line.quantity) * (penalty.perUnit.millionths + lost)
    }
    var flat = 0
    for (index, order) in orders.enumerated() {
      precondition(order.lines.lowerBound == starts[index], "the lines of an order follow those of the one before")
      starts[index + 1] = order.lines.upperBound
      kinds[index] = FlatOrders.kind(index, order, scenario, tables, network)
      guard kinds[index] != .general else { continue }
      var weight: Int64 = 0
      for line in order.lines {
        weight += scenario.skus[Int(skus[Int(line)])].weight.milligrams * Int64(quantities[Int(line)])
      }
      let destination = Int(tables.destinationOf[index])
      if network.isAffine[destination] && weight > network.affineWeight[destination] {
        // Places hold the price of the lightest band already.
        kinds[index] = .general
        continue
      }
      flat += 1
      isAffine[index] = network.isAffine[destination]
    }
    count = flat
  }

  /// The same orders in another sequence, so that whoever walks them so reads memory in order. Lines are numbered anew.
  /// - Parameter sequence: order indices, each once.
  /// - Complexity: O(lines).
  init(_ other: FlatOrders, in sequence: [Int32]) {
    kinds = FlatArray(repeating: .general, count: sequence.count)
    starts = FlatArray(repeating: 0, count: sequence.count + 1)
    destinations = FlatArray(repeating: -1, count: sequence.count)
    isAffine = FlatArray(repeating: false, count: sequence.count)
    priorities = other.priorities.isEmpty ? [] : sequence.map { other.priorities[Int($0)] }
    skus = FlatArray(repeating: 0, count: other.skus.count)
    quantities = FlatArray(repeating: 0, count: other.skus.count)
    penalties = FlatArray(repeating: 0, count: other.skus.count)
    values = FlatArray(repeating: 0, count: other.values.count)
    orderPenalty = other.orderPenalty
    count = other.count
    var next = 0
    for (index, order) in sequence.enumerated() {
      let order = Int(order)
      kinds[index] = other.kinds[order]
      destinations[index] = other.destinations[order]
      isAffine[index] = other.isAffine[order]
      for line in other.lines(order) {
        skus[next] = other.skus[line]
        quantities[next] = other.quantities[line]
        penalties[next] = other.penalties[line]
        if values.count > 0 { values[next] = other.values[line] }
        next += 1
      }
      starts[index + 1] = Int32(next)
    }
  }

  @inline(__always)
  func isFlat(_ order: Int) -> Bool { kinds[order] != .general }

  @inline(__always)
  func lines(_ order: Int) -> Range<Int> { Int(starts[order])..<Int(starts[order + 1]) }

  /// The lines of consecutive orders.
  @inline(__always)
  func lines(_ orders: Range<Int>) -> Range<Int> { Int(starts[orders.lowerBound])..<Int(starts[orders.upperBound]) }

  private static func kind(
    _ index: Int, _ order: Order, _ scenario: Scenario, _ tables: ScenarioTables, _ network: FlatNetwork
  ) -> Kind {
    let limits = scenario.settings.limits
    guard case .ship = order.method, tables.destinationOf[index] >= 0, !tables.hasLocked[index],
      !order.lines.isEmpty, order.lines.count <= maxLines, order.split != .units, network.alwaysShips
    else { return .general }
    if order.promiseBy != nil && scenario.settings.latenessPerOrderDay > .zero { return .general }
    var value = Money.zero
    for line in order.lines {
      let row = scenario.lines[Int(line)]
      let sku = scenario.skus[Int(row.sku)]
      if sku.shipsAlone || !sku.isInSeason(on: tables.asOf) { return .general }
      for other in order.lines.lowerBound..<line where scenario.lines[Int(other)].sku == row.sku { return .general }
      value += row.unitPrice * Int64(row.quantity)
    }
    var most = order.maxShipments ?? .max
    if let general = limits.maxShipmentsPerOrder { most = min(most, general) }
    if limits.minSplitValue > .zero && value < limits.minSplitValue { most = min(most, 1) }
    if most < 1 { return .general }
    if order.lines.count == 1 { return .anyNodes }
    if order.split == .never { return .whole }
    if most >= Int32(order.lines.count) { return .anyNodes }
    return most == 1 ? .oneNode : .general
  }
}

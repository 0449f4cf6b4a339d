import SupplyModel

/// How many shipments an order may have over all batches that serve it: `max_shipments` and `min_split_value` hold for
/// the whole order, of which planners see only what is still asked for.
struct ShipmentLimits: Sendable {
  /// Whether any order has a limit.
  let isSet: Bool
  private let general: Int32?
  private let minSplitValue: Money

  init(_ scenario: Scenario) {
    general = scenario.settings.limits.maxShipmentsPerOrder
    minSplitValue = scenario.settings.limits.minSplitValue
    isSet = general != nil || minSplitValue > .zero || scenario.orders.contains { $0.maxShipments != nil }
  }

  /// The scenario without the limits that are kept here: of the rest of an order they would ask anew.
  static func lifted(_ scenario: Scenario) -> Scenario {
    var lifted = scenario
    lifted.settings.limits.maxShipmentsPerOrder = nil
    lifted.settings.limits.minSplitValue = .zero
    return lifted
  }

  /// - Parameters:
  ///   - lines: of the scenario.
  ///   - shipped: shipments that the order has had.
  /// - Returns: how many more it may have; nil where nothing limits them.
  /// - Complexity: O(lines of the order).
  func left(_ order: Order, _ lines: [OrderLine], shipped: Int16) -> Int32? {
    guard isSet else { return nil }
    var most = order.maxShipments ?? .max
    if let general { most = min(most, general) }
    if minSplitValue > .zero {
      var value = Money.zero
      for line in order.lines { value += lines[Int(line)].unitPrice * Int64(lines[Int(line)].quantity) }
      if value < minSplitValue { most = min(most, 1) }
    }
    return most == .max ? nil : max(0, most - Int32(shipped))
  }
}

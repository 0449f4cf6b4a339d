import Fulfillment
import SupplyModel

/// What carrier, handling, commission and unfilled orders of a replay cost at least, whoever decides: the proven bound of
/// `optimal` for all orders at once, with everything that ever comes and all days' capacity together.
///
/// Whatever a replay does beyond that only costs more or takes goods away: walk-in customers, days on which nodes are
/// closed, promises, seasons. Where a replay may do what one plan may not, there is no bound: goods that are moved,
/// bought or sent back, orders that wait, nodes that turn orders away.
struct HindsightBound {
  private let scenario: Scenario

  /// nil where no bound holds.
  init?(_ world: SimulationWorld, channels: ChannelRule) {
    var scenario = world.scenario
    let settings = scenario.settings.simulation
    guard scenario.settings.unfilled != nil, settings.stockout != .backorder, world.window.warmup == 0,
      settings.returnsRate == 0, scenario.returns.isEmpty,
      !scenario.nodes.contains(where: { $0.rejectRate.billionths > 0 })
    else { return nil }
    HindsightBound.relaxOrders(&scenario, world.window)
    guard !scenario.orders.isEmpty else { return nil }
    HindsightBound.relaxNetwork(&scenario, world.window, channels: channels)
    self.scenario = scenario
  }

  /// - Throws: where the solver fails.
  /// - Complexity: that of `FulfillmentPlanner` with `optimal` for all orders of the replay.
  func value(threads: Int) throws -> Money? {
    try FulfillmentPlanner(scenario, threads: threads).plan(.optimal, budget: Budget(threads: threads)).bound?
      .lowerBound
  }

  private static func relaxOrders(_ scenario: inout Scenario, _ window: ReplayWindow) {
    var (orders, lines): ([Order], [OrderLine]) = ([], [])
    for order in scenario.orders {
      if let time = order.placedAt {
        let placed = scenario.settings.clock.local(time)
        guard let day = window.index(placed.day), window.isDecided(day, Int(placed.minute.minutes)) else { continue }
      }
      var kept = order
      kept.lines = Int32(lines.count)..<Int32(lines.count + order.lines.count)
      kept.placedAt = nil
      kept.promiseBy = nil
      lines += scenario.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)]
      orders.append(kept)
    }
    (scenario.orders, scenario.lines) = (orders, lines)
    for sku in scenario.skus.indices {
      scenario.skus[sku].seasonStart = nil
      scenario.skus[sku].seasonEnd = nil
    }
  }

  private static func relaxNetwork(_ scenario: inout Scenario, _ window: ReplayWindow, channels: ChannelRule) {
    let days = Int64(window.days)
    func all(_ daily: Int32?, _ entries: [Int32]) -> Int32? {
      daily.map { Int32(clamping: Int64(([$0] + entries).max() ?? $0) * days) }
    }
    for index in scenario.nodes.indices {
      let entries = scenario.calendar.filter { Int($0.node) == index }
      scenario.nodes[index].capacityOrders = all(
        scenario.nodes[index].capacityOrders, entries.compactMap(\.capacityOrders))
      scenario.nodes[index].capacityUnits = all(
        scenario.nodes[index].capacityUnits, entries.compactMap(\.capacityUnits))
      scenario.nodes[index].activationCost = .zero
      scenario.nodes[index].openDays = .everyDay
      scenario.nodes[index].cutoff = nil
      if channels == .siloed && !scenario.nodes[index].onlinePool {
        scenario.nodes[index].ships = false
        scenario.nodes[index].pickup = false
      }
    }
    scenario.calendar = []
    for index in scenario.lanes.indices {
      scenario.lanes[index].capacityUnits = all(scenario.lanes[index].capacityUnits, [])
    }
    var places: [Int64: Int] = [:]
    let skus = Int64(scenario.skus.count)
    for (index, row) in scenario.stock.enumerated() {
      places[Int64(row.node) * skus + Int64(row.sku)] = index
      scenario.stock[index].useCost = .zero
    }
    for receipt in scenario.receipts where receipt.due < window.end {
      guard let place = places[Int64(receipt.node) * skus + Int64(receipt.sku)] else { continue }
      scenario.stock[place].onHand = scenario.stock[place].onHand.map { $0 + receipt.quantity }
    }
    // They are stock now, and nothing is transferred: nothing is left that a plan does not know of.
    scenario.receipts = []
    scenario.lanes.removeAll { if case .node = $0.destination { true } else { false } }
    scenario.settings.transferTariff = nil
  }
}

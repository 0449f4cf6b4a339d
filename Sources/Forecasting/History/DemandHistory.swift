import SupplyModel

/// Daily demand by SKU and node before as_of, days without demand left out.
///
/// Series are sorted by SKU, then node; the entries of series `s` are `starts[s] ..< starts[s + 1]`, days ascending.
struct DemandHistory: Sendable {
  /// The first day on which anybody asked for anything.
  private(set) var first: Day
  /// The day after the last: as_of.
  let end: Day
  private(set) var series: [DemandForecast.Row] = []
  private(set) var starts: [Int32] = [0]
  /// Days since `first`.
  private(set) var days: [Int32] = []
  private(set) var units: [Double] = []
  /// For each SKU the first day of any demand in the network, since `first`; `Int32.max` where there is none.
  private(set) var firstSales: [Int32]
  private(set) var notices: [Notice] = []

  /// Days from the first demand to as_of.
  var dayCount: Int { Int(end - first) }

  /// The same in bulk, of some SKUs in turn.
  private struct Part: Sendable {
    var series: [DemandForecast.Row] = []
    var ends: [Int32] = []
    var days: [Int32] = []
    var units: [Double] = []
    var homelessUnits: Int64 = 0
  }

  /// - Complexity: O(events log events of one SKU), SKUs side by side.
  init(_ scenario: Scenario, homes: HomeNodes?, threads: Int) {
    let events = DemandEvents(scenario, homes: homes)
    end = scenario.settings.asOf
    let days = events.events.lazy.map(\.day)
    let firstDay = days.min() ?? end.number
    let lastDay = days.max()
    first = Day(number: firstDay)
    let skus = scenario.skus.count
    firstSales = (0..<skus).map { sku in
      let range = Int(events.starts[sku])..<Int(events.starts[sku + 1])
      return events.events[range].lazy.map { $0.day - firstDay }.min() ?? .max
    }
    let size = 64
    let parts = concurrentMap((skus + size - 1) / size, threads: threads) { part in
      DemandHistory.part(part * size..<min(skus, (part + 1) * size), events, homes, firstDay)
    }
    join(parts)
    note(events, homeless: parts.reduce(0) { $0 + $1.homelessUnits }, lastDay: lastDay.map { Day(number: $0) })
  }

  private static func part(
    _ skus: Range<Int>, _ events: DemandEvents, _ homes: HomeNodes?, _ firstDay: Int32
  ) -> Part {
    var part = Part()
    var memory = HomeNodes.Memory()
    var placed: [(key: UInt64, quantity: Int32)] = []
    for sku in skus {
      placed.removeAll(keepingCapacity: true)
      for event in events.events[Int(events.starts[sku])..<Int(events.starts[sku + 1])] {
        var node = event.place
        if node < 0, let homes { node = homes.home(destination: ~node, sku: SKUIndex(sku), memory: &memory) }
        if node < 0 {
          part.homelessUnits += Int64(event.quantity)
        } else {
          placed.append((UInt64(node) << 32 | UInt64(event.day - firstDay), event.quantity))
        }
      }
      placed.sort { $0.key < $1.key }
      var last: UInt64?
      for (key, quantity) in placed {
        if key == last {
          part.units[part.units.count - 1] += Double(quantity)
          continue
        }
        let node = NodeIndex(key >> 32)
        if last.map({ NodeIndex($0 >> 32) != node }) ?? true {
          part.series.append(DemandForecast.Row(sku: SKUIndex(sku), node: node))
          part.ends.append(Int32(part.days.count))
        }
        last = key
        part.days.append(Int32(truncatingIfNeeded: key & 0xFFFF_FFFF))
        part.units.append(Double(quantity))
        part.ends[part.ends.count - 1] = Int32(part.days.count)
      }
    }
    return part
  }

  private mutating func join(_ parts: [Part]) {
    series.reserveCapacity(parts.reduce(0) { $0 + $1.series.count })
    starts.reserveCapacity(parts.reduce(1) { $0 + $1.series.count })
    days.reserveCapacity(parts.reduce(0) { $0 + $1.days.count })
    units.reserveCapacity(days.capacity)
    for part in parts {
      let offset = Int32(days.count)
      series += part.series
      starts += part.ends.map { $0 + offset }
      days += part.days
      units += part.units
    }
  }

  private mutating func note(_ events: DemandEvents, homeless: Int64, lastDay: Day?) {
    if events.laterRows > 0 {
      notices.append(Notice("demand.csv, rows on as_of (\(end)) or later, which are no history: \(events.laterRows)"))
    }
    if events.laterOrders > 0 {
      notices.append(
        Notice(
          "orders placed on as_of (\(end)) or later, or nobody says when, which are no history: \(events.laterOrders)"))
    }
    if events.vendorUnits > 0 {
      notices.append(Notice("units asked for at vendors, left out of the forecast: \(events.vendorUnits)"))
    }
    if homeless > 0 {
      notices.append(
        Notice(
          "units of shipped orders, left out of the forecast, since no node carries their SKU and could send it: "
            + "\(homeless)"))
    }
    if let lastDay, end - lastDay > 7 {
      notices.append(
        Notice("the last demand is of \(lastDay), \(end - lastDay) days before as_of: the days since count as without"))
    }
  }
}

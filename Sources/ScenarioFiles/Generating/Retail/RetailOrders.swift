import RandomStreams
import SupplyModel

/// Online orders drawn from the true rates: the units of a zone and day, in orders of the sizes that the spec says.
struct RetailOrders: Sendable {
  /// One row of orders.csv.
  struct Line: Sendable {
    let sku: Int32
    var quantity: Int32
  }

  /// One order; its lines end where the next one's begin.
  struct Order: Sendable {
    let day: Int32
    let second: Int32
    let zone: Int32
    let firstLine: Int
    let endLine: Int
  }

  /// The orders of each day, in the order of their placing.
  let days: [(orders: [Order], lines: [Line])]

  /// Orders of all days.
  let count: Int

  private struct Unit: Sendable {
    let day: Int32
    let zone: Int32
    let sku: Int32
  }

  /// O(zones x SKUs + units log units of a day).
  init(_ scenario: RetailScenario, threads: Int) {
    let units = RetailOrders.units(scenario, threads: threads)
    let spec = scenario.spec
    let sizes = CumulativeTable(weights: spec.demand.unitsPerOrder)
    let clock = GeneratedClock(days: 1)
    let family = RandomStreamFamily(seed: spec.seed, purpose: "retail orders")
    let range = RetailSpec.Calendar(spec).history
    var starts = [0]
    for index in units.indices {
      while starts.count <= Int(units[index].day) - range.lowerBound { starts.append(index) }
    }
    while starts.count <= range.count { starts.append(units.count) }
    let bounds = starts
    days = concurrentMap(range.count, threads: threads) { day in
      // Days before the start have indices, too: they count from the first day that is written.
      var stream = RandomStream(family: family, index: UInt64(day))
      return RetailOrders.orders(Array(units[bounds[day]..<bounds[day + 1]]), sizes, clock, &stream)
    }
    count = days.reduce(0) { $0 + $1.orders.count }
  }

  private static func units(_ scenario: RetailScenario, threads: Int) -> [Unit] {
    let draws = DayDraws(scenario.spec)
    let family = RandomStreamFamily(seed: scenario.spec.seed, purpose: "retail online")
    let size = 64
    let count = scenario.assortment.count
    let parts = concurrentMap((count + size - 1) / size, threads: threads) { part in
      var units: [Unit] = []
      var drawn: [Int32] = []
      for sku in part * size..<min(count, (part + 1) * size) {
        var stream = RandomStream(family: family, index: UInt64(sku))
        let category = Int(scenario.assortment.category[sku])
        for (zone, rate) in scenario.demand.rates(of: sku).zones.enumerated() where rate > 0 {
          draws.draw(rate, category, into: &drawn, &stream)
          for day in drawn { units.append(Unit(day: day, zone: Int32(zone), sku: Int32(sku))) }
        }
      }
      return units
    }
    return sortedByDay(parts, days: draws.range, day: \.day)
  }

  /// Bundles the units of a day: zone by zone, shuffled, cut into orders of drawn sizes. What is left of a zone makes a
  /// smaller order.
  private static func orders(
    _ units: [Unit], _ sizes: CumulativeTable, _ clock: GeneratedClock, _ stream: inout RandomStream
  ) -> (orders: [Order], lines: [Line]) {
    var units = units
    stream.shuffle(&units)
    let byZone = units.indices.sorted { (units[$0].zone, $0) < (units[$1].zone, $1) }
    var orders: [Order] = []
    var lines: [Line] = []
    var at = 0
    while at < byZone.count {
      let zone = units[byZone[at]].zone
      let wanted = sizes.draw(from: &stream) + 1
      let first = lines.count
      var taken = 0
      while taken < wanted, at < byZone.count, units[byZone[at]].zone == zone {
        let sku = units[byZone[at]].sku
        if let line = lines[first...].firstIndex(where: { $0.sku == sku }) {
          lines[line].quantity += 1
        } else {
          lines.append(Line(sku: sku, quantity: 1))
        }
        taken += 1
        at += 1
      }
      orders.append(
        Order(
          day: units[byZone[at - 1]].day, second: clock.second(at: stream.unit()), zone: zone, firstLine: first,
          endLine: lines.count))
    }
    orders.sort { ($0.second, $0.firstLine) < ($1.second, $1.firstLine) }
    return (orders, lines)
  }
}

import RandomStreams
import SupplyModel

/// Walk-in demand drawn from the true rates, by day, SKU and store: each series of a Poisson process of its own.
struct RetailWalkIns: Sendable {
  /// One row of demand.csv.
  struct Row: Sendable {
    let day: Int32
    let sku: Int32
    let store: Int32
    var quantity: Int32
  }

  let rows: [Row]

  /// O(stores x SKUs + units).
  init(_ scenario: RetailScenario, threads: Int) {
    let spec = scenario.spec
    let days = DayDraws(spec)
    let family = RandomStreamFamily(seed: spec.seed, purpose: "retail walk-in")
    let size = 64
    let count = scenario.assortment.count
    let parts = concurrentMap((count + size - 1) / size, threads: threads) { part in
      var rows: [Row] = []
      var drawn: [Int32] = []
      for sku in part * size..<min(count, (part + 1) * size) {
        var stream = RandomStream(family: family, index: UInt64(sku))
        let category = Int(scenario.assortment.category[sku])
        for (store, rate) in scenario.demand.rates(of: sku).stores.enumerated() where rate > 0 {
          days.draw(rate, category, into: &drawn, &stream)
          drawn.sort()
          for day in drawn {
            if let last = rows.last, last.day == day, last.sku == sku, last.store == store {
              rows[rows.count - 1].quantity += 1
            } else {
              rows.append(Row(day: day, sku: Int32(sku), store: Int32(store), quantity: 1))
            }
          }
        }
      }
      return rows
    }
    rows = sortedByDay(parts, days: days.range, day: \.day)
  }
}

/// The days on which the units of a series are asked for.
struct DayDraws: Sendable {
  let range: Range<Int>
  /// For each category: the days of demand in all, and how they lie; nil where it is never on sale.
  private let categories: [(units: Double, days: CumulativeTable)?]

  init(_ spec: RetailSpec) {
    let calendar = RetailSpec.Calendar(spec)
    range = calendar.history
    categories = spec.categories.map { [range] category in
      let weights = range.map { calendar.factor($0, of: category) }
      let units = weights.reduce(0, +)
      return units > 0 ? (units, CumulativeTable(weights: weights)) : nil
    }
  }

  /// Draws the day of each unit of a series, in no order. O(units log days).
  func draw(_ rate: Double, _ category: Int, into days: inout [Int32], _ stream: inout RandomStream) {
    days.removeAll(keepingCapacity: true)
    guard let (units, table) = categories[category] else { return }
    for _ in 0..<stream.poisson(mean: rate * units) {
      days.append(Int32(range.lowerBound + table.draw(from: &stream)))
    }
  }
}

/// The elements of all parts by day, elements of a day in the order of the parts: a counting sort. O(elements + days).
func sortedByDay<Element>(_ parts: [[Element]], days: Range<Int>, day: (Element) -> Int32) -> [Element] {
  var next = [Int](repeating: 0, count: days.count + 1)
  for part in parts { for element in part { next[Int(day(element)) - days.lowerBound + 1] += 1 } }
  for index in 1..<next.count { next[index] += next[index - 1] }
  let total = next[next.count - 1]
  return [Element](unsafeUninitializedCapacity: total) { buffer, count in
    for part in parts {
      for element in part {
        let place = Int(day(element)) - days.lowerBound
        (buffer.baseAddress.map { $0 + next[place] })?.initialize(to: element)
        next[place] += 1
      }
    }
    count = total
  }
}

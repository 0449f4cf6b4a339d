import SupplyModel

/// What each day of the week brings, over the mean of all: 1 is an average day. Lane 0 is Monday, lane 7 unused.
package struct WeekdayFactors: Hashable, Sendable {
  package private(set) var factors: SIMD8<Double>

  /// Days of demand for which the factors of a larger group count as much as the series' own.
  static let weightOfGroup = 100.0
  /// A day below this share of an average one says nothing of the level.
  static let leastTelling = 0.1
  static let flat = WeekdayFactors(factors: SIMD8(1, 1, 1, 1, 1, 1, 1, 0))

  private init(factors: SIMD8<Double>) { self.factors = factors }

  /// Own factors, drawn towards those of a group where demand days are few; their mean is 1.
  /// - Parameters:
  ///   - units: asked for on each day of the week.
  ///   - days: how many there were of each.
  ///   - demandDays: days with demand: what the own factors are worth.
  /// - Complexity: O(1).
  package init(units: SIMD8<Double>, days: SIMD8<Double>, demandDays: Double, group: WeekdayFactors = .flat) {
    let total = units.sum()
    guard total > 0 else {
      self = group
      return
    }
    let mean = total / days.sum()
    var mixed = SIMD8<Double>.zero
    for weekday in 0..<7 {
      let prior = group.factors[weekday]
      let own = days[weekday] > 0 ? units[weekday] / days[weekday] / mean : prior
      mixed[weekday] =
        (demandDays * own + WeekdayFactors.weightOfGroup * prior)
        / (demandDays + WeekdayFactors.weightOfGroup)
    }
    factors = mixed * (7 / mixed.sum())
  }

  package subscript(weekday: Int) -> Double { factors[weekday] }
}

/// The weekday factors of each node over all its SKUs.
struct NodeWeekdays: Sendable {
  private let byNode: [WeekdayFactors]

  /// - Parameter days: only so many first days of the history count.
  /// - Complexity: O(entries).
  init(_ history: DemandHistory, nodes: Int, days: Int) {
    let first = Int(history.first.weekday.rawValue)
    var calendar = SIMD8<Double>.zero
    for day in 0..<days { calendar[(first + day) % 7] += 1 }
    var units = [SIMD8<Double>](repeating: .zero, count: nodes)
    var entries = [Double](repeating: 0, count: nodes)
    for (series, row) in history.series.enumerated() {
      for entry in Int(history.starts[series])..<Int(history.starts[series + 1]) where history.days[entry] < days {
        units[Int(row.node)][(first + Int(history.days[entry])) % 7] += history.units[entry]
        entries[Int(row.node)] += 1
      }
    }
    byNode = (0..<nodes).map { WeekdayFactors(units: units[$0], days: calendar, demandDays: entries[$0]) }
  }

  subscript(node: NodeIndex) -> WeekdayFactors { byNode[Int(node)] }
}

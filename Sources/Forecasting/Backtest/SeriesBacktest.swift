import SupplyModel

/// The rolling-origin backtest of one series: how each method would have done, and which is best.
struct SeriesBacktest: Sendable {
  /// What one method scored.
  struct Tally: Sendable {
    var absolute = 0.0
    /// Forecasts less what came.
    var excess = 0.0
    var pinball = 0.0

    static func += (a: inout Tally, b: Tally) {
      a.absolute += b.absolute
      a.excess += b.excess
      a.pinball += b.pinball
    }
  }

  /// By `ForecastMethod.judged`: over all comparisons; over those from the last third of the origins; and over those
  /// that were over when the last third began.
  private(set) var all = none
  private(set) var late = none
  private(set) var early = none
  /// Periods compared.
  private(set) var count = 0.0
  private(set) var lateCount = 0.0
  private(set) var earlyCount = 0.0
  /// Units asked for in them.
  private(set) var units = 0.0
  private(set) var lateUnits = 0.0
  /// Mean absolute error of the naive forecast of block totals in the training part; 0 = unknown.
  private(set) var scale = 0.0
  /// Squared errors by method and horizon, from origins that have all horizons.
  private(set) var squares: [Double] = []
  /// Of all blocks, at as_of.
  private(set) var errors = MethodErrors()
  /// Of the training part.
  private(set) var pattern = DemandPattern.smooth

  private static let none = [Tally](repeating: Tally(), count: ForecastMethod.judged.count)
  /// Blocks before the first error that counts: there must be something to go by.
  private static func warmBlocks(_ plan: BacktestPlan) -> Int {
    max(1, (MethodGrid.warmup + plan.blockDays - 1) / plan.blockDays)
  }

  /// Judges a series; `blocks` hold its run with weekday factors of the training part.
  /// - Complexity: O(blocks x parameters + origins x horizons x methods x units of a quantile).
  mutating func judge(_ blocks: SeriesBlocks, _ plan: BacktestPlan, origins: Int) {
    reset(plan)
    let first = blocks.count - origins
    scale = SeriesBacktest.scale(blocks, plan, before: first)
    let lateFrom = blocks.count - origins / BacktestPlan.heldOutShare
    let warm = SeriesBacktest.warmBlocks(plan)
    for origin in 0..<blocks.count {
      if origins > 0, origin >= first { compare(blocks, plan, origin: origin, lateFrom: lateFrom) }
      if origin >= warm {
        errors.add(
          blocks.rates[origin], days: blocks.days[origin], total: blocks.totals[origin],
          wholeDays: Double(plan.blockDays))
      }
    }
    pattern = DemandPattern(blocks.totals[..<(origins > 0 ? first : blocks.count)])
  }

  private mutating func reset(_ plan: BacktestPlan) {
    (all, late, early) = (SeriesBacktest.none, SeriesBacktest.none, SeriesBacktest.none)
    (count, lateCount, earlyCount, units, lateUnits) = (0, 0, 0, 0, 0)
    squares = [Double](repeating: 0, count: ForecastMethod.judged.count * plan.horizons)
    errors = MethodErrors()
  }

  private mutating func compare(_ blocks: SeriesBlocks, _ plan: BacktestPlan, origin: Int, lateFrom: Int) {
    let horizons = min(plan.horizons, blocks.count - origin)
    let whole = Double(plan.blockDays)
    var ruler = PinballRuler()
    for (number, method) in ForecastMethod.judged.enumerated() {
      let (choice, meanSquare) = errors.best(method)
      for horizon in 0..<horizons {
        let days = blocks.days[origin + horizon]
        guard days.plain > 0 else { continue }
        let mean = max(0, blocks.rates[origin].total(method, choice, of: days))
        let actual = blocks.totals[origin + horizon]
        let share = days.plain / whole
        let variance =
          ErrorVariance.variance(mean: mean / share, meanSquare: meanSquare, count: errors.count) * share
        let tally = Tally(
          absolute: abs(mean - actual), excess: mean - actual,
          pinball: ruler.meanLoss(actual, mean: mean, variance: variance))
        all[number] += tally
        if origin >= lateFrom { late[number] += tally }
        if origin + horizon < lateFrom { early[number] += tally }
        if horizons == plan.horizons {
          squares[number * plan.horizons + horizon] += (mean - actual) * (mean - actual) / share
        }
      }
    }
    for horizon in 0..<horizons where blocks.days[origin + horizon].plain > 0 {
      count += 1
      units += blocks.totals[origin + horizon]
      if origin >= lateFrom {
        lateCount += 1
        lateUnits += blocks.totals[origin + horizon]
      }
      if origin + horizon < lateFrom { earlyCount += 1 }
    }
  }

  /// The scale of MASE (Hyndman and Koehler 2006): the mean absolute change from block to block before the first
  /// origin; where there was none, over all blocks.
  private static func scale(_ blocks: SeriesBlocks, _ plan: BacktestPlan, before first: Int) -> Double {
    for end in [first, blocks.count] {
      let totals = (0..<end).lazy.filter { blocks.days[$0].plain > 0 }.map {
        blocks.totals[$0] * Double(plan.blockDays) / blocks.days[$0].plain
      }
      let scale = naiveScale(totals)
      if scale > 0 { return scale }
    }
    return 0
  }
}

/// The mean absolute difference of each value from the one before; 0 where there are fewer than two. O(n).
package func naiveScale(_ values: some Sequence<Double>) -> Double {
  var (sum, count) = (0.0, 0.0)
  var last: Double?
  for value in values {
    if let last {
      sum += abs(value - last)
      count += 1
    }
    last = value
  }
  return count > 0 ? sum / count : 0
}

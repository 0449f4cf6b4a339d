import SupplyModel

/// One series day by day, from its first day to the day before as_of: a worker's scratch memory, filled again and again.
struct DailySeries: Sendable {
  /// What the days of every series have in common.
  struct Context: Sendable {
    let history: DemandHistory
    let promotions: PromotionFactors
    let stockOuts: StockOuts
    /// First and last day of each SKU's season, since the history's first day.
    let seasons: [(start: Int32, end: Int32)]
    /// 0 = Monday.
    let firstWeekday: Int

    init(_ scenario: Scenario, history: DemandHistory, horizonEnd: Day) {
      self.history = history
      promotions = PromotionFactors(scenario, first: history.first, end: horizonEnd)
      stockOuts = StockOuts(scenario)
      seasons = scenario.skus.map {
        ($0.seasonStart.map { $0 - history.first } ?? .min, $0.seasonEnd.map { $0 - history.first } ?? .max)
      }
      firstWeekday = Int(history.first.weekday.rawValue)
    }
  }

  /// The series' first day, since the history's first.
  private(set) var start = 0
  /// The weekday of `start`, 0 = Monday.
  private(set) var weekday = 0
  /// Demand a day as it would have been without promotions; 0 on days that do not count.
  private(set) var values: [Double] = []
  /// Whether each day counts: in season, not sold out, no promotion of factor 0.
  private(set) var counts: [Bool] = []
  private(set) var countedDays = 0
  /// The sum of `values`.
  private(set) var units = 0.0

  /// - Complexity: O(days of the history).
  mutating func load(_ series: Int, _ context: Context) {
    let history = context.history
    let row = history.series[series]
    let season = context.seasons[Int(row.sku)]
    let total = history.dayCount
    start = min(total, max(0, Int(season.start), Int(history.firstSales[Int(row.sku)])))
    weekday = (context.firstWeekday + start) % 7
    let count = total - start
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: count))
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(true, count: count))
    for entry in Int(history.starts[series])..<Int(history.starts[series + 1]) where history.days[entry] >= start {
      values[Int(history.days[entry]) - start] = history.units[entry]
    }
    if season.end < total - 1 {
      for day in max(0, Int(season.end) + 1 - start)..<max(0, count) { counts[day] = false }
    }
    values.withUnsafeBufferPointer { units in
      context.stockOuts.forEachCensored(row, units: units, first: history.first + Int32(start)) { counts[$0] = false }
    }
    if context.promotions.touches(row.sku) {
      for day in 0..<count {
        let factor = context.promotions.factor(row.sku, start + day)
        if factor > 0 { values[day] /= factor } else { counts[day] = false }
      }
    }
    countedDays = 0
    units = 0
    for day in 0..<count {
      if counts[day] {
        countedDays += 1
        units += values[day]
      } else {
        values[day] = 0
      }
    }
  }

  /// The weekday factors of the first `days` days, and of all days. Complexity: O(days of the series).
  /// - Parameters:
  ///   - group: what the factors of the first days are drawn towards.
  ///   - wholeGroup: what those of all days are.
  func weekdayFactors(
    days: Int, group: WeekdayFactors, wholeGroup: WeekdayFactors
  ) -> (first: WeekdayFactors, whole: WeekdayFactors) {
    // Units and counted days of each weekday: plain memory, since lanes of a vector are slow to reach by number.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 16) { sums in
      sums.initialize(repeating: 0)
      var demandDays = 0.0
      var place = weekday
      func factors(_ group: WeekdayFactors) -> WeekdayFactors {
        var (units, counted) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        for place in 0..<7 { (units[place], counted[place]) = (sums[place], sums[8 + place]) }
        return WeekdayFactors(units: units, days: counted, demandDays: demandDays, group: group)
      }
      func add(_ range: Range<Int>) {
        for day in range {
          if counts[day] {
            sums[place] += values[day]
            sums[8 + place] += 1
            if values[day] > 0 { demandDays += 1 }
          }
          place = place == 6 ? 0 : place + 1
        }
      }
      add(0..<days)
      let first = factors(group)
      add(days..<values.count)
      return (first, factors(wholeGroup))
    }
  }

  /// The levels of exponential smoothing at as_of. Complexity: O(days).
  func smoothedLevels(_ factors: WeekdayFactors) -> SIMD8<Double> {
    var smoothed = ExponentialSmoothing(alphas: MethodGrid.alphas, warmup: MethodGrid.warmup)
    var place = weekday
    for day in values.indices {
      if counts[day], factors[place] >= WeekdayFactors.leastTelling { smoothed.observe(values[day] / factors[place]) }
      place = place == 6 ? 0 : place + 1
    }
    return smoothed.levels
  }

  /// The variance of what a run of `length` counted days brings, with the error of its mean; 0 where there are not two
  /// such runs. Complexity: O(days).
  func blockVariance(_ length: Int) -> Double {
    var (sum, squares, blocks) = (0.0, 0.0, 0.0)
    var (total, days) = (0.0, 0)
    for day in values.indices where counts[day] {
      total += values[day]
      days += 1
      if days == length {
        sum += total
        squares += total * total
        blocks += 1
        (total, days) = (0, 0)
      }
    }
    guard blocks >= 2 else { return 0 }
    return max(0, squares - sum * sum / blocks) / (blocks - 1) * (1 + 1 / blocks)
  }
}

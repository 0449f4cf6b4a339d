import SupplyModel

/// What the days to come weigh for one series, period by period: promotions multiply, days out of season count nothing.
struct FutureDays {
  /// With promotions.
  private var weights: [DayWeights]
  /// Without.
  private var plainWeights: [DayWeights]

  /// - Parameter factors: of the series' weekdays.
  /// - Complexity: O(days of the horizon).
  init(_ sku: SKUIndex, _ periods: PlanningPeriods, _ context: DailySeries.Context, _ factors: WeekdayFactors) {
    weights = [DayWeights](repeating: DayWeights(), count: periods.count)
    plainWeights = weights
    let first = context.history.first
    let season = context.seasons[Int(sku)]
    let isPromoted = context.promotions.touches(sku)
    for period in 0..<periods.count {
      for day in periods.start(period) - first..<periods.start(period + 1) - first
      where day >= season.start && day <= season.end {
        let weekday = (context.firstWeekday + Int(day)) % 7
        plainWeights[period].add(weekday, factors)
        if isPromoted { weights[period].add(weekday, factors, weight: context.promotions.factor(sku, Int(day))) }
      }
      if !isPromoted { weights[period] = plainWeights[period] }
    }
  }

  /// Appends mean and variance of each period.
  ///
  /// Variances go with days in proportion; a promotion of factor f multiplies what Poisson explains by f and the rest by
  /// its square.
  /// - Parameters:
  ///   - wholeDays: the days that `variance` is of.
  ///   - variance: of so many days of which the mean is given.
  ///   - mean: of days of these weights.
  func expect(
    _ means: inout [Double], _ variances: inout [Double], wholeDays: Double, variance: (Double) -> Double,
    mean: (DayWeights) -> Double
  ) {
    for period in weights.indices {
      let plain = max(0, mean(plainWeights[period]))
      let promoted = max(0, mean(weights[period]))
      means.append(promoted)
      let share = plainWeights[period].plain / wholeDays
      guard share > 0 else {
        variances.append(0)
        continue
      }
      let all = variance(plain / share) * share
      let factor = plain > 0 ? promoted / plain : weights[period].plain / plainWeights[period].plain
      let poisson = min(all, plain)
      variances.append(factor * poisson + factor * factor * (all - poisson))
    }
  }
}

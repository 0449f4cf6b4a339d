/// The days that replenishment looks at, cut into periods of equal length; the last may be shorter.
package struct PlanningPeriods: Hashable, Sendable {
  /// The first day of the first period: the planning day.
  package let first: Day
  /// Days in all, at least 1.
  package let days: Int32
  /// Days of a period, at least 1.
  package let periodDays: Int32

  /// Where scenario.yaml names no `horizon_days`: four weeks.
  package static let defaultDays: Int32 = 28
  /// Where scenario.yaml names no `replenishment.period_days`: a week, which evens the days of the week out.
  package static let defaultPeriodDays: Int32 = 7

  package init(first: Day, days: Int32, periodDays: Int32) {
    precondition(days >= 1 && periodDays >= 1, "periods have days")
    self.first = first
    self.days = days
    self.periodDays = min(periodDays, days)
  }

  /// The periods that a scenario asks for.
  package init(_ settings: ScenarioSettings) {
    self.init(
      first: settings.asOf, days: settings.horizonDays ?? PlanningPeriods.defaultDays,
      periodDays: settings.replenishment.periodDays ?? PlanningPeriods.defaultPeriodDays)
  }

  /// How many periods there are.
  package var count: Int { Int((days + periodDays - 1) / periodDays) }
  /// The day after the last.
  package var end: Day { first + days }

  /// The first day of a period; of `count`, the day after the last.
  package func start(_ period: Int) -> Day { first + min(days, Int32(period) * periodDays) }

  /// Days of a period.
  package func length(_ period: Int) -> Int32 { start(period + 1) - start(period) }

  /// The period of a day, nil outside the horizon.
  package func period(of day: Day) -> Int? {
    day < first || day >= end ? nil : Int((day - first) / periodDays)
  }
}

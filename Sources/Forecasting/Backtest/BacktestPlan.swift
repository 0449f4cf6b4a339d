import SupplyModel

/// How series are cut for the backtest: into blocks as long as a planning period, the last one ending on as_of.
///
/// The last `origins` block starts are origins: from each, the totals of up to `horizons` blocks are forecast with
/// nothing but what came before. A series needs blocks of four weeks (two at least) before its first origin and
/// `leastOrigins` of them, or it is too short to be judged.
struct BacktestPlan: Sendable {
  let blockDays: Int
  let horizons: Int

  static let mostOrigins = 12
  static let leastOrigins = 3
  /// Later origins only tell how well a choice made on the earlier ones holds: the last third.
  static let heldOutShare = 3
  /// Each horizon costs a quantile run; beyond four periods methods hardly change places.
  static let mostHorizons = 4
  /// The quantiles whose pinball losses are averaged.
  static let levels = QuantileLevels([0.1, 0.25, 0.5, 0.75, 0.9, 0.95])

  init(_ periods: PlanningPeriods) {
    blockDays = Int(periods.periodDays)
    horizons = min(BacktestPlan.mostHorizons, periods.count)
  }

  /// Blocks before the first origin, at least.
  private var trainingBlocks: Int { max(2, (28 + blockDays - 1) / blockDays) }

  /// Whole blocks in a series of `days` days.
  func blocks(_ days: Int) -> Int { days / blockDays }

  /// Origins of a series of so many days; 0 where it is too short.
  func origins(_ days: Int) -> Int {
    let origins = min(BacktestPlan.mostOrigins, blocks(days) - trainingBlocks)
    return origins >= BacktestPlan.leastOrigins ? origins : 0
  }

  /// Days of a series before its first origin; all of them where there is none.
  func trainingDays(_ days: Int) -> Int { days - origins(days) * blockDays }
}

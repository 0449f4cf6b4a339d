import Forecasting
import LinearProgramming
import Replenishment
import SupplyModel

/// How stock is replenished in a replay: by levels that are kept up to date, or by the planner.
final class ReviewPolicy {
  let policy: ReplenishmentPolicy
  private let world: SimulationWorld
  private let stock: StockTable
  private let threads: Int
  private let structure: ReviewStructure?
  /// Whether demand is forecast: where levels are lacking, and where forecast.csv is there to say who runs which risk.
  private let goesByForecast: Bool
  private(set) var levels: LevelReview?
  /// What `planned` decided at the last review about goods that were to come that morning.
  var postponed: [GoodsMove] = []
  private var forecast: DemandForecast?
  private var forecastDay: Int?
  private(set) var notices: [Notice] = []

  init(_ world: SimulationWorld, stock: StockTable, policy: ReplenishmentPolicy, threads: Int) {
    self.world = world
    self.stock = stock
    self.policy = policy
    self.threads = threads
    structure =
      policy == .none ? nil : ReviewStructure(world.scenario, stock: stock, network: world.network)
    goesByForecast =
      policy == .planned || !world.scenario.forecast.isEmpty
      || structure.map { $0.needsForecast(world.scenario, policy: policy) } ?? false
    if policy != .none { notices = world.network.notices }
  }

  /// Units came to a row from outside or left it for good.
  @inline(__always)
  func change(_ row: Int, by units: Int32) { levels?.change(row, by: units) }

  /// How a row is bought; nil where it is not.
  func supply(_ row: Int) -> SupplyRow? { structure?.supply(row, in: world.scenario) }

  /// The row of supply.csv by which a row is bought, or -1.
  func supplyIndex(_ row: Int) -> Int32 { structure?.supplyIndex(row) ?? -1 }

  /// Whether levels stay as they are to the end.
  var isSettled: Bool { structure == nil || (levels != nil && !isForecastDue(world.window.days - 1)) }

  /// Units that are expected to be asked for on a day, where anything was forecast.
  var expectedPerDay: Double? {
    guard let forecast, forecast.periods.count > 0 else { return nil }
    let first = stride(from: 0, to: forecast.means.count, by: forecast.periods.count)
    return first.reduce(0.0) { $0 + forecast.means[$1] } / Double(forecast.periods.length(0))
  }

  /// Brings levels up to date for a review.
  /// - Parameter positions: by row, of the first review.
  func prepareLevels(_ day: Int, positions: () -> [Int32]) -> LevelReview? {
    guard let structure else { return nil }
    if levels != nil && !isForecastDue(day) { return levels }
    let old = forecastDay
    if goesByForecast { refreshForecast(day) } else { forecastDay = 0 }
    if let levels, forecastDay == old { return levels }
    let targets = ReviewTargets(
      world.scenario, structure: structure, stock: stock, forecast: forecast, policy: policy,
      reviewDays: Int32(world.window.reviewDays), threads: threads)
    if let levels {
      levels.expectAnew(targets)
    } else {
      levels = LevelReview(
        world.scenario, structure: structure, targets: targets, policy: policy, position: positions())
    }
    return levels
  }

  private func isForecastDue(_ day: Int) -> Bool {
    guard let made = forecastDay else { return true }
    return goesByForecast && day - made >= Int(world.scenario.settings.simulation.forecastDays)
  }

  private func refreshForecast(_ day: Int) {
    var scenario = world.scenario
    scenario.settings.asOf = world.window.start + Int32(day)
    do {
      forecast = try Forecaster.forecast(scenario, threads: threads).forecast
      forecastDay = day
    } catch {
      // No demand before this day yet: asked again at the next review.
      if day == 0 {
        notices.append(
          Notice("nothing to forecast from before \(scenario.settings.asOf): replenishment begins when there is"))
      }
    }
  }

  /// What `planned` begins on a day and after it until the next review, by the plan over the horizon from then on.
  /// - Parameters:
  ///   - held: by row, what is there.
  ///   - receipts: what is under way.
  ///   - lots: the ages of what is there, row by row; nil where nothing spoils.
  /// - Returns: nil where nothing is known to plan for.
  func plan(_ day: Int, held: [StockRow], receipts: [Receipt], lots: [[StockLot]]?) throws -> [GoodsMove]? {
    if isForecastDue(day) { refreshForecast(day) }
    guard let forecast else { return nil }
    var scenario = world.scenario
    scenario.settings.asOf = world.window.start + Int32(day)
    scenario.stock = held
    scenario.receipts = receipts
    scenario.orders = []
    scenario.lines = []
    scenario.demand = []
    let relabelled = forecast.moved(to: scenario.settings.asOf)
    if let fault = ReplenishmentPlanner.sizeFault(scenario, forecast: relabelled) { throw ScenarioErrors(fault) }
    return try ReplenishmentPlanner(scenario, forecast: relabelled, rhythm: .rolling, lots: lots)
      .beginning(before: scenario.settings.asOf + Int32(world.window.reviewDays), budget: Budget(threads: threads))
  }
}

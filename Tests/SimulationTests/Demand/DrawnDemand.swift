import Simulation
import SupplyModel
import TestSupport

/// Demand drawn from a forecast of equal rates, for tests that count it.
struct DrawnDemand {
  var replay: HandReplay
  var settings = SyntheticDemandSettings()

  /// - Parameters:
  ///   - rate: units a day of every SKU at every place.
  ///   - stores: each asked for every SKU.
  ///   - zones: the same online.
  init(days: Int32, skus: Int, rate: Double, stores: Int = 0, zones: Int = 0) {
    replay = HandReplay(days: days)
    for index in 0..<skus { replay.sku("A\(index)") }
    replay.hand.node("W", .central)
    for index in 0..<stores { replay.hand.node("S\(index)", .store) }
    for index in 0..<zones { replay.hand.zone("Z\(index)") }
    let places =
      (0..<stores).map { DemandPlace.node(NodeIndex($0 + 1)) } + (0..<zones).map { DemandPlace.zone(ZoneIndex($0)) }
    for sku in 0..<skus {
      for place in places {
        // A lone row of a file without longer series is a week.
        replay.hand.scenario.forecast.append(
          ForecastRow(
            place: place, sku: SKUIndex(sku), periodStart: replay.day(0), mean: 7 * rate, standardDeviation: nil))
      }
    }
  }

  /// What is asked for.
  func drawn(seed: UInt64 = 1, replication: Int = 1) throws -> Scenario {
    var scenario = replay.hand.scenario
    scenario.settings.simulation.demand = settings
    return try Simulator(scenario, seed: seed).world(replication).scenario
  }

  /// Units by day and SKU of one store.
  func units(of drawn: Scenario, store: NodeIndex = 1) -> [[Double]] {
    let days = Int(drawn.settings.simulation.days ?? 1)
    var units = [[Double]](repeating: [Double](repeating: 0, count: drawn.skus.count), count: days)
    for row in drawn.demand where row.node == store {
      units[Int(row.day - replay.day(0))][Int(row.sku)] += Double(row.quantity)
    }
    return units
  }
}

/// Mean and variance of a sample.
func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
}

func covariance(_ a: [Double], _ b: [Double]) -> Double {
  let (x, y) = (moments(a).mean, moments(b).mean)
  return zip(a, b).reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / Double(a.count - 1)
}

import Simulation
import SupplyModel
import TestSupport
import Testing

@Suite struct SlowCoverageTests {
  /// A store with 24 units, ten days of Poisson demand with mean 2: it sells min(D, 24), D with mean 20. Of a thousand
  /// 95% intervals from sixteen replications each, some 950 hold that mean; their number has a deviation of 7.
  @Test func theIntervalHoldsTheMeanAsOftenAsItSays() throws {
    var demand = DrawnDemand(days: 10, skus: 1, rate: 2, stores: 1)
    demand.replay.hand.stock("S0", "A0", 24)
    demand.replay.simulation.demand = demand.settings
    let mean = expectedSales(mean: 20, stock: 24)
    let policy = SimulationPolicy(fulfilment: .cheapest, replenishment: .none, channels: .unified)
    var held = 0
    for seed in 0..<1_000 as Range<UInt64> {
      let result = try Simulator(demand.replay.hand.scenario, seed: seed).run([policy], replications: 16, threads: 1)
      let found = try #require(result.mean(.unitsSold, 0))
      if abs(found.mean - mean) <= (found.halfWidth ?? 0) { held += 1 }
    }
    #expect((920...980).contains(held), "\(held) of 1000 intervals hold the mean")
  }

  private func expectedSales(mean: Double, stock: Int) -> Double {
    var (probability, sum, left) = (1.0, 0.0, 1.0)
    // e^-20.
    for _ in 0..<20 { probability *= 0.367_879_441_171_442_33 }
    for units in 0..<stock {
      sum += Double(units) * probability
      left -= probability
      probability *= mean / Double(units + 1)
    }
    return sum + Double(stock) * left
  }
}

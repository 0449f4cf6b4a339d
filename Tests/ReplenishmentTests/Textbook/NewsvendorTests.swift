import Forecasting
import Replenishment
import Testing

/// Published values: Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., examples 4.3 and 4.7, and what
/// stockpyl 1.0.2 documents or computes.
@Suite struct NewsvendorTests {
  private let example = Newsvendor(holdingCost: 0.18, stockoutCost: 0.70)

  @Test func normalDemand() {
    let best = example.best(mean: 50, standardDeviation: 8)
    #expect(abs(best.quantity - 56.60395592743389) < 1e-9)
    #expect(abs(best.cost - 1.9976051931766445) < 1e-9)
    let other = Newsvendor(holdingCost: 2, stockoutCost: 18).best(mean: 120, standardDeviation: 10)
    #expect(abs(other.quantity - 132.815515655446) < 1e-9)
    #expect(abs(other.cost - 35.09966638649737) < 1e-9)
  }

  @Test func anyQuantityUnderNormalDemand() {
    #expect(abs(example.cost(of: 60, mean: 50, standardDeviation: 8) - 2.156131552870387) < 1e-9)
    let best = example.best(mean: 50, standardDeviation: 8)
    #expect(abs(example.cost(of: best.quantity, mean: 50, standardDeviation: 8) - best.cost) < 1e-12)
    #expect(example.cost(of: best.quantity + 0.1, mean: 50, standardDeviation: 8) > best.cost)
    #expect(example.cost(of: best.quantity - 0.1, mean: 50, standardDeviation: 8) > best.cost)
    #expect(example.cost(of: 53, mean: 50, standardDeviation: 0) == 0.18 * 3)
  }

  @Test(
    arguments: [
      (0.18, 0.70, 50, 56, 1.7972352118091772), (1, 4, 6, 8, 3.5701069457709376), (2, 18, 0.4, 1, 2.6064009207127863),
    ] as [(Double, Double, Double, Double, Double)])
  func poissonDemand(holding: Double, stockout: Double, mean: Double, quantity: Double, cost: Double) {
    let best = Newsvendor(holdingCost: holding, stockoutCost: stockout)
      .best(DemandDistribution(mean: mean, variance: mean))
    #expect(best.quantity == quantity)
    #expect(abs(best.cost - cost) < 1e-9)
  }

  @Test func anyQuantityUnderPoissonDemand() {
    let demand = DemandDistribution(mean: 50, variance: 50)
    #expect(abs(example.cost(of: 54, demand) - 1.8536719365107441) < 1e-9)
  }

  /// Every distribution that two moments choose, and demand known for sure: nothing costs less than the best.
  @Test(arguments: [(0, 0), (4, 0), (3, 1.5), (7, 7), (2.5, 9), (40, 300), (900, 90_000)] as [(Double, Double)])
  func noQuantityIsBetter(mean: Double, variance: Double) {
    let demand = DemandDistribution(mean: mean, variance: variance)
    for stockout in [0.02, 0.2, 1, 9] {
      let newsvendor = Newsvendor(holdingCost: 0.2, stockoutCost: stockout)
      let best = newsvendor.best(demand)
      let around = max(0, Int(best.quantity) - 5)...Int(best.quantity) + 5
      #expect(around.allSatisfy { newsvendor.cost(of: $0, demand) >= best.cost - 1e-9 })
    }
  }

  @Test func knownDemandIsMetExactly() {
    let best = example.best(DemandDistribution(mean: 4, variance: 0))
    #expect(best.quantity == 4)
    #expect(abs(best.cost) < 1e-9)
  }
}

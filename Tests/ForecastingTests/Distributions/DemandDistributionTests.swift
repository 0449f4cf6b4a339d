import Forecasting
import Testing

@Suite struct DemandDistributionTests {
  @Test(arguments: [
    (0.2, 0.2), (0.2, 0.5), (3, 3), (3, 9), (10, 4), (2.5, 0), (2.5, 1), (80, 400), (400, 100), (300, 2_000),
    (5_000, 5_000), (5_000, 2_000_000), (100_000, 1_000_000),
  ])
  func momentsAreThoseGiven(mean: Double, variance: Double) {
    let step = mean > 50_000 ? 10 : 1
    let tail = DemandDistribution(mean: mean, variance: variance).tail(epsilon: 1e-12, step: step)
    let width = Double(step)
    // E D = sum of P(D > j), E D^2 = sum of (2 j + 1) P(D > j).
    var (first, second) = (0.0, 0.0)
    for (index, above) in tail.enumerated() {
      first += width * above
      second += width * (2 * width * Double(index) + width) * above
    }
    #expect(abs(first - mean) < 0.002 * mean + (step > 1 ? width : 0))
    // A binomial needs a whole number of trials, and nothing whole varies less than a fraction of a unit does.
    let least = (mean - mean.rounded(.down)) * (mean.rounded(.up) - mean)
    let wanted = max(variance, least)
    #expect(abs(second - first * first - wanted) < 0.03 * wanted + 0.2)
  }

  @Test func poissonQuantilesAreTheTables() {
    let demand = DemandDistribution(mean: 4, variance: 4)
    // P(D <= 4) = 0.6288, P(D <= 7) = 0.9489, P(D <= 8) = 0.9786.
    #expect(abs(1 - demand.probability(above: 4) - 0.628837) < 1e-6)
    #expect(demand.quantile(0.6288) == 4)
    #expect(demand.quantile(0.6289) == 5)
    #expect(demand.quantile(0.95) == 8)
    #expect(demand.quantile(0) == 0)
  }

  @Test func negativeBinomialHasItsClosedForm() {
    // r = 1 is geometric: mean 2, variance 6, P(D > j) = (2/3)^(j + 1).
    let demand = DemandDistribution(mean: 2, variance: 6)
    var expected = 2.0 / 3
    for units in 0..<20 {
      #expect(abs(demand.probability(above: units) - expected) < 1e-12)
      expected *= 2.0 / 3
    }
  }

  @Test func demandKnownForSureIsThatDemand() {
    let demand = DemandDistribution(mean: 7, variance: 0)
    #expect(demand.probability(above: 6) == 1)
    #expect(demand.probability(above: 7) == 0)
    #expect(demand.quantile(0.5) == 7)
    #expect(DemandDistribution(mean: 0, variance: 0).quantile(0.99) == 0)
  }

  @Test func largeDemandIsNearlyTheSameByBothShapes() {
    // On both sides of the limit, so that quantiles do not jump there.
    let below = DemandDistribution(mean: 560, variance: 3_300)
    let above = DemandDistribution(mean: 570, variance: 3_300)
    for p in [0.05, 0.5, 0.9, 0.99] {
      #expect(abs(Double(above.quantile(p) - below.quantile(p)) - 10) <= 2)
    }
  }
}

@Suite struct NormalDistributionTests {
  @Test func probabilitiesAreTheTables() {
    #expect(abs(NormalDistribution.probability(atMost: 0) - 0.5) < 1e-15)
    #expect(abs(NormalDistribution.probability(atMost: 1.96) - 0.9750021048517795) < 1e-13)
    #expect(abs(NormalDistribution.probability(atMost: -3) - 0.0013498980316301) < 1e-15)
    #expect(abs(NormalDistribution.probability(atMost: -8) / 6.220960574271786e-16 - 1) < 1e-6)
  }

  @Test(arguments: [1e-12, 1e-5, 0.01, 0.3, 0.5, 0.9, 0.975, 0.999999])
  func quantilesInvert(p: Double) {
    let z = NormalDistribution.quantile(p)
    #expect(abs(NormalDistribution.probability(atMost: z) / p - 1) < 1e-9)
  }

  @Test func lossIsTheTextbooks() { #expect(abs(NormalDistribution.loss(1) - 0.0833154705876) < 1e-10) }
}

@Suite struct QuantilesTests {
  private static let levels = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

  @Test(arguments: [
    (0.0, 0.0), (0.02, 0.02), (0.2, 0.5), (0.3, 40), (3, 3), (3, 9), (10, 4), (2.5, 1), (80, 400), (400, 100),
    (300, 2_000), (770, 770), (700, 730), (790, 100), (5_000, 5_000), (5_000, 2_000_000), (10, 100_000),
  ])
  func severalAtOnceAreTheSameAsOneByOne(mean: Double, variance: Double) {
    let demand = DemandDistribution(mean: mean, variance: variance)
    let several = withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.levels.count) { quantiles in
      demand.quantiles(QuantileLevels(Self.levels), into: quantiles)
      return Array(quantiles)
    }
    #expect(several == Self.levels.map { Double(demand.quantile($0)) })
  }

  /// exp(-770) is no number: the recurrence would start, and stay, at 0.
  @Test(arguments: [(770.0, 770.0), (770, 600), (720, 740)])
  func likelyZeroIsNoStart(mean: Double, variance: Double) {
    let demand = DemandDistribution(mean: mean, variance: variance)
    #expect(abs(Double(demand.quantile(0.5)) - mean) < 2)
    #expect(abs(Double(demand.quantile(0.9)) - mean - 1.2816 * variance.squareRoot()) < 3)
  }
}

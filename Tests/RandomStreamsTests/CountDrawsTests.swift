import RandomStreams
import Testing

@Suite struct CountDrawsTests {
  private let count = 200_000

  @Test(arguments: [0.05, 0.7, 5, 9.99, 10, 37.5, 1000]) func poissonMoments(mean: Double) {
    var stream = RandomStream(seed: 31, purpose: "poisson")
    let moments = Moments(count: count) { Double(stream.poisson(mean: mean)) }
    #expect(moments.agree(mean: mean, variance: mean, count: count, tolerance: 0.03))
  }

  /// The whole distribution, on both sides of the change of method.
  @Test(arguments: [4.0, 12]) func poissonShares(mean: Double) {
    var stream = RandomStream(seed: 32, purpose: "poisson shares")
    let last = 30
    var counts = [Int](repeating: 0, count: last + 1)
    for _ in 0..<count { counts[min(stream.poisson(mean: mean), last)] += 1 }
    var probability = PortableMath.exp(-mean)
    var statistic = 0.0
    var cells = 0
    for k in 0..<last {
      let expected = probability * Double(count)
      if expected >= 10 {
        statistic += chiSquare([counts[k]], expected: [expected])
        cells += 1
      }
      probability *= mean / Double(k + 1)
    }
    #expect(statistic < Double(cells) + 4 * (2 * Double(cells)).squareRoot())
  }

  @Test func poissonOfZeroIsZero() {
    var stream = RandomStream(seed: 33, purpose: "zero")
    #expect((0..<100).allSatisfy { _ in stream.poisson(mean: 0) == 0 })
    #expect((0..<100).allSatisfy { _ in stream.negativeBinomial(mean: 0, dispersion: 1) == 0 })
  }

  @Test(arguments: [(2.0, 0.5), (2, 4), (50, 3)]) func negativeBinomial(mean: Double, dispersion: Double) {
    var stream = RandomStream(seed: 34, purpose: "negative binomial")
    let moments = Moments(count: count) {
      Double(stream.negativeBinomial(mean: mean, dispersion: dispersion))
    }
    let variance = mean + mean * mean / dispersion
    #expect(moments.agree(mean: mean, variance: variance, count: count, tolerance: 0.05))
  }
}

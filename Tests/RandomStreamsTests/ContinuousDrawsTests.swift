import RandomStreams
import Testing

@Suite struct ContinuousDrawsTests {
  private let count = 200_000

  @Test func normal() {
    var stream = RandomStream(seed: 21, purpose: "normal")
    let moments = Moments(count: count) { stream.normal(mean: 3, standardDeviation: 2) }
    #expect(moments.agree(mean: 3, variance: 4, count: count, tolerance: 0.02))
    // Shares beyond 1, 2 and 3 standard deviations.
    let tails = (0..<count).map { _ in abs(stream.normal()) }
    for (limit, share) in [(1.0, 0.317311), (2, 0.045500), (3, 0.002700)] {
      let observed = Double(tails.count { $0 > limit }) / Double(count)
      #expect(abs(observed - share) < 4 * (share / Double(count)).squareRoot())
    }
  }

  @Test func exponential() {
    var stream = RandomStream(seed: 22, purpose: "exponential")
    let moments = Moments(count: count) { stream.exponential(mean: 5) }
    #expect(moments.agree(mean: 5, variance: 25, count: count, tolerance: 0.04))
  }

  @Test(arguments: [0.2, 0.9, 1, 2.5, 40]) func gamma(shape: Double) {
    var stream = RandomStream(seed: 23, purpose: "gamma")
    let moments = Moments(count: count) { stream.gamma(shape: shape, scale: 3) }
    #expect(moments.agree(mean: shape * 3, variance: shape * 9, count: count, tolerance: 0.06))
  }
}

import RandomStreams
import Testing

@Suite struct UniformDrawsTests {
  @Test(arguments: [1, 2, 3, 10, 97]) func everyValueIsAsLikely(bound: Int) {
    var stream = RandomStream(seed: 11, purpose: "uniform")
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(bound * 1000) { counts[stream.uniform(below: bound)] += 1 }
    // Mean + 4 standard deviations of chi-square with bound - 1 degrees of freedom, and some room at 1 and 2.
    let limit = Double(bound - 1) + 4 * (2 * Double(bound)).squareRoot() + 4
    #expect(chiSquare(counts, expected: [Double](repeating: 1000, count: bound)) < limit)
  }

  /// A bound of 3/4 of the range makes the rejection common: a biased method would favour the low third by 2 to 1.
  @Test func hugeBoundsAreUnbiased() {
    var stream = RandomStream(seed: 12, purpose: "huge")
    let bound = 3 << 61
    let low = (0..<30_000).count { _ in stream.uniform(below: bound) < 1 << 61 }
    #expect(abs(low - 10_000) < 400)
  }

  @Test func closedRangesReachBothEnds() {
    var stream = RandomStream(seed: 13, purpose: "range")
    let values = (0..<200).map { _ in stream.uniform(in: -2...2) }
    #expect(Set(values) == [-2, -1, 0, 1, 2])
    #expect(stream.uniform(in: 5...5) == 5)
  }

  @Test func unitDrawsHaveTheRightMoments() {
    var stream = RandomStream(seed: 14, purpose: "unit")
    let moments = Moments(count: 100_000) {
      let value = stream.unit()
      #expect(value >= 0 && value < 1)
      return value
    }
    #expect(moments.agree(mean: 0.5, variance: 1.0 / 12, count: 100_000, tolerance: 0.02))
    for _ in 0..<1000 { #expect((0.0.nextUp...1).contains(stream.positiveUnit())) }
  }

  @Test func bernoulliHasItsShareAndItsCertainties() {
    var stream = RandomStream(seed: 15, purpose: "bernoulli")
    let hits = (0..<100_000).count { _ in stream.bernoulli(0.3) }
    #expect(abs(hits - 30_000) < 580)
    #expect((0..<1000).allSatisfy { _ in !stream.bernoulli(0) })
    #expect((0..<1000).allSatisfy { _ in stream.bernoulli(1) })
  }
}

import RandomStreams
import Testing

@Suite struct PermutationsTests {
  @Test func everyOrderIsAsLikely() {
    var stream = RandomStream(seed: 51, purpose: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[stream.permutation(count: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    let expected = [Double](repeating: 1000, count: 24)
    #expect(chiSquare(counts.values.sorted(), expected: expected) < 49.7)  // 99.9% at 23 degrees
  }

  @Test func everySubsetIsAsLikely() {
    var stream = RandomStream(seed: 52, purpose: "sample")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<10_000 { counts[stream.sample(2, outOf: 5), default: 0] += 1 }
    #expect(counts.count == 10)
    #expect(counts.keys.allSatisfy { $0[0] < $0[1] })
    let expected = [Double](repeating: 1000, count: 10)
    #expect(chiSquare(counts.values.sorted(), expected: expected) < 27.9)  // 99.9% at 9 degrees
  }

  @Test func theEndsWork() {
    var stream = RandomStream(seed: 53, purpose: "ends")
    #expect(stream.permutation(count: 0).isEmpty)
    #expect(stream.permutation(count: 1) == [0])
    #expect(stream.sample(0, outOf: 3).isEmpty)
    #expect(stream.sample(3, outOf: 3) == [0, 1, 2])
  }
}

import RandomStreams
import Testing

@Suite struct DiscreteDrawsTests {
  private let weights = [5.0, 0, 1, 2, 0.5, 1.5]
  private let count = 100_000

  private func check(_ counts: [Int]) {
    #expect(counts[1] == 0)
    let positive = weights.indices.filter { weights[$0] > 0 }
    let expected = positive.map { weights[$0] / 10 * Double(count) }
    #expect(chiSquare(positive.map { counts[$0] }, expected: expected) < 18.5)  // 99.9% at 4 degrees
  }

  @Test func aliasTable() {
    let table = AliasTable(weights: weights)
    #expect(table.count == 6)
    var stream = RandomStream(seed: 41, purpose: "alias")
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<count { counts[table.draw(from: &stream)] += 1 }
    check(counts)
  }

  @Test func cumulativeTable() {
    let table = CumulativeTable(weights: weights)
    var stream = RandomStream(seed: 42, purpose: "cumulative")
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<count { counts[table.draw(from: &stream)] += 1 }
    check(counts)
  }

  @Test func oneWeightIsAlwaysDrawn() {
    var stream = RandomStream(seed: 43, purpose: "one")
    #expect(AliasTable(weights: [0, 0, 3]).draw(from: &stream) == 2)
    #expect(AliasTable(weights: [1e-300]).draw(from: &stream) == 0)
    #expect(CumulativeTable(weights: [2, 0]).index(at: 1.0.nextDown) == 0)
  }

  @Test func aWeightOfZeroIsNeverDrawnAmongMany() {
    // Thirds and sevenths leave rounding errors over when the table is built.
    let weights = (0..<1000).map { $0 % 3 == 0 ? 0 : Double($0 % 7) / 3 }
    let table = AliasTable(weights: weights)
    var stream = RandomStream(seed: 44, purpose: "zero weights")
    #expect((0..<100_000).allSatisfy { _ in weights[table.draw(from: &stream)] > 0 })
  }

  @Test func placesLieWithinTheirValues() {
    let table = CumulativeTable(weights: [1, 3])
    #expect(table.place(at: 0) == (0, 0))
    #expect(table.place(at: 0.125) == (0, 0.5))
    #expect(table.place(at: 0.25) == (1, 0))
    #expect(table.place(at: 0.625) == (1, 0.5))
  }

  @Test func powerLawWeights() {
    let weights = PowerLaw().weights(count: 100)
    #expect(abs(weights[0] - 0.182_287) < 1e-6)  // 6^-0.95
    #expect(abs(weights[99] - 0.012_019) < 1e-6)  // 105^-0.95
    #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 > $1 })
  }
}

import Fulfillment
import Testing

@Suite struct DualAscentTests {
  @Test func everyOrderIsVisitedOnce() {
    for count in Array(0...300) + [1_000, 4_096, 65_521] {
      #expect(EngineProbe.visitingSequence(count).sorted() == (0..<Int32(count)).map { $0 }, "\(count) orders")
    }
  }

  @Test func neighboursAreVisitedFarApart() {
    let sequence = EngineProbe.visitingSequence(1_000)
    let steps = zip(sequence, sequence.dropFirst()).map { abs($0 - $1) }
    #expect(steps.allSatisfy { $0 > 100 })
  }
}

import ScenarioFiles
import Testing

@Suite struct RateSpreadingTests {
  private func spread(_ total: Double, least: Double, _ weights: [Double]) -> [Double] {
    var weights = weights
    RateSpreading.spread(total, least: least, over: &weights)
    return weights
  }

  @Test func inProportion() { #expect(spread(8, least: 0, [1, 0, 3]) == [2, 0, 6]) }

  /// The places of 1 would have 1.6 of 16, below 2: the others share the 16.
  @Test func tooLittleGoesToTheOthers() {
    let rates = spread(16, least: 2, [1, 1, 3, 5])
    #expect(rates == [0, 0, 6, 10])
  }

  @Test func whatIsExactlyTheLeastStays() { #expect(spread(4, least: 1, [1, 3]) == [1, 3]) }

  @Test func whereNoneHasEnoughTheFirstOfTheHeaviestHasAll() {
    #expect(spread(1, least: 5, [1, 2, 2]) == [0, 1, 0])
  }

  @Test func nothingStaysNothing() {
    #expect(spread(0, least: 0, [1, 2]) == [0, 0])
    #expect(spread(3, least: 0, [0, 0]) == [0, 0])
  }
}

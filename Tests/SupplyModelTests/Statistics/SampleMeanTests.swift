import SupplyModel
import Testing

@Suite struct SampleMeanTests {
  /// 2, 4, 9: mean 5, variance 13, so 4.303 x sqrt(13 / 3).
  @Test func byHand() throws {
    let sample = try #require(SampleMean([2, 4, 9]))
    #expect(sample.count == 3)
    #expect(sample.mean == 5)
    let halfWidth = try #require(sample.halfWidth)
    #expect(abs(halfWidth - 4.302653 * (13.0 / 3).squareRoot()) < 1e-5)
  }

  @Test func undefinedValuesAreLeftOut() throws {
    let sample = try #require(SampleMean([nil, 2, nil, 4]))
    #expect(sample.count == 2)
    #expect(sample.mean == 3)
    #expect(SampleMean([nil, nil]) == nil)
    #expect(SampleMean([]) == nil)
  }

  @Test func oneValueHasNoInterval() throws {
    let sample = try #require(SampleMean([0.1]))
    #expect(sample.mean == 0.1)
    #expect(sample.halfWidth == nil)
  }

  @Test func equalValuesHaveNoSpread() throws {
    let sample = try #require(SampleMean([0.1, 0.1, 0.1]))
    #expect(sample.mean == 0.1)
    #expect(sample.halfWidth == 0)
  }

  /// The values differ by far more than their difference does.
  @Test func pairedDifferences() throws {
    let a: [Double?] = [10, 20, nil, 40, 50]
    let b: [Double?] = [9, 19, 29, nil, 49]
    let sample = try #require(SampleMean(difference: a, b))
    #expect(sample.count == 3)
    #expect(sample.mean == 1)
    #expect(sample.halfWidth == 0)
  }
}

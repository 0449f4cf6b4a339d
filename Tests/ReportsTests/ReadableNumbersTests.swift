import Reports
import SupplyModel
import Testing

@Suite struct ReadableNumbersTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_234_567, "1,234,567"),
    (-1, "-1"), (-999, "-999"), (-1_000, "-1,000"), (Int64.max, "9,223,372,036,854,775,807"),
    (Int64.min, "-9,223,372,036,854,775,808"),
  ])
  func thousandsAreGrouped(value: Int64, text: String) { #expect(grouped(value) == text) }

  @Test(arguments: [
    (0, "0.00"), (167_525_000, "167.53"), (167_524_999, "167.52"), (5_000, "0.01"), (4_999, "0.00"),
    (1_234_567_890_000, "1,234,567.89"), (60_000, "0.06"), (100_000_000, "100.00"),
    (-15_000_000, "-15.00"), (-500_000, "-0.50"), (-5_000, "-0.01"), (-4_999, "0.00"), (-1_999_995_000, "-2,000.00"),
  ])
  func moneyHasTwoDecimalsRoundedHalfAway(millionths: Int64, text: String) {
    #expect(readable(Money(millionths: millionths)) == text)
  }

  @Test(arguments: [
    (0.0, "0.00%"), (0.0167, "1.67%"), (1.0, "100.00%"), (0.00005, "0.01%"), (12.5, "1,250.00%"), (-0.015, "-1.50%"),
    (-0.0004, "-0.04%"), (.infinity, "inf"), (-.infinity, "-inf"),
  ])
  func sharesArePercentages(share: Double, text: String) { #expect(percent(share) == text) }
}

import SupplyModel
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "0"), (1, "0.000001"), (-1, "-0.000001"), (12_500_000, "12.5"), (-7_000_000, "-7"), (120_000_000, "120"),
    (Int64.min, "-9223372036854.775808"),
  ])
  func text(millionths: Int64, text: String) { #expect(Money(millionths: millionths).description == text) }

  @Test func sums() {
    #expect(Money(units: 2) + Money(millionths: 1) - Money(units: 3) == Money(millionths: -999_999))
    #expect(Money(millionths: 333_333) * 3 == Money(millionths: 999_999))
    #expect(Money(millionths: -1) < .zero)
  }

  @Test func productsRoundHalfAwayFromZero() {
    // 0.000001 a kilogram for half a kilogram is half a millionth.
    #expect(Money(millionths: 1).perKilogram(Weight(milligrams: 500_000)) == Money(millionths: 1))
    #expect(Money(millionths: -1).perKilogram(Weight(milligrams: 500_000)) == Money(millionths: -1))
    #expect(Money(millionths: 1).perKilogram(Weight(milligrams: 499_999)) == .zero)
    #expect(Money(millionths: 20_000).perKilometre(Distance(metres: 1_234_567)) == Money(millionths: 24_691_340))
    #expect(Money(millionths: 3).times(Ratio(billionths: 500_000_000)) == Money(millionths: 2))
  }
}

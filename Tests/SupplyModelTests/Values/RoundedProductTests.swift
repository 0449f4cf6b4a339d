import SupplyModel
import Testing

@Suite struct RoundedProductTests {
  @Test(arguments: [
    (7, 1, 2, 4), (-7, 1, 2, -4), (5, 1, 10, 1), (-5, 1, 10, -1), (4, 1, 10, 0), (0, 9, 10, 0), (7, -3, 2, -11),
    (1, 1, 3, 0), (2, 1, 3, 1), (5, 1, 1, 5),
  ])
  func halfAwayFromZero(a: Int64, b: Int64, divisor: Int64, expected: Int64) {
    #expect(roundedProduct(a, b, per: divisor) == expected)
  }

  @Test func productsBeyond64Bits() {
    #expect(roundedProduct(.max, 1_000_000, per: 1_000_000) == .max)
    #expect(roundedProduct(.min, 1_000_000, per: 1_000_000) == .min)
    #expect(roundedProduct(.max, 3, per: 6) == 4_611_686_018_427_387_904)
    // The product fits 64 bits, the half added to it does not.
    #expect(roundedProduct(.max, 1, per: 1_000_000_000) == 9_223_372_037)
    #expect(roundedProduct(.min, 1, per: 1_000_000_000) == -9_223_372_037)
  }

  @Test func agreesWithWideArithmetic() {
    var state: UInt64 = 1
    func random() -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(bitPattern: state) >> Int64(state >> 59)
    }
    for _ in 0..<2_000 {
      let (a, b) = (random() >> 16, random() >> 16)
      let divisor = max(1, random().magnitude >> 1)
      let product = Int128(a) * Int128(b)
      // Twice the remainder against the divisor: another way to say the same.
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(divisor))
      let up = remainder.magnitude * 2 >= UInt128(divisor)
      let expected = quotient + (up ? (product < 0 ? -1 : 1) : 0)
      guard let fitting = Int64(exactly: expected) else { continue }
      #expect(roundedProduct(a, b, per: Int64(divisor)) == fitting)
    }
  }
}

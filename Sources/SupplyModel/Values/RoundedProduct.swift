/// `a * b / divisor`, rounded half away from zero: the one rounding rule of the cost model.
///
/// The product is formed in 128 bits, so it never overflows before the division.
/// - Precondition: `divisor > 0` and the quotient fits 64 bits (the reader refuses values for which it might not).
/// - Complexity: O(1).
@inlinable
package func roundedProduct(_ a: Int64, _ b: Int64, per divisor: Int64) -> Int64 {
  let (high, overflow) = a.multipliedReportingOverflow(by: b)
  if !overflow {
    let half = divisor / 2
    let (sum, carried) = high.addingReportingOverflow(high < 0 ? -half : half)
    if !carried { return sum / divisor }
  }
  let wide = Int128(a) * Int128(b)
  let half = Int128(divisor / 2)
  return Int64((wide < 0 ? wide - half : wide + half) / Int128(divisor))
}

/// Elementary functions that give the same bits on every machine.
///
/// The C library's `log`, `exp` and the like are correct to about the last bit only, and that bit differs between
/// versions and processors. Output that must be equal everywhere therefore uses these: polynomials evaluated with
/// the operations that IEEE 754 rounds correctly (+ - x / and square root), in a fixed order; Swift never fuses
/// them. Errors stay below about two units in the last place. Source of the coefficients: FDLIBM 5.3 (Sun 1993).
package enum PortableMath {
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  /// The natural logarithm of a finite `x` > 0. O(1).
  package static func log(_ x: Double) -> Double {
    precondition(x > 0 && x.isFinite, "the logarithm takes a positive, finite number")
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa *= 0.5
      exponent += 1
    }
    // log m = log((1 + s) / (1 - s)) with s = f / (2 + f), f = m - 1.
    let f = mantissa - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let half = 0.5 * f * f
    let tail = s * (half + even + odd) + exponent * ln2Low
    return exponent * ln2High - ((half - tail) - f)
  }

  /// e to the power of `x`; 0 below -745, infinite above 709.78. O(1).
  package static func exp(_ x: Double) -> Double {
    precondition(!x.isNaN, "the exponential function takes a number")
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019411 { return 0 }
    let multiple = (x * 1.44269504088896338700).rounded(.toNearestOrAwayFromZero)
    let high = x - multiple * ln2High
    let low = multiple * ln2Low
    let r = high - low
    let t = r * r
    let c =
      r - t
      * (1.66666666666666019037e-01
        + t
        * (-2.77777777770155933842e-03
          + t
          * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    // Two steps, since 2^multiple alone may be subnormal or infinite where the product is neither.
    let first = Int(multiple) / 2
    let second = Int(multiple) - first
    return y * powerOfTwo(first) * powerOfTwo(second)
  }

  /// The logarithm of `n`! for a whole number `n` >= 0: exact products below 16, Stirling's series above. O(1).
  package static func logFactorial(_ n: Double) -> Double {
    precondition(n >= 0, "a factorial takes a number that is not negative")
    if n < 16 {
      var product = 1.0
      var factor = 2.0
      while factor <= n {
        product *= factor
        factor += 1
      }
      return log(product)
    }
    let inverse = 1 / n
    let square = inverse * inverse
    let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))))
    return (n + 0.5) * log(n) - n + 0.91893853320467274178 + series
  }

  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}

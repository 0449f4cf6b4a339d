extension PortableMath {
  /// Half of pi, and what the double nearest to it leaves over.
  private static let halfPi = 1.57079632679489655800e+00
  private static let halfPiRest = 6.12323399573676603587e-17

  /// The sine of `x` radians, |x| <= 1000 (no exact reduction of huge arguments). O(1).
  package static func sin(_ x: Double) -> Double {
    turned(x, quarter: 0)
  }

  /// The cosine of `x` radians, |x| <= 1000. O(1).
  package static func cos(_ x: Double) -> Double {
    turned(x, quarter: 1)
  }

  /// The arc sine of `x`, -1 ... 1, in radians. O(1).
  package static func asin(_ x: Double) -> Double {
    precondition(abs(x) <= 1, "the arc sine takes a number in -1...1")
    let size = abs(x)
    if size < 0.5 {
      return x + x * asinRatio(x * x)
    }
    // asin x = pi/2 - 2 asin sqrt((1 - x) / 2)
    let z = (1 - size) * 0.5
    let root = z.squareRoot()
    let angle = halfPi - (2 * (root + root * asinRatio(z)) - halfPiRest)
    return x < 0 ? -angle : angle
  }

  private static func turned(_ x: Double, quarter: Int) -> Double {
    precondition(abs(x) <= 1000, "angles are at most 1000 radians")
    let turns = (x / halfPi).rounded(.toNearestOrAwayFromZero)
    // halfPi in two parts of 33 bits and the rest: the first product is exact.
    let r = ((x - turns * 1.57079632673412561417e+00) - turns * 6.07710050650619224932e-11)
    switch (Int(turns) + quarter) & 3 {
    case 0: return sinKernel(r)
    case 1: return cosKernel(r)
    case 2: return -sinKernel(r)
    default: return -cosKernel(r)
    }
  }

  /// Sine on |r| <= pi/4.
  private static func sinKernel(_ r: Double) -> Double {
    let z = r * r
    let tail =
      8.33333333332248946124e-03
      + z
      * (-1.98412698298579493134e-04
        + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
    return r + r * z * (-1.66666666666666324348e-01 + z * tail)
  }

  /// Cosine on |r| <= pi/4.
  private static func cosKernel(_ r: Double) -> Double {
    let z = r * r
    let tail =
      4.16666666666666019037e-02
      + z
      * (-1.38888888888741095749e-03
        + z
        * (2.48015872894767294178e-05
          + z * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 - z * 1.13596475577881948265e-11))))
    return 1 - (0.5 * z - z * z * tail)
  }

  private static func asinRatio(_ t: Double) -> Double {
    let p =
      t
      * (1.66666666666666657415e-01
        + t
        * (-3.25565818622400915405e-01
          + t
          * (2.01212532134862925881e-01
            + t * (-4.00555345006794114027e-02 + t * (7.91534994289814532176e-04 + t * 3.47933107596021167570e-05)))))
    let q =
      1 + t
      * (-2.40339491173441421878e+00
        + t
        * (2.02094576023350569471e+00 + t * (-6.88283971605453293030e-01 + t * 7.70381505559019352791e-02)))
    return p / q
  }
}

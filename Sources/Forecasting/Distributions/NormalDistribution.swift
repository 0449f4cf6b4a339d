import RandomStreams

/// The standard normal distribution, with the same bits on every machine.
package enum NormalDistribution {
  private static let numerator = [
    3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
    220.206867912376,
  ]
  private static let denominator = [
    8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
    793.826512519948, 440.413735824752,
  ]

  /// The density at `z`.
  package static func density(_ z: Double) -> Double { PortableMath.exp(-z * z / 2) * 0.39894228040143267794 }

  /// P(Z <= z), to about 1e-14. Source: Hart 1968, as arranged by West 2005. O(1).
  package static func probability(atMost z: Double) -> Double {
    let x = abs(z)
    let tail: Double
    if x > 37 {
      tail = 0
    } else {
      let e = PortableMath.exp(-x * x / 2)
      if x < 7.07106781186547 {
        tail = e * numerator.reduce(0) { $0 * x + $1 } / denominator.reduce(0) { $0 * x + $1 }
      } else {
        let fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))
        tail = e / fraction / 2.506628274631
      }
    }
    return z > 0 ? 1 - tail : tail
  }

  /// The z with P(Z <= z) = `p`, for 0 < p < 1, to about 1e-13: Newton's method from the logistic approximation. O(1).
  package static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile takes a probability between 0 and 1")
    // The lower tail has the relative precision.
    if p > 0.5 { return -quantile(1 - p) }
    var z = max(-37, PortableMath.log(p / (1 - p)) / 1.702)
    for _ in 0..<60 {
      let value = probability(atMost: z)
      let slope = density(z)
      guard slope > 0, value > 0 else {
        z *= 0.9
        continue
      }
      // In logarithms the tail is nearly a parabola, so that steps do not overshoot.
      let step = PortableMath.log(value / p) * value / slope
      z -= step
      if abs(step) < 1e-14 * max(1, abs(z)) { break }
    }
    return z
  }

  /// E max(0, Z - z): the standard loss function.
  package static func loss(_ z: Double) -> Double { density(z) - z * (1 - probability(atMost: z)) }
}

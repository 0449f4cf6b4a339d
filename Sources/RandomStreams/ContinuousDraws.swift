extension RandomStream {
  /// A normal draw of the given `mean` and `standardDeviation` (>= 0).
  ///
  /// Polar method (Marsaglia and Bray 1964), the second value of each pair dropped: a stream then holds no hidden
  /// state, and the draws after this one do not depend on how many came before. O(1) expected.
  package mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    precondition(standardDeviation >= 0, "a standard deviation is not negative")
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      if square > 0 && square < 1 {
        let factor = (-2 * PortableMath.log(square) / square).squareRoot()
        return mean + standardDeviation * x * factor
      }
    }
  }

  /// An exponential draw of the given `mean` (>= 0), by inversion. O(1).
  package mutating func exponential(mean: Double = 1) -> Double {
    precondition(mean >= 0, "a mean waiting time is not negative")
    return -mean * PortableMath.log(positiveUnit())
  }

  /// A gamma draw: mean `shape` x `scale`, variance `shape` x `scale`^2; both > 0.
  ///
  /// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", 2000, with their power of a
  /// uniform draw for shapes below 1. O(1) expected.
  package mutating func gamma(shape: Double, scale: Double = 1) -> Double {
    precondition(shape > 0 && scale > 0, "shape and scale of a gamma distribution are positive")
    if shape < 1 {
      let power = PortableMath.exp(PortableMath.log(positiveUnit()) / shape)
      return gamma(shape: shape + 1, scale: scale) * power
    }
    let d = shape - 1.0 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      if root <= 0 { continue }
      let v = root * root * root
      let logU = PortableMath.log(positiveUnit())
      if logU < 0.5 * x * x + d - d * v + d * PortableMath.log(v) {
        return d * v * scale
      }
    }
  }
}

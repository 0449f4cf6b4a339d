/// Mean and variance of draws, for tests against theory.
struct Moments {
  let mean: Double
  let variance: Double

  init(count: Int, draw: () -> Double) {
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<count {
      let value = draw()
      sum += value
      squares += value * value
    }
    mean = sum / Double(count)
    variance = squares / Double(count) - mean * mean
  }

  /// Whether both moments lie within `sigmas` of what theory says, the error of the mean taken from the theory.
  func agree(mean expectedMean: Double, variance expectedVariance: Double, count: Int, tolerance: Double) -> Bool {
    let error = (expectedVariance / Double(count)).squareRoot()
    return abs(mean - expectedMean) <= 4 * error
      && abs(variance - expectedVariance) <= tolerance * expectedVariance
  }
}

/// Pearson's statistic of observed counts.
func chiSquare(_ counts: [Int], expected: [Double]) -> Double {
  zip(counts, expected).reduce(0) { sum, pair in
    let difference = Double(pair.0) - pair.1
    return sum + difference * difference / pair.1
  }
}

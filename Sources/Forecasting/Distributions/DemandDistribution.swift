import RandomStreams

/// Demand in units over some time, fitted to its mean and variance.
///
/// Variance above the mean gives a negative binomial distribution, equal a Poisson, below it a binomial one (after
/// Adan, van Eenige and Resing 1995: two moments choose the family). Where that would reach over `countLimit` units,
/// a gamma distribution by the cube-root transformation of Wilson and Hilferty 1931 takes over.
package struct DemandDistribution: Hashable, Sendable {
  package let mean: Double
  package let variance: Double
  private let shape: Shape

  private enum Shape: Hashable, Sendable {
    case zero
    /// P(D = j) by recurrence from P(D = 0): `(a + b / (j + 1))` times the one before (Panjer 1981).
    case counts(a: Double, b: Double, first: Double)
    /// The same of what lacks to `total`.
    case lacking(total: Int, a: Double, b: Double, first: Double)
    /// Mean and deviation of the cube root of D / mean.
    case gamma(center: Double, deviation: Double)
  }

  /// Units beyond which single units no longer matter.
  package static let countLimit = 1_024
  /// A P(D = 0) whose logarithm is below this is too close to the smallest number to start a recurrence from.
  private static let leastLogarithm = -600.0

  /// - Parameters:
  ///   - mean: at least 0.
  ///   - variance: at least 0; 0 is a demand known for sure (up to the fraction of a unit).
  package init(mean: Double, variance: Double) {
    precondition(mean >= 0 && variance >= 0 && mean.isFinite && variance.isFinite, "moments are numbers from 0")
    self.mean = mean
    self.variance = variance
    shape = DemandDistribution.shape(mean, variance)
  }

  private static func shape(_ mean: Double, _ variance: Double) -> Shape {
    if mean < 1e-9 { return .zero }
    if mean + 8 * variance.squareRoot() <= Double(countLimit), let counts = counts(mean, variance) { return counts }
    let roughness = max(variance, 1e-6 * mean * mean) / (9 * mean * mean)
    return .gamma(center: 1 - roughness, deviation: roughness.squareRoot())
  }

  /// A distribution of whole numbers; nil where zero units are so unlikely that no number holds it.
  private static func counts(_ mean: Double, _ variance: Double) -> Shape? {
    if variance > mean * (1 + 1e-6) {
      let r = mean * mean / (variance - mean)
      let q = mean / (r + mean)
      let logarithm = r * PortableMath.log(1 - q)
      return logarithm < leastLogarithm ? nil : .counts(a: q, b: (r - 1) * q, first: PortableMath.exp(logarithm))
    }
    if variance >= mean * (1 - 1e-6) {
      return mean > -leastLogarithm ? nil : .counts(a: 0, b: mean, first: PortableMath.exp(-mean))
    }
    let total = max(mean.rounded(.up), (mean * mean / (mean - variance)).rounded())
    let p = mean / total
    let q = min(p, 1 - p)
    let ratio = q < 1 ? q / (1 - q) : 0
    let logarithm = q > 0 ? total * PortableMath.log(1 - q) : 0
    if logarithm < leastLogarithm { return nil }
    let first = PortableMath.exp(logarithm)
    let (a, b) = (-ratio, (total + 1) * ratio)
    return p <= 0.5 ? .counts(a: a, b: b, first: first) : .lacking(total: Int(total), a: a, b: b, first: first)
  }

  /// P(D > j) for j = 0, 1, 2 …, until less than `epsilon` is left. The last entry is 0.
  /// - Parameter step: entries are for j = 0, step, 2 step …
  /// - Complexity: O(largest demand that matters / step), and for counts O(that demand).
  package func tail(epsilon: Double = 1e-9, step: Int = 1) -> [Double] {
    switch shape {
    case .zero: return [0]
    case .gamma:
      var tail: [Double] = []
      var units = 0
      while true {
        let above = self.probability(above: units)
        if above < epsilon || tail.count > 1 << 20 { break }
        tail.append(above)
        units += step
      }
      return tail + [0]
    case .counts(let a, let b, let first):
      return DemandDistribution.tail(probabilities(a, b, first, epsilon), epsilon, step)
    case .lacking(let total, let a, let b, let first):
      let lacking = probabilities(a, b, first, epsilon).prefix(total + 1)
      var counts = [Double](repeating: 0, count: total + 1)
      for (units, probability) in lacking.enumerated() { counts[total - units] = probability }
      return DemandDistribution.tail(counts, epsilon, step)
    }
  }

  private func probabilities(_ a: Double, _ b: Double, _ first: Double, _ epsilon: Double) -> [Double] {
    var probabilities = [first]
    var sum = first
    var last = first
    let enough = Int(mean) + 1
    while probabilities.count < 64 * DemandDistribution.countLimit {
      last *= a + b / Double(probabilities.count)
      if last <= 0 { break }
      probabilities.append(last)
      sum += last
      if 1 - sum < epsilon / 16 && probabilities.count > enough { break }
    }
    return probabilities
  }

  private static func tail(_ probabilities: [Double], _ epsilon: Double, _ step: Int) -> [Double] {
    // Summed from the far end, so that small tails are exact.
    var above = [Double](repeating: 0, count: probabilities.count)
    var sum = 0.0
    for units in probabilities.indices.reversed() {
      above[units] = sum
      sum += probabilities[units]
    }
    var tail: [Double] = []
    for units in stride(from: 0, to: above.count, by: step) {
      if above[units] < epsilon { break }
      tail.append(min(1, above[units]))
    }
    return tail + [0]
  }

  /// P(D > units). Complexity: O(units) for counts, O(1) above.
  package func probability(above units: Int) -> Double {
    if units < 0 { return 1 }
    if case .zero = shape { return 0 }
    if case .gamma(let center, let deviation) = shape {
      // A unit asked for is a whole one: more than `units` begins half a unit above.
      let ratio = (Double(units) + 0.5) / mean
      return NormalDistribution.probability(
        atMost: (center - PortableMath.exp(PortableMath.log(ratio) / 3)) / deviation)
    }
    let tail = tail(epsilon: 1e-15)
    return units < tail.count ? tail[units] : 0
  }

  /// The least number of units that suffices with probability `p`, 0 <= p < 1.
  /// - Complexity: O(units) for counts, O(log units) above.
  package func quantile(_ p: Double) -> Int {
    precondition(p >= 0 && p < 1, "a quantile takes a probability below 1")
    switch shape {
    case .zero: return 0
    case .gamma:
      var (low, high) = (-1, 1)
      while probability(above: high) > 1 - p { (low, high) = (high, high * 2) }
      while high - low > 1 {
        let middle = (low + high) / 2
        if probability(above: middle) > 1 - p { low = middle } else { high = middle }
      }
      return high
    case .counts, .lacking:
      let tail = tail(epsilon: min(1e-12, (1 - p) / 4))
      // Probabilities that are equal on paper may differ in the last bits.
      return tail.firstIndex { $0 <= (1 - p) * (1 + 1e-12) } ?? tail.count - 1
    }
  }

  /// The quantiles of several probabilities at once, as `quantile` gives them one by one.
  /// - Complexity: O(units of the largest) for counts, O(levels) above.
  package func quantiles(_ levels: QuantileLevels, into quantiles: UnsafeMutableBufferPointer<Double>) {
    precondition(quantiles.count == levels.count, "a place for each level")
    switch shape {
    case .zero: quantiles.update(repeating: 0)
    case .gamma(let center, let deviation):
      for place in quantiles.indices {
        let root = max(0, center + deviation * levels.normal[place])
        quantiles[place] = max(0, (mean * root * root * root - 0.5).rounded(.up))
      }
    case .counts(let a, let b, let first):
      var (units, probability, left) = (0.0, first, 1 - first)
      for place in quantiles.indices {
        let wanted = (1 - levels.probabilities[place]) * (1 + 1e-12)
        // What is left never falls below the rounding of its sum: far beyond the mean it is none.
        while left > wanted, probability > 0, units < mean || probability > 1e-18 {
          units += 1
          probability *= a + b / units
          left -= max(0, probability)
        }
        quantiles[place] = units
      }
    case .lacking:
      for place in quantiles.indices { quantiles[place] = Double(quantile(levels.probabilities[place])) }
    }
  }
}

/// Probabilities whose quantiles are asked for again and again, ascending.
package struct QuantileLevels: Sendable {
  package let probabilities: [Double]
  /// The same quantiles of the standard normal distribution.
  let normal: [Double]

  /// - Parameter probabilities: ascending, above 0 and below 1.
  package init(_ probabilities: [Double]) {
    precondition(zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 < $1 }, "levels ascend")
    self.probabilities = probabilities
    normal = probabilities.map { NormalDistribution.quantile($0) }
  }

  package var count: Int { probabilities.count }
}

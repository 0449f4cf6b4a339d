extension RandomStream {
  /// A uniform integer in `0 ..< bound`, without bias; `bound` > 0.
  ///
  /// Source: Lemire, "Fast random integer generation in an interval", 2019. O(1) expected.
  package mutating func uniform(below bound: Int) -> Int {
    precondition(bound > 0, "an empty range has no value")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold {
        product = next().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }

  /// A uniform integer in the closed `range`, without bias. O(1) expected.
  package mutating func uniform(in range: ClosedRange<Int>) -> Int {
    let width = range.upperBound - range.lowerBound
    precondition(width < Int.max, "the range is wider than a draw")
    return range.lowerBound + uniform(below: width + 1)
  }

  /// A uniform double in 0 ..< 1: a multiple of 2^-53, each as likely. O(1).
  package mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniform double in (0, 1]: for logarithms, which 0 would make infinite. O(1).
  package mutating func positiveUnit() -> Double {
    Double((next() >> 11) + 1) * 0x1p-53
  }

  /// A uniform double in `lower ..< upper` (`upper` itself only by rounding); both finite. O(1).
  package mutating func uniform(from lower: Double, to upper: Double) -> Double {
    precondition(lower <= upper, "the bounds are in the wrong order")
    return lower + (upper - lower) * unit()
  }

  /// True with the given `probability`; at 0 never, at 1 always. O(1).
  package mutating func bernoulli(_ probability: Double) -> Bool {
    precondition(probability >= 0 && probability <= 1, "a probability lies in 0...1")
    return unit() < probability
  }
}

/// The mean of independent replications, and how far the true mean may be from it.
package struct SampleMean: Hashable, Sendable {
  /// Values that are defined; a replication without a value counts for nothing.
  package let count: Int
  package let mean: Double
  /// Half the width of the 95% interval, by Student's t; nil for fewer than two values.
  package let halfWidth: Double?

  /// nil where no value is defined. Values are added up in their order. O(values).
  package init?(_ values: [Double?]) {
    let defined = values.compactMap(\.self)
    guard let first = defined.first else { return nil }
    count = defined.count
    // Differences to the first value: equal values have no spread at all, not one of rounding.
    let size = Double(defined.count)
    let shift = defined.reduce(0) { $0 + ($1 - first) } / size
    mean = first + shift
    guard defined.count > 1 else {
      halfWidth = nil
      return
    }
    let squares = defined.reduce(0) { sum, value in
      let distance = (value - first) - shift
      return sum + distance * distance
    }
    let variance = squares / (size - 1)
    halfWidth = StudentT(degrees: defined.count - 1).quantile(0.975) * (variance / size).squareRoot()
  }

  /// The mean of a less b, pair by pair; pairs of which one value is undefined are left out.
  ///
  /// On the same random numbers both values of a pair rise and fall together, so that the interval of the difference is
  /// much narrower than that of either mean.
  package init?(difference a: [Double?], _ b: [Double?]) {
    self.init(zip(a, b).map { a, b in a.flatMap { a in b.map { a - $0 } } })
  }
}

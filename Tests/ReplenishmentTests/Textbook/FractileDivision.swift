/// Divides what is there so that all places are equally likely to run short, as far as none has to give anything back.
///
/// A place's position after the division is mean + k x deviation of the demand it has to last for, with one k for all.
/// Source: Eppen and Schrage 1981; Zipkin, Foundations of Inventory Management, section 8.5.
struct FractileDivision: Hashable, Sendable {
  /// A place's demand until the next division takes effect, and the units that it has or that are on their way.
  struct Place: Hashable, Sendable {
    var mean: Double
    /// Above 0.
    var standardDeviation: Double
    var position: Double

    init(mean: Double, standardDeviation: Double, position: Double) {
      precondition(standardDeviation > 0, "a place whose demand is certain has no fractile")
      self.mean = mean
      self.standardDeviation = standardDeviation
      self.position = position
    }

    /// Standard deviations by which the position is above the mean.
    fileprivate var fractile: Double { (position - mean) / standardDeviation }
  }

  /// Units for each place, from 0, which add up to `units` (up to rounding of the arithmetic).
  /// - Complexity: O(places log places).
  static func divide(_ units: Double, among places: [Place]) -> [Double] {
    precondition(units >= 0, "what is divided is there")
    var shares = [Double](repeating: 0, count: places.count)
    let poorest = places.indices.sorted { (places[$0].fractile, $0) < (places[$1].fractile, $1) }
    // The poorest places are lifted to one fractile; the next joins them once they have reached its own.
    var (lack, width, level) = (0.0, 0.0, 0.0)
    var count = 0
    for place in poorest {
      let joined = places[place]
      if count > 0, units <= joined.fractile * width + lack { break }
      lack += joined.mean - joined.position
      width += joined.standardDeviation
      level = (units - lack) / width
      count += 1
    }
    for place in poorest.prefix(count) {
      shares[place] =
        max(0, places[place].mean + level * places[place].standardDeviation - places[place].position)
    }
    return shares
  }
}

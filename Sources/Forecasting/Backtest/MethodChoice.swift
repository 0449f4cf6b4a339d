import SupplyModel

/// Chooses a method for each series from its own losses and those of all series of its demand pattern.
///
/// The method of least pinball loss: what is planned with are quantiles, and it judges all of them. A dozen past periods
/// tell the best of six methods badly, so that the loss that the pattern lets expect counts as `weightOfPattern`
/// comparisons more. Among methods as good as the best, the one of least absolute error, then the first.
struct MethodChoice: Sendable {
  /// By pattern and method: losses added up.
  private var losses: [Double]
  /// By pattern: the mean of its methods' losses.
  private var means: [Double]

  /// Losses closer than this share of the best are as good as equal.
  static let tie = 0.005
  static let weightOfPattern = 150.0
  private static let methods = ForecastMethod.judged.count

  init() {
    losses = [Double](repeating: 0, count: DemandPattern.allCases.count * MethodChoice.methods)
    means = [Double](repeating: 0, count: DemandPattern.allCases.count)
  }

  private static func mean(_ tallies: ArraySlice<SeriesBacktest.Tally>) -> Double {
    tallies.reduce(0) { $0 + $1.pinball } / Double(methods)
  }

  /// Learns from the losses of a series, in the order of `ForecastMethod.judged`.
  mutating func learn(_ pattern: DemandPattern, _ tallies: ArraySlice<SeriesBacktest.Tally>) {
    means[pattern.rawValue] += MethodChoice.mean(tallies)
    for (number, tally) in tallies.enumerated() {
      losses[pattern.rawValue * MethodChoice.methods + number] += tally.pinball
    }
  }

  /// The number of the method for a series whose losses are of `count` comparisons.
  func choose(_ pattern: DemandPattern, _ tallies: ArraySlice<SeriesBacktest.Tally>, count: Double) -> Int {
    let learned = means[pattern.rawValue]
    // The series' own mean loss a comparison, for so many comparisons more, as its pattern's methods share it.
    let prior =
      count > 0 && learned > 0 ? MethodChoice.mean(tallies) / count * MethodChoice.weightOfPattern / learned : 0
    func loss(_ number: Int, _ tally: SeriesBacktest.Tally) -> Double {
      tally.pinball + prior * losses[pattern.rawValue * MethodChoice.methods + number]
    }
    var least = Double.infinity
    for (number, tally) in tallies.enumerated() { least = min(least, loss(number, tally)) }
    var best: (number: Int, absolute: Double) = (0, .infinity)
    for (number, tally) in tallies.enumerated()
    where loss(number, tally) <= least * (1 + MethodChoice.tie) && tally.absolute < best.absolute {
      best = (number, tally.absolute)
    }
    return best.number
  }
}

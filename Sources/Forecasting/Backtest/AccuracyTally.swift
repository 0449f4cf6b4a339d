import SupplyModel

/// How the methods did over many series, for the summary.
struct AccuracyTally: Sendable {
  /// One way of forecasting: MASE series by series, losses added up.
  private struct Line: Sendable {
    var mase: [Double] = []
    var excess = 0.0
    var pinball = 0.0

    mutating func add(_ tally: SeriesBacktest.Tally, scale: Double, count: Double) {
      if scale > 0, count > 0 { mase.append(tally.absolute / count / scale) }
      excess += tally.excess
      pinball += tally.pinball
    }

    func accuracy(units: Double) -> ForecastSummary.Accuracy {
      let sorted = mase.sorted()
      let middle = sorted.count / 2
      return ForecastSummary.Accuracy(
        meanMASE: sorted.isEmpty ? nil : mase.reduce(0, +) / Double(sorted.count),
        medianMASE: sorted.isEmpty
          ? nil : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
        pinballShare: units > 0 ? pinball / units : nil, biasShare: units > 0 ? excess / units : nil)
    }
  }

  private var everywhere = [Line](repeating: Line(), count: ForecastMethod.judged.count)
  private var lately = [Line](repeating: Line(), count: ForecastMethod.judged.count)
  private var chosen = Line()
  private var chosenLately = Line()
  private var units = 0.0
  private var lateUnits = 0.0

  init() {}

  /// Adds a series.
  /// - Parameters:
  ///   - chosen: the number of its method.
  ///   - early: of the method that the comparisons before the last third would have chosen.
  mutating func add(
    _ judgement: SeriesForecasts.Judgement, all: ArraySlice<SeriesBacktest.Tally>,
    late: ArraySlice<SeriesBacktest.Tally>, chosen: Int, early: Int
  ) {
    guard judgement.count > 0 else { return }
    units += judgement.comparedUnits
    lateUnits += judgement.lateUnits
    let (count, lateCount, scale) = (judgement.count, judgement.lateCount, judgement.scale)
    for (number, (whole, last)) in zip(all, late).enumerated() {
      everywhere[number].add(whole, scale: scale, count: count)
      lately[number].add(last, scale: scale, count: lateCount)
      if number == chosen { self.chosen.add(whole, scale: scale, count: count) }
      if number == early { chosenLately.add(last, scale: scale, count: lateCount) }
    }
  }

  /// Fills in what a summary says of methods. O(series log series).
  func fill(_ summary: inout ForecastSummary, _ series: [ForecastBacktest.Series]) {
    var lines = ForecastMethod.allCases.map { ForecastSummary.MethodLine(method: $0) }
    for line in lines.indices {
      for entry in series where entry.method == lines[line].method {
        lines[line].series += 1
        lines[line].units += entry.units
      }
      if let number = ForecastMethod.judged.firstIndex(of: lines[line].method) {
        lines[line].everywhere = everywhere[number].accuracy(units: units)
        lines[line].lately = lately[number].accuracy(units: lateUnits)
      }
    }
    summary.methods = lines.filter { $0.method != .file }
    summary.chosen = chosen.accuracy(units: units)
    summary.chosenLately = chosenLately.accuracy(units: lateUnits)
  }
}

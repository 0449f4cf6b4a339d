import SupplyModel

/// How forecasting methods did in backtest: a row a method, and one for the choice of the best for each series.
package struct ForecastTable: Sendable {
  private let summary: ForecastSummary

  package init(_ summary: ForecastSummary) { self.summary = summary }

  /// The table for people.
  package var text: String {
    var table = TextTable()
    table.add([
      "method", "series", "demand", "MASE", "median", "pinball", "bias", "MASE held out", "pinball held out",
    ])
    table.rule()
    let units = summary.methods.reduce(0) { $0 + $1.units }
    for line in summary.methods where line.everywhere != nil || line.series > 0 {
      table.add(
        [line.method.rawValue, grouped(Int64(line.series)), units > 0 ? percent(line.units / units) : "-"]
          + cells(line.everywhere, line.lately))
    }
    table.rule()
    let series = summary.methods.reduce(0) { $0 + $1.series }
    table.add(["best of each series", grouped(Int64(series)), ""] + cells(summary.chosen, summary.chosenLately))
    return table.text
  }

  private func cells(
    _ all: ForecastSummary.Accuracy?, _ lately: ForecastSummary.Accuracy?
  ) -> [String] {
    [
      thousandths(all?.meanMASE), thousandths(all?.medianMASE), all?.pinballShare.map(percent) ?? "-",
      all?.biasShare.map(percent) ?? "-",
      thousandths(lately?.meanMASE), lately?.pinballShare.map(percent) ?? "-",
    ]
  }

  private func thousandths(_ value: Double?) -> String {
    guard let value else { return "-" }
    let rounded = (value * 1_000).rounded()
    guard rounded < 1e15 else { return "inf" }
    let whole = Int64(rounded)
    let rest = String(whole % 1_000)
    return grouped(whole / 1_000) + "." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

import SupplyModel

extension ForecastSummary {
  /// The text of summary.json of `forecast`.
  package func json(notices: [Notice]) -> String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("scenario", scenario)
      json.member("as_of", periods.first.description)
      json.member("horizon_days", Int64(periods.days))
      json.member("period_days", Int64(periods.periodDays))
      json.member("series", Int64(series))
      json.member("series_of_file", Int64(seriesOfFile))
      json.member("history_days", Int64(historyDays))
      json.member("history_units", number: ForecastSummary.text(historyUnits))
      json.member("expected_units", number: ForecastSummary.text(expectedUnits))
      json.array("methods", of: methods) { line, json in
        json.member("method", line.method.rawValue)
        json.member("series", Int64(line.series))
        json.member("units", number: ForecastSummary.text(line.units))
        ForecastSummary.write(line.everywhere, "everywhere", to: &json)
        ForecastSummary.write(line.lately, "held_out", to: &json)
      }
      json.object("chosen") { json in
        ForecastSummary.write(chosen, "everywhere", to: &json)
        ForecastSummary.write(chosenLately, "held_out", to: &json)
      }
      json.array("notices", of: notices.map(\.text))
    }
  }

  private static func write(_ accuracy: Accuracy?, _ key: String, to json: inout JSONText) {
    guard let accuracy else { return json.null(key) }
    json.object(key) { json in
      json.member("mean_mase", number: accuracy.meanMASE.map(text))
      json.member("median_mase", number: accuracy.medianMASE.map(text))
      json.member("pinball_share", number: accuracy.pinballShare.map(text))
      json.member("bias_share", number: accuracy.biasShare.map(text))
    }
  }

  /// To six decimals, so that sums in another order than ours give the same text.
  private static func text(_ value: Double) -> String {
    ((value * 1e6).rounded() / 1e6).description
  }
}

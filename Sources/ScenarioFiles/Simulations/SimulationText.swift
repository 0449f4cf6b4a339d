import SupplyModel

extension SimulationResult {
  /// The text of kpis.json.
  package func json(notices: [Notice]) -> String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("scenario", scenario)
      json.member("start", start.description)
      json.member("days", Int64(days))
      json.member("warmup_days", Int64(warmupDays))
      json.member("replications", Int64(replications))
      json.member("seed", number: String(seed))
      json.array("policies", of: Array(policies.enumerated())) { policy, json in
        json.member("policy", policy.element.description)
        json.object("metrics") { json in
          for metric in SimulationMetric.allCases {
            SimulationResult.write(
              mean(metric, policy.offset), undefined: undefined(metric, policy.offset), metric.rawValue, to: &json)
          }
        }
        if policy.offset > 0 {
          json.object("difference_to_first") { json in
            for metric in SimulationMetric.allCases {
              SimulationResult.write(difference(metric, policy.offset), undefined: nil, metric.rawValue, to: &json)
            }
          }
          SimulationResult.write(gapClosed(policy.offset), undefined: nil, "hindsight_gap_closed", to: &json)
        }
      }
      json.array("notices", of: notices.map(\.text))
    }
  }

  private static func write(_ mean: SampleMean?, undefined: Int?, _ key: String, to json: inout JSONText) {
    guard let mean else { return json.null(key) }
    json.object(key) { json in
      json.member("mean", number: metricText(mean.mean))
      json.member("half_width", number: mean.halfWidth.map { metricText($0) })
      if let undefined, undefined > 0 { json.member("undefined", Int64(undefined)) }
    }
  }
}

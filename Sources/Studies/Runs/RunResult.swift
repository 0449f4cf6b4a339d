import ScenarioFiles

/// What a run measured, on one line of JSON: `{"run": 17, "metrics": {"turnover_days": 61.2, "gap": null}}`.
package struct RunResult: Hashable, Sendable {
  /// As in the request.
  package var run: String
  package var metrics: [Metric]

  package init(run: String, metrics: [Metric]) {
    self.run = run
    self.metrics = metrics
  }

  /// The line, without its end. Numbers are the shortest that are read back as the same.
  package var json: String {
    let members = metrics.map { metric in
      let value = metric.value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null"
      return "\(JSONText.quoted(metric.name)): \(value)"
    }
    return "{\"run\": \(run), \"metrics\": {\(members.joined(separator: ", "))}}"
  }

  /// nil where a line is no result.
  package init?(json line: some Collection<UInt8>) {
    guard let document = try? JSONParser.parse(Array(line)), case .object(let members)? = document["metrics"] else {
      return nil
    }
    switch document["run"] {
    case .number(let text)?: run = text
    case .string(let text)?: run = JSONText.quoted(text)
    default: return nil
    }
    metrics = []
    for member in members {
      switch member.value {
      case .null: metrics.append(Metric(member.key, nil))
      case .number(let text):
        guard let value = Double(text), value.isFinite else { return nil }
        metrics.append(Metric(member.key, value))
      default: return nil
      }
    }
  }
}

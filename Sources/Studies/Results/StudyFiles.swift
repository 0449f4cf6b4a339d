import Foundation
import ScenarioFiles
import SupplyModel

/// Writes the tables of a study.
package struct StudyFiles {
  private let summary: StudySummary
  private let runs: StudyRuns
  private let results: [Int: [Metric]]

  package init(_ summary: StudySummary, _ runs: StudyRuns, results: [Int: [Metric]]) {
    self.summary = summary
    self.runs = runs
    self.results = results
  }

  /// results.csv, table.csv, front.csv and summary.json. O(results).
  package func write(to folder: RunFolder) throws(OutputError) {
    try folder.write("results.csv") { writeResults($0) }
    try folder.write("table.csv") { writeTable($0) }
    try folder.write("front.csv") { writeFront($0) }
    try folder.write("summary.json", summary.json)
  }

  private func writeResults(_ sink: FileSink) {
    row(sink, ["variant", "policy", "replication", "metric", "value"])
    for run in 0..<runs.count {
      let variant = runs.variants[runs.variant(of: run)].name
      let policy = runs.policies[runs.policy(of: run)]
      for metric in results[run] ?? [] {
        row(
          sink, [variant, policy, String(runs.replication(of: run)), metric.name, metric.value.map { "\($0)" } ?? ""])
      }
    }
  }

  private func writeTable(_ sink: FileSink) {
    var header = ["variant"] + summary.axes + ["policy", "replications"]
    for metric in summary.metrics {
      header += [metric, metric + "_ci95"]
      if summary.hasBase { header += [metric + "_vs_base", metric + "_vs_base_ci95"] }
    }
    row(sink, header)
    for entry in summary.rows {
      var cells = [entry.variant] + entry.labels + [entry.policy, String(summary.replications)]
      for figure in entry.figures {
        cells += [number(figure.sample?.mean), number(figure.sample?.halfWidth)]
        if summary.hasBase { cells += [number(figure.difference?.mean), number(figure.difference?.halfWidth)] }
      }
      row(sink, cells)
    }
  }

  /// By the first metric of the front, the best first.
  private func writeFront(_ sink: FileSink) {
    row(sink, ["variant"] + summary.axes + ["policy"] + summary.front.map(\.name))
    for entry in summary.frontRows {
      let means = summary.front.map { metric in
        summary.metrics.firstIndex(of: metric.name).flatMap { entry.figures[$0].sample?.mean }
      }
      row(sink, [entry.variant] + entry.labels + [entry.policy] + means.map(number))
    }
  }

  /// Empty for none.
  private func number(_ value: Double?) -> String { value.map(studyNumber) ?? "" }

  private func row(_ sink: FileSink, _ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { sink.write(",") }
      let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      sink.write(
        needsQuotes
          ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
      )
    }
    sink.write("\n")
  }
}

extension StudySummary {
  /// The rows of the front, the best by its first metric first; equal ones in the study's order.
  package var frontRows: [Row] {
    guard let first = front.first, let position = metrics.firstIndex(of: first.name) else { return [] }
    func key(_ row: Row) -> Double {
      let mean = row.figures[position].sample?.mean ?? 0
      return first.isHigherBetter ? -mean : mean
    }
    let marked = rows.filter(\.isOnFront)
    return marked.indices.sorted { (key(marked[$0]), $0) < (key(marked[$1]), $1) }.map { marked[$0] }
  }

  /// The text of summary.json.
  package var json: String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("study", name)
      json.member("command", command)
      json.member("runs", Int64(rows.count * replications))
      json.member("replications", Int64(replications))
      json.array("axes", of: axes)
      json.array("front_metrics", of: front) { metric, json in
        json.member("metric", metric.name)
        json.member("better", metric.isHigherBetter ? "higher" : "lower")
      }
      json.array("rows", of: rows) { row, json in
        json.member("variant", row.variant)
        json.object("axes") { json in
          for (axis, label) in zip(axes, row.labels) where !label.isEmpty { json.member(axis, label) }
        }
        json.member("policy", row.policy)
        json.member("front", number: row.isOnFront ? "true" : "false")
        json.object("metrics") { json in
          for (metric, figure) in zip(metrics, row.figures) { json.object(metric) { write(figure, to: &$0) } }
        }
      }
    }
  }

  /// `count` is how many replications have a value: an undefined one is left out of the mean.
  private func write(_ figure: Figure, to json: inout JSONText) {
    json.member("count", Int64(figure.sample?.count ?? 0))
    json.member("mean", number: figure.sample.map { studyNumber($0.mean) })
    json.member("ci95", number: figure.sample?.halfWidth.map(studyNumber))
    guard hasBase else { return }
    json.member("vs_base", number: figure.difference.map { studyNumber($0.mean) })
    json.member("vs_base_ci95", number: figure.difference?.halfWidth.map(studyNumber))
  }
}

/// Twelve digits: what is beyond them in a mean or a difference is left of adding up, and not of what was measured.
private func studyNumber(_ value: Double) -> String { String(format: "%.12g", value) }

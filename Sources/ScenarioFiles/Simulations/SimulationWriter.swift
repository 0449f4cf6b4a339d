import SupplyModel

/// Writes what a simulation measured as the files of an output folder: the same bytes for any number of threads.
package struct SimulationWriter: Sendable {
  private let result: SimulationResult

  package init(_ result: SimulationResult) { self.result = result }

  /// Writes kpis.csv, kpis.json, daily.csv and, where metrics were broken down, breakdown.csv.
  /// - Complexity: O(rows).
  package func write(to folder: OutputFolder, notices: [Notice]) throws(OutputError) {
    try table("kpis.csv", "policy,replication,metric,value", folder, writeMetrics)
    try table("daily.csv", SimulationWriter.dailyColumns, folder, writeDays)
    if result.runs.contains(where: { $0.contains { !$0.parts.isEmpty } }) {
      try table("breakdown.csv", "policy,replication,scope,key,metric,value", folder, writeParts)
    }
    let json = try folder.file("kpis.json")
    json.write(result.json(notices: notices))
    try json.close()
  }

  private func table(
    _ name: String, _ header: String, _ folder: OutputFolder, _ rows: (FileSink) -> Void
  ) throws(OutputError) {
    let sink = try folder.file(name)
    sink.write(header + "\n")
    rows(sink)
    try sink.close()
  }

  private func writeMetrics(_ sink: FileSink) {
    for (policy, runs) in zip(result.policies, result.runs) {
      for run in runs {
        for metric in SimulationMetric.allCases {
          sink.write("\(policy),\(run.replication),\(metric.rawValue),\(metricText(run.metrics[metric]))\n")
        }
      }
    }
  }

  private static let dailyColumns =
    "policy,replication,date,measured,stock_units,stock_value,transit_units,transit_value,waiting_units,demand_units,"
    + "sold_units,lost_units,orders,shipments,received_units,transferred_units,returned_units,scrapped_units,carrier,"
    + "handling,commission,activation,transfer,lateness,unfilled,ordering,markdown,spoilage"

  private func writeDays(_ sink: FileSink) {
    for (policy, runs) in zip(result.policies, result.runs) {
      for run in runs {
        let prefix = "\(policy),\(run.replication),"
        for day in run.days {
          let units: [Int64] = [
            day.waitingUnits, day.demandUnits, day.soldUnits, day.lostUnits, day.orders, day.shipments,
            day.receivedUnits, day.transferredUnits, day.returnedUnits, day.scrappedUnits,
          ]
          let cost = day.cost
          let terms: [Money] = [
            cost.carrier, cost.handling, cost.commission, cost.activation, cost.transfer, cost.lateness, cost.unfilled,
            cost.ordering, cost.markdown, cost.spoilage,
          ]
          sink.write("\(prefix)\(day.day),\(day.isMeasured)")
          add(day.stockUnits, to: sink)
          add(day.stockValue, to: sink)
          add(day.transitUnits, to: sink)
          add(day.transitValue, to: sink)
          for number in units { add(number, to: sink) }
          for term in terms { add(term, to: sink) }
          sink.write(byte: UInt8(ascii: "\n"))
        }
      }
    }
  }

  private func add(_ number: Int64, to sink: FileSink) {
    sink.write(byte: UInt8(ascii: ","))
    sink.write(number)
  }

  private func add(_ money: Money, to sink: FileSink) {
    sink.write(byte: UInt8(ascii: ","))
    sink.write(money.millionths, scale: 6)
  }

  private func writeParts(_ sink: FileSink) {
    for (policy, runs) in zip(result.policies, result.runs) {
      for run in runs {
        for part in run.parts {
          let key = csvCell(part.key)
          for metric in SimulationMetric.allCases {
            guard let value = part.metrics[metric] else { continue }
            sink.write("\(policy),\(run.replication),\(part.scope.rawValue),\(key),\(metric.rawValue),")
            sink.write(metricText(value) + "\n")
          }
        }
      }
    }
  }
}

/// A metric's value to nine decimals, empty where it is undefined.
func metricText(_ value: Double?) -> String {
  guard let value else { return "" }
  // Sums beyond this have no nine decimals to tell.
  if value.magnitude >= 1e9 { return value.description }
  return decimalText(Int64((value * 1e9).rounded()), scale: 9)
}

/// A cell of a table, in quotes where it needs them.
func csvCell(_ text: String) -> String {
  guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
  return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

import SupplyModel

enum ForecastColumn: Int, TableColumn {
  case nodeID, zoneID, skuID, periodStart, mean, deviation
  /// What `forecast` writes beside mean and deviation, which say it all: known, so that its output can be a scenario's
  /// table without a notice, and not read.
  case q10, q25, q50, q75, q90, q95, q99

  static let table = "forecast"
  static let names =
    ["node_id", "zone_id", "sku_id*", "period_start*", "mean*", "sd"] + ForecastQuantiles.levels.map(\.name)
}

/// forecast.csv: each row names a node or a zone.
struct ForecastRows: TableReader {
  var rows: [ForecastRow] = []
  private var lines: [Int32] = []
  private let references: References

  /// Units a period; not money, so held as a floating-point number.
  private static let units = NumberRule(
    scale: 6, rounding: .halfAwayFromZero, range: 0...1_000_000_000_000_000,
    expected: "a number from 0 to 1000000000")

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<ForecastColumn>) {
    let place = readPlace(&row)
    let sku = row.reference(.skuID, .sku, references.skus)
    let start = row.requiredDay(.periodStart)
    let mean = row.requiredNumber(.mean, ForecastRows.units)
    let deviation = row.number(.deviation, ForecastRows.units)
    guard row.rowIsSound, let place, let sku, let start, let mean else { return }
    rows.append(
      ForecastRow(
        place: place, sku: sku, periodStart: start, mean: Double(mean) / 1e6,
        standardDeviation: deviation.map { Double($0) / 1e6 }))
    lines.append(Int32(row.line))
  }

  private func readPlace(_ row: inout TableCursor<ForecastColumn>) -> DemandPlace? {
    switch (row.cell(.nodeID).isEmpty, row.cell(.zoneID).isEmpty) {
    case (true, true):
      row.fault(.nodeID, "is empty, and so is zone_id; expected one of them")
      return nil
    case (false, false):
      row.fault(.zoneID, "is given, and so is node_id; expected one of them")
      return nil
    case (false, true): return row.reference(.nodeID, .node, references.nodes).map { .node($0) }
    case (true, false): return row.reference(.zoneID, .zone, references.zones).map { .zone($0) }
    }
  }

  /// One table of all stretches; faults: a place, SKU and period that are here twice.
  static func joined(
    _ parts: consuming [ForecastRows], _ references: References, _ faults: inout FaultList
  ) -> [ForecastRow] {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    func place(_ row: Int) -> String {
      switch rows[row].place {
      case .node(let node): "node \(quoted(references.nodes[node]))"
      case .zone(let zone): "zone \(quoted(references.zones[zone]))"
      }
    }
    noteRepeatedKeys(
      lines, column: ForecastColumn.periodStart.name, &faults,
      hash: {
        mixed(packed(rows[$0].sku, rows[$0].periodStart.number), UInt64(bitPattern: Int64(rows[$0].place.hash)))
      },
      isSame: {
        rows[$0].place == rows[$1].place && rows[$0].sku == rows[$1].sku && rows[$0].periodStart == rows[$1].periodStart
      },
      key: { "the period of SKU \(quoted(references.skus[rows[$0].sku])) at \(place($0))" })
    return rows
  }
}

extension DemandPlace {
  fileprivate var hash: Int32 {
    switch self {
    case .node(let node): node
    case .zone(let zone): ~zone
    }
  }
}

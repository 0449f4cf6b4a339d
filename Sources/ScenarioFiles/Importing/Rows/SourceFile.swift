import SupplyModel

/// One opened file of a source, with the map's columns found in its header.
struct SourceFile: Sendable {
  let csv: CSVFile
  /// Index of the source in the map.
  let source: Int
  /// Where each used column stands; `position` is nil for an optional one that is absent.
  let loaded: [(slot: Int, position: Int?)]
  /// Columns to unpivot, by position.
  let pivoted: [Int]

  /// - Throws: the columns that the map needs and the file does not have, all of them.
  init(_ csv: CSVFile, source: Int, rule: SourceRule) throws(ScenarioErrors) {
    self.csv = csv
    self.source = source
    var faults: [ScenarioError] = []
    var loaded: [(slot: Int, position: Int?)] = []
    for used in rule.used {
      let position = csv.position(of: used.name)
      if position == nil, !rule.optional.contains(used.name) {
        let hint = maybeMeant(used.name, among: csv.columns)
        let has = hint.isEmpty ? "; the file has \(csv.columns.joined(separator: ", "))" : hint
        faults.append(
          ScenarioError(
            file: csv.name, line: 1, column: used.name, message: "no such column, which \(used.path) reads\(has)"))
      }
      loaded.append((used.slot, position))
    }
    self.loaded = loaded
    if let unpivot = rule.unpivot {
      pivoted = csv.columns.indices.filter { !unpivot.except.contains(csv.columns[$0]) }
      if pivoted.isEmpty {
        faults.append(
          ScenarioError(file: csv.name, line: 1, message: "has no columns to unpivot: the map excepts all of them"))
      }
    } else {
      pivoted = []
    }
    try throwFaults(faults)
  }
}

/// Fills the cells that stand only on the first row of a group from that row.
struct CarriedCells {
  private let rule: SourceRule.CarryDown
  private var key: [UInt8] = []
  private var cells: [[UInt8]]
  private var isEmpty = true

  init(_ rule: SourceRule.CarryDown) {
    self.rule = rule
    cells = [[UInt8]](repeating: [], count: rule.slots.count)
  }

  mutating func fill(_ row: inout RowBuffer) {
    let keyCell = row.cell(rule.key) ?? 0..<0
    let continues = !isEmpty && row.equals(keyCell, key)
    if !continues {
      isEmpty = false
      key = Array(row.bytes[keyCell])
    }
    for (index, slot) in rule.slots.enumerated() {
      guard let cell = row.cell(slot) else { continue }
      if continues, cell.isEmpty {
        row.set(slot, row.append(cells[index]))
      } else if !continues {
        cells[index] = Array(row.bytes[cell])
      }
    }
  }
}

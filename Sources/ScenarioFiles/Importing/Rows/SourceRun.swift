import SupplyModel

/// Reads the rows of sources and deals them out: to tables, to the rejected rows, or to a count.
struct SourceRun {
  let map: ImportMap
  var tables: [TableBuilder]
  var rejected = RejectedRows()
  var tallies: [SourceTally]
  /// Greatest (smallest) values that scenario.yaml takes, by setting.
  private(set) var extremes: [[UInt8]?]
  private var seen: [[IdentifierTable]]
  /// The tables that the record in hand enters; kept to spare an allocation a row.
  private var takers: [Int] = []

  /// - Parameter files: all that will be read, since rejected.csv has the columns of all of them.
  init(_ map: ImportMap, files: [SourceFile]) {
    self.map = map
    tables = map.tables.map { TableBuilder(rule: $0) }
    tallies = map.sources.map { SourceTally($0) }
    extremes = map.settings.map { _ in nil }
    for file in files { _ = rejected.add(columns: SourceRun.columns(of: file, map)) }
    seen = map.sources.map { $0.rules.map { _ in IdentifierTable() } }
  }

  /// What rejected.csv shows of a row.
  private static func columns(of file: SourceFile, _ map: ImportMap) -> [String] {
    let rule = map.sources[file.source]
    let made = rule.unpivot.map { [rule.evaluator.names[$0.nameSlot], rule.evaluator.names[$0.valueSlot]] } ?? []
    return file.csv.columns + made
  }

  /// What becomes of a record.
  private enum Fate {
    case used, forNoTable
    case taken(rule: Int)
    case rejected(RowFault)
  }

  /// Reads a whole file.
  /// - Throws: an open quote that is never closed, since it hides every row behind it.
  mutating func read(_ file: SourceFile) throws(ScenarioError) {
    let rule = map.sources[file.source]
    let places = rejected.add(columns: SourceRun.columns(of: file, map))
    // Without an unpivot, a row is one record.
    let pivots = rule.unpivot == nil ? [-1] : file.pivoted
    var carried = rule.carryDown.map { CarriedCells($0) }
    var row = RowBuffer(slots: rule.slotCount)
    var rows = file.csv.rows()
    tallies[file.source].files.append(file.csv.name)
    while true {
      do {
        guard try rows.next() else { break }
      } catch {
        if error.message.contains("never closed") { throw error }
        tallies[file.source].read += 1
        tallies[file.source].count(reason: error.message)
        let text = Array(file.csv.bytes(in: rows.rowStart..<rows.position).trimmingLineEnd())
        rejected.add(
          file: file.csv.name, line: rows.line, reason: error.message,
          cells: places.isEmpty ? [] : [(places[0], text)])
        continue
      }
      for pivot in pivots {
        row.clear()
        for (slot, position) in file.loaded { row.set(slot, row.append(rows.cell(position ?? rows.absent))) }
        if let unpivot = rule.unpivot {
          row.set(unpivot.nameSlot, row.append(file.csv.columns[pivot].utf8))
          row.set(unpivot.valueSlot, row.append(rows.cell(pivot)))
        }
        carried?.fill(&row)
        tallies[file.source].read += 1
        switch fate(&row, rows, file, rule) {
        case .used: tallies[file.source].used += 1
        case .forNoTable: tallies[file.source].forNoTable += 1
        case .taken(let index):
          tallies[file.source].count(rule: index)
          if case .outcome(.reject, let name, _) = rule.rules[index] {
            reject(rows, file, places, row, rule, reason: name)
          }
        case .rejected(let fault):
          tallies[file.source].count(reason: fault.text)
          reject(rows, file, places, row, rule, reason: fault.text)
        }
      }
    }
  }

  private mutating func fate(
    _ row: inout RowBuffer, _ rows: borrowing CSVRows, _ file: SourceFile, _ rule: SourceRule
  ) -> Fate {
    do throws(RowFault) {
      for index in rule.rules.indices {
        switch rule.rules[index] {
        case .outcome(_, _, let condition):
          if try rule.evaluator.holds(condition, for: &row) { return .taken(rule: index) }
        case .duplicate(_, let slots):
          let key = try duplicateKey(slots, &row, rows, file, rule)
          if !row.insert(key, into: &seen[file.source][index]).isNew { return .taken(rule: index) }
        }
      }
      return try enter(&row, file.source, rule)
    } catch {
      return .rejected(error)
    }
  }

  /// Offers a record to all tables of its source, and gives it to them only if none refuses it.
  private mutating func enter(_ row: inout RowBuffer, _ source: Int, _ rule: SourceRule) throws(RowFault) -> Fate {
    takers.removeAll(keepingCapacity: true)
    for index in tables.indices where map.tables[index].source == source {
      if let when = map.tables[index].when, try !rule.evaluator.holds(when, for: &row) { continue }
      try tables[index].prepare(&row, with: rule.evaluator)
      takers.append(index)
    }
    if takers.isEmpty { return .forNoTable }
    for index in map.settings.indices { try note(index, &row, source, rule) }
    for index in takers { tables[index].commit(&row) }
    return .used
  }

  private mutating func note(
    _ index: Int, _ row: inout RowBuffer, _ source: Int, _ rule: SourceRule
  ) throws(RowFault) {
    switch map.settings[index].value {
    case .latest(source, let slot):
      let cell = try rule.evaluator.cell(slot, of: &row)
      if extremes[index].map({ $0.lexicographicallyPrecedes(row.bytes[cell]) }) ?? true {
        extremes[index] = Array(row.bytes[cell])
      }
    case .earliest(source, let slot):
      let cell = try rule.evaluator.cell(slot, of: &row)
      if extremes[index].map({ row.bytes[cell].lexicographicallyPrecedes($0) }) ?? true {
        extremes[index] = Array(row.bytes[cell])
      }
    default: break
    }
  }

  private func duplicateKey(
    _ slots: [Int], _ row: inout RowBuffer, _ rows: borrowing CSVRows, _ file: SourceFile, _ rule: SourceRule
  ) throws(RowFault) -> Range<Int> {
    for slot in slots { _ = try rule.evaluator.cell(slot, of: &row) }
    let start = row.bytes.count
    if slots.isEmpty {
      for position in file.csv.columns.indices {
        _ = row.append(rows.cell(position))
        row.appendByte(0x1F)
      }
      if let unpivot = rule.unpivot, let name = row.cell(unpivot.nameSlot) { row.appendCopy(of: name) }
    }
    for slot in slots {
      row.appendCopy(of: try rule.evaluator.cell(slot, of: &row))
      row.appendByte(0x1F)
    }
    return start..<row.bytes.count
  }

  private mutating func reject(
    _ rows: borrowing CSVRows, _ file: SourceFile, _ places: [Int], _ row: borrowing RowBuffer, _ rule: SourceRule,
    reason: String
  ) {
    var cells = file.csv.columns.indices.map { (places[$0], Array(rows.cell($0))) }
    if let unpivot = rule.unpivot {
      for (offset, slot) in [unpivot.nameSlot, unpivot.valueSlot].enumerated() {
        if let cell = row.cell(slot) { cells.append((places[file.csv.columns.count + offset], Array(row.bytes[cell]))) }
      }
    }
    rejected.add(file: file.csv.name, line: rows.line, reason: reason, cells: cells)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without LF or CRLF at the end.
  fileprivate func trimmingLineEnd() -> Slice<UnsafeBufferPointer<UInt8>> {
    var rest = self[...]
    if rest.last == 0x0A { rest.removeLast() }
    if rest.last == 0x0D { rest.removeLast() }
    return rest
  }
}

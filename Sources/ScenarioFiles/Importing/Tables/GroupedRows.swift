import SupplyModel

/// Rows that are one where their key is the same, with an aggregate for every other column.
struct GroupedRows {
  private let rule: TableRule
  private var keys = IdentifierTable()
  /// By group, then column.
  private var cells: [[[UInt8]]] = []
  private var tallies: [Tally]
  private var key: [UInt8] = []
  /// Columns that must agree within a group, and those that are aggregated.
  private let agreeing: [Int]
  private let aggregated: [(index: Int, aggregate: TableRule.Aggregate)]

  init(_ rule: TableRule) {
    self.rule = rule
    agreeing = rule.columns.indices.filter { index in
      if case .numberWithin = rule.columns[index].filling { return false }
      return rule.columns[index].aggregate == .same && !rule.key.contains(index)
    }
    aggregated = rule.columns.enumerated().filter { $1.aggregate != .same }.map { ($0, $1.aggregate) }
    tallies = [Tally](repeating: Tally(), count: rule.columns.count)
  }

  var count: Int { cells.count }

  /// Refuses a row that disagrees with its group in a column that must agree.
  mutating func check(_ row: [Range<Int>], of buffer: borrowing RowBuffer) throws(RowFault) {
    setKey(row, of: buffer)
    guard let group = key.withUnsafeBufferPointer({ keys.index(of: $0) }) else { return }
    for index in agreeing where !buffer.equals(row[index], cells[Int(group)][index]) {
      let names = rule.key.map { rule.columns[$0].name }.joined(separator: ", ")
      throw RowFault(column: rule.columns[index].name, reason: "differs from an earlier row of the same \(names)")
    }
  }

  mutating func add(_ row: [Range<Int>], of buffer: borrowing RowBuffer) {
    setKey(row, of: buffer)
    let (group, isNew) = key.withUnsafeBufferPointer { keys.insert($0) }
    if isNew { cells.append(row.map { Array(buffer.bytes[$0]) }) }
    for (index, aggregate) in aggregated { merge(buffer.bytes[row[index]], into: Int(group), index, aggregate, isNew) }
  }

  private mutating func setKey(_ row: [Range<Int>], of buffer: borrowing RowBuffer) {
    key.removeAll(keepingCapacity: true)
    for index in rule.key {
      key.append(contentsOf: buffer.bytes[row[index]])
      key.append(0x1F)
    }
  }

  private mutating func merge(
    _ cell: ArraySlice<UInt8>, into group: Int, _ index: Int, _ aggregate: TableRule.Aggregate, _ isNew: Bool
  ) {
    if aggregate == .mostCommon {
      tallies[index].count(cell, group: Int32(group))
      return
    }
    if isNew { return }
    let old = cells[group][index]
    let replaces =
      switch aggregate {
      case .last: !old.elementsEqual(cell)
      case .min: GroupedRows.precedes(cell, old[...])
      case .max: GroupedRows.precedes(old[...], cell)
      case .firstNonEmpty: old.isEmpty && !cell.isEmpty
      case .sum, .same, .first, .mostCommon: false
      }
    if replaces { cells[group][index] = Array(cell) }
    if aggregate == .sum, let a = ImportedNumber(old), let b = ImportedNumber(cell) {
      cells[group][index] = Array(ImportedNumber(millionths: a.millionths + b.millionths).text.utf8)
    }
  }

  /// Numbers by value, everything else by bytes.
  private static func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    if let x = ImportedNumber(a), let y = ImportedNumber(b) { return x < y }
    return a.lexicographicallyPrecedes(b)
  }

  /// The rows in the order of their first appearance.
  func rows() -> [[[UInt8]]] {
    var rows = cells
    for (index, column) in rule.columns.enumerated() where column.aggregate == .mostCommon {
      for (group, text) in tallies[index].winners(groups: count).enumerated() { rows[group][index] = text }
    }
    return rows
  }

  func body() -> [UInt8] {
    var output: [UInt8] = []
    for row in rows() { output.appendCSV(row: row) }
    return output
  }
}

/// How often each value occurs in each group.
private struct Tally {
  private var texts = IdentifierTable()
  private var counts: [Int] = []
  private var groups: [Int32] = []
  /// By group: the value counted last, since most rows of a group repeat it.
  private var last: [Int32] = []
  private var key: [UInt8] = []

  mutating func count(_ cell: ArraySlice<UInt8>, group: Int32) {
    let known = Int(group) < last.count ? last[Int(group)] : -1
    if known >= 0, texts.bytes[textRange(known)].elementsEqual(cell) {
      counts[Int(known)] += 1
      return
    }
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: String(group).utf8)
    key.append(0x1F)
    key.append(contentsOf: cell)
    let (index, isNew) = key.withUnsafeBufferPointer { texts.insert($0) }
    if isNew {
      counts.append(0)
      groups.append(group)
    }
    counts[Int(index)] += 1
    while last.count <= Int(group) { last.append(-1) }
    last[Int(group)] = index
  }

  /// Where the bytes of a value stand, behind its group and the separator.
  private func textRange(_ index: Int32) -> Range<Int> {
    let end = Int(texts.starts[Int(index) + 1])
    var start = Int(texts.starts[Int(index)])
    while texts.bytes[start] != 0x1F { start += 1 }
    return (start + 1)..<end
  }

  /// The most frequent value of each group, the first seen among equals.
  func winners(groups groupCount: Int) -> [[UInt8]] {
    var best = [Int](repeating: -1, count: groupCount)
    for index in counts.indices {
      let group = Int(groups[index])
      if best[group] < 0 || counts[index] > counts[best[group]] { best[group] = index }
    }
    return best.map { index in
      index < 0 ? [] : Array(texts.bytes[textRange(Int32(index))])
    }
  }
}

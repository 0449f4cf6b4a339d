import SupplyModel

/// Computes values and conditions of a row, each derived column at most once and only when it is asked for.
struct RowEvaluator: Sendable {
  /// By slot: nil for a column of the source.
  var derived: [ValueRule?]
  /// By slot, for faults.
  var names: [String]

  /// The value of a column. A derived one may refuse the row.
  func cell(_ slot: Int, of row: inout RowBuffer) throws(RowFault) -> Range<Int> {
    if let range = row.cell(slot) { return range }
    guard let rule = derived[slot] else { return 0..<0 }
    do throws(RowFault) {
      let range = try value(rule, of: &row)
      row.set(slot, range)
      return range
    } catch {
      throw error.blaming(names[slot])
    }
  }

  /// What a rule makes of the row.
  func value(_ rule: ValueRule, of row: inout RowBuffer) throws(RowFault) -> Range<Int> {
    var range = try origin(rule.origin, of: &row)
    for step in rule.steps { range = try apply(step, to: range, of: &row) }
    return range
  }

  private func origin(_ origin: ValueRule.Origin, of row: inout RowBuffer) throws(RowFault) -> Range<Int> {
    switch origin {
    case .slot(let slot): return try cell(slot, of: &row)
    case .constant(let text): return row.append(text)
    case .firstOf(let slots):
      for slot in slots {
        let range = try cell(slot, of: &row)
        if !range.isEmpty { return range }
      }
      return 0..<0
    case .template(let parts):
      // Cells first: computing one appends to the same buffer.
      for case .slot(let slot) in parts { _ = try cell(slot, of: &row) }
      let start = row.bytes.count
      for part in parts {
        switch part {
        case .text(let text): _ = row.append(text)
        case .slot(let slot): row.appendCopy(of: try cell(slot, of: &row))
        }
      }
      return start..<row.bytes.count
    case .cases(let cases):
      for (condition, rule) in cases {
        if let condition, try !holds(condition, for: &row) { continue }
        return try value(rule, of: &row)
      }
      return 0..<0
    }
  }

  /// Whether a row satisfies a condition.
  func holds(_ condition: Condition, for row: inout RowBuffer) throws(RowFault) -> Bool {
    switch condition {
    case .all(let parts):
      for part in parts where try !holds(part, for: &row) { return false }
      return true
    case .any(let parts):
      for part in parts where try holds(part, for: &row) { return true }
      return false
    case .not(let part): return try !holds(part, for: &row)
    case .test(let slot, let column, let test):
      let range = try cell(slot, of: &row)
      return try passes(test, range, column: column, of: row)
    }
  }

  private func passes(
    _ test: CellTest, _ range: Range<Int>, column: String, of row: borrowing RowBuffer
  ) throws(RowFault) -> Bool {
    switch test {
    case .isOneOf(let texts): return row.index(range, in: texts) != nil
    case .startsWith(let texts): return texts.contains { row.bytes[range].starts(with: $0) }
    case .endsWith(let texts):
      return texts.contains { $0.count <= range.count && row.equals(range.suffix($0.count), $0) }
    case .contains(let texts): return texts.contains { row.bytes[range].position(of: $0) != nil }
    case .isEmpty: return range.isEmpty
    case .text(let low, let high):
      if !low.isEmpty, row.bytes[range].lexicographicallyPrecedes(low) { return false }
      return high.isEmpty || !high.lexicographicallyPrecedes(row.bytes[range])
    case .number(let low, let high, let excluding):
      guard let number = ImportedNumber(row.bytes[range]) else {
        throw RowFault(column: column, reason: "not a number")
      }
      if let low, excluding ? number <= low : number < low { return false }
      if let high, excluding ? number >= high : number > high { return false }
      return true
    }
  }
}

extension RowEvaluator {
  private func apply(_ step: ValueStep, to range: Range<Int>, of row: inout RowBuffer) throws(RowFault) -> Range<Int> {
    switch step {
    case .trim: return row.trimmed(range)
    case .upper: return row.uppercased(range)
    case .lower: return row.lowercased(range)
    case .replace(let old, let new): return row.replaced(range, old, with: new)
    case .removePrefix(let prefix):
      return row.bytes[range].starts(with: prefix) ? range.dropFirst(prefix.count) : range
    case .removeSuffix(let suffix):
      let ends = suffix.count <= range.count && row.equals(range.suffix(suffix.count), suffix)
      return ends ? range.dropLast(suffix.count) : range
    case .before(let mark):
      return row.bytes[range].position(of: mark).map { range.lowerBound..<$0 } ?? range
    case .after(let mark):
      return row.bytes[range].position(of: mark).map { ($0 + mark.count)..<range.upperBound } ?? range
    case .whenEmpty(let text): return range.isEmpty ? row.append(text) : range
    case .lookup(let table):
      if let index = row.index(range, in: table.keys) { return row.append(table.values[Int(index)]) }
      switch table.otherwise {
      case .keep: return range
      case .text(let text): return row.append(text)
      case .reject: throw RowFault(reason: "not in the value map \(table.name)")
      }
    case .pick(let pick): return row.append(pick.texts[pick.index(for: row.bytes[range])])
    case .time(let rule): return range.isEmpty ? range : try rule.write(range, to: &row)
    case .number(let format):
      let plain = row.bytes[range].filter { !RowEvaluator.isCurrencyOrSpace($0) }
      return try rewrite(range, of: &row, ImportedNumber(plain, format: format)) { $0 }
    case .absolute:
      return try rewrite(range, of: &row) { ImportedNumber(millionths: abs($0.millionths)) }
    case .multiply(let factor): return try rewrite(range, of: &row) { $0.times(factor) }
    case .add(let addend):
      return try rewrite(range, of: &row) { ImportedNumber(millionths: $0.millionths + addend.millionths) }
    case .round(let decimals): return try rewrite(range, of: &row) { $0.rounded(decimals: decimals) }
    }
  }

  /// Replaces a number by another; an empty cell stays empty.
  private func rewrite(
    _ range: Range<Int>, of row: inout RowBuffer, _ change: (ImportedNumber) -> ImportedNumber?
  ) throws(RowFault) -> Range<Int> {
    try rewrite(range, of: &row, ImportedNumber(row.bytes[range]), change)
  }

  private func rewrite(
    _ range: Range<Int>, of row: inout RowBuffer, _ number: ImportedNumber?,
    _ change: (ImportedNumber) -> ImportedNumber?
  ) throws(RowFault) -> Range<Int> {
    if range.isEmpty { return range }
    guard let number else { throw RowFault(reason: "not a number") }
    guard let changed = change(number) else { throw RowFault(reason: "number out of range") }
    return row.append(changed.text.utf8)
  }

  /// Spaces, `$`, and the bytes of `£`, `¥`, `€` and of the no-break spaces; none of them can be part of a number.
  private static func isCurrencyOrSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "$") || byte >= 0x80
  }
}

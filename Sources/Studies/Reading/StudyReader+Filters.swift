import ScenarioFiles
import SupplyModel

extension StudyReader {
  private static let comparisons = ["not", "above", "at_least", "below", "at_most"]

  /// What `where` asks of each column; nothing where it is absent.
  mutating func filters(_ group: SettingsReader.Keys, _ table: ContractTable) -> [RowFilter] {
    guard let node = group["where"] else { return [] }
    let path = group.path("where")
    guard case .mapping(let entries) = node.content else {
      keys.fault(node.line, path, "is \(node.kind); expected values by column")
      return []
    }
    return entries.compactMap { entry in
      let place = "\(path).\(entry.key)"
      let own = table.column(entry.key)
      // A column that no command reads may still say which rows are meant.
      let header = tables?.header(of: table.name) ?? []
      guard own != nil || header.contains(entry.key) else {
        let names = table.columns.map(\.name) + header.filter { table.column($0) == nil && !$0.isEmpty }
        keys.fault(
          entry.line, place, puzzle: Puzzle(value: entry.key, candidates: .words(names)),
          "\(table.name).csv has no column \(quoted(entry.key))")
        return nil
      }
      return RowFilter(column: entry.key, tests: tests(entry.value, place, own?.kind ?? .text))
    }
  }

  private mutating func tests(_ node: YAMLTree, _ path: String, _ kind: CellKind) -> [RowFilter.Test] {
    guard case .mapping(let entries) = node.content else { return [.isOne(of: wanted(node, path, kind))] }
    if entries.isEmpty {
      keys.fault(node.line, path, "is empty; expected some of \(StudyReader.comparisons.joined(separator: ", "))")
    }
    return entries.compactMap { entry -> RowFilter.Test? in
      let place = "\(path).\(entry.key)"
      guard StudyReader.comparisons.contains(entry.key) else {
        keys.fault(
          entry.line, place, puzzle: Puzzle(value: entry.key, candidates: .words(StudyReader.comparisons)),
          "unknown comparison \(quoted(entry.key)); expected one of \(StudyReader.comparisons.joined(separator: ", "))")
        return nil
      }
      if entry.key == "not" { return .isNone(of: wanted(entry.value, place, kind)) }
      guard let position = position(entry.value, place) else { return nil }
      return switch entry.key {
      case "above": .above(position)
      case "at_least": .atLeast(position)
      case "below": .below(position)
      default: .atMost(position)
      }
    }
  }

  /// A value, or each value of a list.
  private mutating func wanted(_ node: YAMLTree, _ path: String, _ kind: CellKind) -> [RowFilter.Wanted] {
    guard case .list(let items) = node.content else { return [one(node, path, kind)] }
    if items.isEmpty { keys.fault(node.line, path, "is an empty list; expected at least one value") }
    return items.enumerated().map { one($1, "\(path)[\($0)]", kind) }
  }

  private mutating func one(_ node: YAMLTree, _ path: String, _ kind: CellKind) -> RowFilter.Wanted {
    if case .null = node.content { return .text([]) }
    guard var text = scalar(node, path), !text.isEmpty else { return .text([]) }
    switch kind {
    case .yesNo:
      if let truth = text.withUTF8(parseBoolean) { return .truth(truth) }
      keys.fault(node.line, path, "\(quoted(text)) is not a yes or no; expected true or false")
    case .quantity, .count, .number, .signed:
      if case .value(let number) = text.withUTF8({ parseDecimal($0, scale: 9, rounding: .halfAwayFromZero) }) {
        return .number(number)
      }
      keys.fault(node.line, path, "\(quoted(text)) is not a number")
    case .word(let words):
      if !words.contains(text) {
        keys.fault(
          node.line, path, puzzle: Puzzle(value: text, candidates: .words(words)),
          "\(quoted(text)) is never in this column; expected one of \(words.joined(separator: ", "))")
      }
    case .id, .text: break
    }
    return .text(Array(text.utf8))
  }

  private mutating func position(_ node: YAMLTree, _ path: String) -> RowFilter.Position? {
    guard var text = scalar(node, path) else { return nil }
    if let day = text.withUTF8(parseDay) { return .day(day) }
    if case .value(let number) = text.withUTF8({ parseDecimal($0, scale: 9, rounding: .halfAwayFromZero) }) {
      return .number(number)
    }
    keys.fault(node.line, path, "\(quoted(text)) is neither a number nor a date such as 2026-11-11")
    return nil
  }
}

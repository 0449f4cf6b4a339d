import SupplyModel

/// Reads values, steps and conditions of a map.
struct ValueReader {
  var columns: SourceColumns
  /// Value maps by name, from the top of the map.
  let lookups: [String: LookupTable]

  static let originKeys = ["column", "constant", "template", "first_of", "cases"]

  /// A value: a column's name, or a mapping with one origin and its steps. `more` keys are the caller's.
  mutating func value(
    _ tree: YAMLTree, _ path: String, more: [String] = [], reader: inout MapReader
  ) -> ValueRule {
    if case .scalar(let name) = tree.content { return ValueRule(origin: .slot(columns.slot(for: name, path: path))) }
    let keys = reader.mapping(tree, path, keys: ValueReader.originKeys + ["then"] + more)
    let origins = ValueReader.originKeys.filter { keys[$0] != nil }
    if origins.count != 1 {
      reader.fault(tree, path, "expected one of \(ValueReader.originKeys.joined(separator: ", "))")
    }
    var rule = ValueRule(origin: .constant([]))
    if let name = origins.first, let tree = keys[name] {
      rule.origin = origin(name, tree, "\(path).\(name)", &reader)
    }
    if let steps = keys["then"] {
      for (index, step) in reader.list(steps, "\(path).then").enumerated() {
        if let step = self.step(step, "\(path).then[\(index)]", &reader) { rule.steps.append(step) }
      }
    }
    return rule
  }

  private mutating func origin(
    _ name: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> ValueRule.Origin {
    switch name {
    case "column": return .slot(columns.slot(for: reader.text(tree, path), path: path))
    case "template": return .template(template(reader.text(tree, path), tree, path, &reader))
    case "first_of": return .firstOf(reader.texts(tree, path).map { columns.slot(for: $0, path: path) })
    case "cases":
      let cases = reader.list(tree, path).enumerated().map { index, item in
        let path = "\(path)[\(index)]"
        let keys = reader.mapping(item, path, keys: ["when", "value"], required: ["value"])
        let condition = keys["when"].map { self.condition($0, path + ".when", &reader) }
        let value = keys["value"].map { self.value($0, path + ".value", reader: &reader) }
        return (condition, value ?? ValueRule(origin: .constant([])))
      }
      return .cases(cases)
    default: return .constant(Array(reader.text(tree, path).utf8))
    }
  }

  /// `{Column}` stands for a cell, `{{` and `}}` for braces.
  private mutating func template(
    _ text: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> [ValueRule.TemplatePart] {
    var parts: [ValueRule.TemplatePart] = []
    var plain: [UInt8] = []
    var rest = text[...]
    while let letter = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        plain.append(contentsOf: String(letter).utf8)
        rest = rest.dropFirst(2)
      } else if letter == "{" {
        guard let close = rest.firstIndex(of: "}") else {
          reader.fault(tree, path, "opens a brace that is never closed in \(quoted(text))")
          return parts
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = []
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        parts.append(.slot(columns.slot(for: name, path: path)))
        rest = rest[rest.index(after: close)...]
      } else {
        plain.append(contentsOf: String(letter).utf8)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    return parts
  }
}

// MARK: Conditions

extension ValueReader {
  private static let tests = [
    "is", "is_not", "starts_with", "ends_with", "contains", "empty", "at_least", "at_most", "above", "below",
    "between",
  ]

  /// A mapping of columns to tests (all must hold); `all`, `any` and `not` combine conditions.
  mutating func condition(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> Condition {
    let entries = reader.entries(tree, path)
    if entries.isEmpty { reader.fault(tree, path, "expected a condition, such as { Column: value }") }
    let parts = entries.map { entry -> Condition in
      let place = "\(path).\(entry.key)"
      switch entry.key {
      case "all", "any":
        let parts = reader.list(entry.value, place).enumerated().map {
          condition($1, "\(place)[\($0)]", &reader)
        }
        return entry.key == "all" ? .all(parts) : .any(parts)
      case "not": return .not(condition(entry.value, place, &reader))
      default: return test(column: entry.key, entry.value, place, &reader)
      }
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func test(
    column: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> Condition {
    let slot = columns.slot(for: column, path: path)
    guard case .mapping(let entries) = tree.content else {
      return .test(slot: slot, column: column, .isOneOf(IdentifierTable(reader.texts(tree, path))))
    }
    _ = reader.mapping(tree, path, keys: ValueReader.tests)
    let parts = entries.filter { ValueReader.tests.contains($0.key) }.map { entry -> Condition in
      let (test, negated) = cellTest(entry.key, entry.value, "\(path).\(entry.key)", &reader)
      let condition = Condition.test(slot: slot, column: column, test)
      return negated ? .not(condition) : condition
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func cellTest(
    _ name: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> (CellTest, negated: Bool) {
    func bytes() -> [[UInt8]] { reader.texts(tree, path).map { Array($0.utf8) } }
    func bounds(_ low: ImportedNumber?, _ high: ImportedNumber?, excluding: Bool) -> (CellTest, Bool) {
      (.number(from: low, to: high, excluding: excluding), false)
    }
    switch name {
    case "is": return (.isOneOf(IdentifierTable(reader.texts(tree, path))), false)
    case "is_not": return (.isOneOf(IdentifierTable(reader.texts(tree, path))), true)
    case "starts_with": return (.startsWith(bytes()), false)
    case "ends_with": return (.endsWith(bytes()), false)
    case "contains": return (.contains(bytes()), false)
    case "empty": return (.isEmpty, !reader.flag(tree, path))
    case "at_least": return bounds(reader.number(tree, path), nil, excluding: false)
    case "at_most": return bounds(nil, reader.number(tree, path), excluding: false)
    case "above": return bounds(reader.number(tree, path), nil, excluding: true)
    case "below": return bounds(nil, reader.number(tree, path), excluding: true)
    default: return (between(reader.texts(tree, path), tree, path, &reader), false)
    }
  }

  /// Numbers where both bounds are numbers, else text in byte order.
  private func between(
    _ bounds: [String], _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> CellTest {
    guard bounds.count == 2 else {
      reader.fault(tree, path, "expected two bounds, [from, to]")
      return .isEmpty
    }
    let numbers = bounds.map { ImportedNumber($0.utf8) }
    let areNumbers = bounds.indices.allSatisfy { numbers[$0] != nil || bounds[$0].isEmpty }
    if areNumbers, numbers.contains(where: { $0 != nil }) {
      return .number(from: numbers[0], to: numbers[1], excluding: false)
    }
    return .text(from: Array(bounds[0].utf8), to: Array(bounds[1].utf8))
  }
}

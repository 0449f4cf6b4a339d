import SupplyModel

/// Takes values out of scenario.yaml; faults carry the line and the key's path, such as `tariffs[0].bands[1].up_to_km`.
package struct SettingsReader {
  package private(set) var faults: FaultList

  package init(file: String) { faults = FaultList(file: file) }

  /// The keys of one mapping.
  package struct Keys {
    /// With a dot at its end, empty at the top.
    package let prefix: String
    package let line: Int
    fileprivate var nodes: [String: YAMLTree] = [:]

    /// The value of a key, or nil where it is absent or null.
    package subscript(_ key: String) -> YAMLTree? {
      guard let node = nodes[key] else { return nil }
      if case .null = node.content { return nil }
      return node
    }

    package func path(_ key: String) -> String { prefix + key }
  }

  package mutating func fault(_ line: Int, _ path: String, puzzle: Puzzle? = nil, _ message: String) {
    faults.add(line: line, column: path.isEmpty ? nil : path, puzzle: puzzle, message)
  }

  /// The keys of a mapping; faults: another kind of value, keys that are not in `allowed`.
  package mutating func keys(_ node: YAMLTree, _ path: String, allowed: [String]) -> Keys {
    var keys = Keys(prefix: path.isEmpty ? "" : path + ".", line: node.line)
    guard case .mapping(let entries) = node.content else {
      fault(node.line, path, "is \(node.kind); expected a group of keys")
      return keys
    }
    for entry in entries {
      if allowed.contains(entry.key) {
        keys.nodes[entry.key] = entry.value
      } else {
        fault(
          entry.line, keys.path(entry.key), puzzle: Puzzle(value: entry.key, candidates: .words(allowed)),
          "unknown key \(quoted(entry.key))")
      }
    }
    return keys
  }

  /// The keys of a mapping under a key; nil where it is absent.
  package mutating func keys(_ parent: Keys, _ key: String, allowed: [String]) -> Keys? {
    guard let node = parent[key] else { return nil }
    return keys(node, parent.path(key), allowed: allowed)
  }

  /// The values of a list under a key; none where it is absent.
  package mutating func list(_ parent: Keys, _ key: String) -> [YAMLTree] {
    guard let node = parent[key] else { return [] }
    guard case .list(let nodes) = node.content else {
      fault(node.line, parent.path(key), "is \(node.kind); expected a list")
      return []
    }
    return nodes
  }

  /// Notes a fault where a key is absent.
  package mutating func require(_ keys: Keys, _ key: String) {
    if keys[key] == nil { fault(keys.line, keys.path(key), "the required key is missing") }
  }

  /// The text of a key.
  package mutating func text(_ keys: Keys, _ key: String) -> String? {
    guard let node = keys[key] else { return nil }
    guard case .scalar(let text) = node.content else {
      fault(node.line, keys.path(key), "is \(node.kind); expected one value")
      return nil
    }
    return text
  }

  /// A number as held by its rule, read from the text.
  package mutating func number(_ keys: Keys, _ key: String, _ rule: NumberRule) -> Int64? {
    guard let text = text(keys, key), let line = keys[key]?.line else { return nil }
    return number(text, line, keys.path(key), rule)
  }

  private mutating func number(_ text: String, _ line: Int, _ path: String, _ rule: NumberRule) -> Int64? {
    var text = text
    let (value, message) = text.withUTF8 { bytes -> (Int64?, String) in
      switch rule.parse(bytes) {
      case .success(let value): (value, "")
      case .failure(let failure): (nil, rule.message(failure, bytes))
      }
    }
    if value == nil { fault(line, path, message) }
    return value
  }

  mutating func number32(_ keys: Keys, _ key: String, _ rule: NumberRule) -> Int32? {
    number(keys, key, rule).map { Int32($0) }
  }

  mutating func money(_ keys: Keys, _ key: String) -> Money? {
    number(keys, key, .money).map { Money(millionths: $0) }
  }

  /// A number held in billionths as the nearest floating-point number, for figures that are not added up.
  mutating func double(_ keys: Keys, _ key: String, _ rule: NumberRule) -> Double? {
    number(keys, key, rule).map { Double($0) / 1e9 }
  }

  /// The same of one entry of a list.
  mutating func double(_ node: YAMLTree, _ path: String, _ rule: NumberRule) -> Double? {
    guard case .scalar(let text) = node.content else {
      fault(node.line, path, "is \(node.kind); expected one value")
      return nil
    }
    return number(text, node.line, path, rule).map { Double($0) / 1e9 }
  }

  mutating func day(_ keys: Keys, _ key: String) -> Day? {
    guard var text = text(keys, key), let line = keys[key]?.line else { return nil }
    if let day = text.withUTF8(parseDay) { return day }
    fault(line, keys.path(key), "\(quoted(text)) is not a date; expected one such as 2026-11-11")
    return nil
  }

  mutating func choice<Choice>(_ keys: Keys, _ key: String, _ words: Words<Choice>) -> Choice? {
    guard var text = text(keys, key), let line = keys[key]?.line else { return nil }
    if let choice = text.withUTF8(words.choice) { return choice }
    fault(
      line, keys.path(key), puzzle: Puzzle(value: text, candidates: .words(words.names)),
      text.withUTF8(words.message))
    return nil
  }
}

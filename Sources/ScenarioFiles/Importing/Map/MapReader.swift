import SupplyModel

/// Reads the pieces of a map and collects every fault with its line and key path.
struct MapReader {
  private(set) var faults: [ScenarioError] = []

  mutating func fault(_ tree: YAMLTree, _ path: String, _ message: String) {
    faults.append(ScenarioError(file: tree.file, line: tree.line, column: path.isEmpty ? nil : path, message: message))
  }

  /// The entries of a mapping whose keys are all known; a fault for each unknown or missing one.
  mutating func mapping(
    _ tree: YAMLTree, _ path: String, keys: [String], required: [String] = []
  ) -> [String: YAMLTree] {
    var found: [String: YAMLTree] = [:]
    for entry in entries(tree, path) {
      let place = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      if keys.contains(entry.key) {
        found[entry.key] = entry.value
      } else {
        let known = maybeMeant(entry.key, among: keys)
        faults.append(
          ScenarioError(
            file: tree.file, line: entry.line, column: place,
            message: "unknown key; expected \(keys.joined(separator: ", "))\(known)"))
      }
    }
    if case .mapping = tree.content {
      for key in required where found[key] == nil { fault(tree, path, "the key \(key) is missing") }
    }
    return found
  }

  /// The entries of a mapping with free keys; a fault where it is none, nothing where it is absent.
  mutating func entries(_ tree: YAMLTree?, _ path: String) -> [YAMLTree.Entry] {
    guard let tree else { return [] }
    switch tree.content {
    case .mapping(let entries): return entries
    case .null: return []
    default:
      fault(tree, path, "expected a group of keys, not \(tree.kind)")
      return []
    }
  }

  mutating func list(_ tree: YAMLTree?, _ path: String) -> [YAMLTree] {
    guard let tree else { return [] }
    switch tree.content {
    case .list(let items): return items
    case .null: return []
    default:
      fault(tree, path, "expected a list, not \(tree.kind)")
      return []
    }
  }

  mutating func text(_ tree: YAMLTree, _ path: String) -> String {
    switch tree.content {
    case .scalar(let text): return text
    case .null: return ""
    default:
      fault(tree, path, "expected a text, not \(tree.kind)")
      return ""
    }
  }

  /// One text or a list of them.
  mutating func texts(_ tree: YAMLTree, _ path: String) -> [String] {
    guard case .list(let items) = tree.content else { return [text(tree, path)] }
    return items.enumerated().map { text($1, "\(path)[\($0)]") }
  }

  mutating func number(_ tree: YAMLTree, _ path: String) -> ImportedNumber {
    let text = text(tree, path)
    if let number = ImportedNumber(text.utf8) { return number }
    fault(tree, path, "\(quoted(text)) is not a number")
    return ImportedNumber(millionths: 0)
  }

  mutating func whole(_ tree: YAMLTree, _ path: String, in range: ClosedRange<Int>) -> Int {
    let text = text(tree, path)
    if let value = Int(text), range.contains(value) { return value }
    fault(tree, path, "\(quoted(text)) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    return range.lowerBound
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ tree: YAMLTree, _ path: String, _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    let text = text(tree, path)
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    fault(
      tree, path,
      "\(quoted(text)) is unknown; expected \(known.joined(separator: ", "))\(maybeMeant(text, among: known))")
    return nil
  }

  mutating func flag(_ tree: YAMLTree, _ path: String) -> Bool {
    let text = text(tree, path)
    if ["true", "yes", "1"].contains(text) { return true }
    if !["false", "no", "0"].contains(text) { fault(tree, path, "\(quoted(text)) is not true or false") }
    return false
  }
}

/// Throws the first of some faults; the rest are counted. Nothing where there are none.
func throwFaults(_ faults: [ScenarioError]) throws(ScenarioErrors) {
  if faults.isEmpty { return }
  throw ScenarioErrors(listed: Array(faults.prefix(FaultList.listedLimit)), count: faults.count)
}

import SupplyModel

/// The keys of one mapping of a spec, with their path.
struct SpecKeys {
  /// Empty at the top.
  let path: String
  /// Without those that are null: they mean the default.
  let values: [String: YAMLTree]

  subscript(_ key: String) -> YAMLTree? { values[key] }

  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

/// Takes values out of a spec; every fault carries its line and key path.
struct SpecReader {
  private(set) var reader = MapReader()

  var faults: [ScenarioError] { reader.faults }

  mutating func fault(_ tree: YAMLTree, _ path: String, _ message: String) { reader.fault(tree, path, message) }

  mutating func add(_ fault: ScenarioError) {
    reader.fault(
      YAMLTree(file: fault.file, line: fault.line ?? 1, content: .null), fault.column ?? "", fault.message)
  }

  /// The keys of a mapping; faults: unknown ones, missing ones.
  mutating func keys(_ tree: YAMLTree, _ path: String, _ allowed: [String], required: [String] = []) -> SpecKeys {
    let values = reader.mapping(tree, path, keys: allowed, required: required).filter { !$0.value.isNull }
    return SpecKeys(path: path, values: values)
  }

  /// The keys of a mapping under a key; nil where it is absent.
  mutating func keys(_ parent: SpecKeys, _ key: String, _ allowed: [String]) -> SpecKeys? {
    parent[key].map { keys($0, parent.path(key), allowed) }
  }

  mutating func set(_ value: inout Int, _ keys: SpecKeys, _ key: String, _ range: ClosedRange<Int>) {
    guard let tree = keys[key] else { return }
    value = reader.whole(tree, keys.path(key), in: range)
  }

  mutating func set(_ value: inout Int?, _ keys: SpecKeys, _ key: String, _ range: ClosedRange<Int>) {
    guard let tree = keys[key] else { return }
    value = reader.whole(tree, keys.path(key), in: range)
  }

  mutating func set(_ value: inout Double, _ keys: SpecKeys, _ key: String, _ range: ClosedRange<Double>) {
    guard let tree = keys[key], let number = number(tree, keys.path(key), range) else { return }
    value = number
  }

  mutating func set(_ value: inout Bool, _ keys: SpecKeys, _ key: String) {
    guard let tree = keys[key] else { return }
    value = reader.flag(tree, keys.path(key))
  }

  mutating func set(_ value: inout String, _ keys: SpecKeys, _ key: String) {
    guard let tree = keys[key] else { return }
    value = reader.text(tree, keys.path(key))
  }

  /// A number as cells of tables hold it.
  mutating func set(_ value: inout Int64, _ keys: SpecKeys, _ key: String, _ rule: NumberRule) {
    guard let tree = keys[key] else { return }
    var text = reader.text(tree, keys.path(key))
    switch text.withUTF8({ bytes in rule.parse(bytes).mapError { SpecFault(rule.message($0, bytes)) } }) {
    case .success(let number): value = number
    case .failure(let failure): fault(tree, keys.path(key), failure.message)
    }
  }

  /// The values of a list.
  mutating func items(_ tree: YAMLTree, _ path: String) -> [YAMLTree] { reader.list(tree, path) }

  /// A list of numbers; nothing where it is absent.
  mutating func numbers(_ keys: SpecKeys, _ key: String, _ range: ClosedRange<Double>) -> [Double]? {
    guard let tree = keys[key] else { return nil }
    let items = reader.list(tree, keys.path(key))
    return items.enumerated().compactMap { number($1, "\(keys.path(key))[\($0)]", range) }
  }

  /// A number for each tier under its name; tiers without one keep that of `default`. Nil where the key is absent.
  mutating func tiers(
    _ keys: SpecKeys, _ key: String, _ range: ClosedRange<Double>, default value: TierValues<Double>
  ) -> TierValues<Double>? {
    guard let tree = keys[key] else { return nil }
    var values = value
    let group = self.keys(tree, keys.path(key), GeneratedTier.allCases.map(\.rawValue))
    for tier in GeneratedTier.allCases { set(&values[tier], group, tier.rawValue, range) }
    return values
  }

  mutating func number(_ tree: YAMLTree, _ path: String, _ range: ClosedRange<Double>) -> Double? {
    let text = reader.text(tree, path)
    if let value = Double(text), range.contains(value) { return value }
    fault(tree, path, "\(quoted(text)) is not a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
    return nil
  }

  private func plain(_ bound: Double) -> String { bound == bound.rounded() ? String(Int(bound)) : String(bound) }
}

private struct SpecFault: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

extension YAMLTree {
  /// Empty, `~` or `null`.
  var isNull: Bool { if case .null = content { true } else { false } }
}

import ScenarioFiles
import SupplyModel

extension StudyReader {
  /// The variants that are listed one by one.
  mutating func variants(_ top: SettingsReader.Keys) -> [StudyVariant] {
    guard let list = top["variants"] else { return [] }
    let items = keys.list(top, "variants")
    if case .list = list.content, items.isEmpty {
      keys.fault(list.line, "variants", "is an empty list; expected at least one variant")
    }
    return items.enumerated().compactMap { variant($1, "variants[\($0)]") }
  }

  /// `name` and `changes`; without changes it is the scenario as it stands.
  private mutating func variant(_ node: YAMLTree, _ path: String) -> StudyVariant? {
    let group = keys.keys(node, path, allowed: ["name", "changes"])
    guard case .mapping = node.content else { return nil }
    keys.require(group, "name")
    let name = keys.text(group, "name") ?? ""
    if group["name"] != nil, name.isEmpty { keys.fault(line(group, "name"), group.path("name"), "is empty") }
    var changes: [StudyChange] = []
    for (index, item) in keys.list(group, "changes").enumerated() {
      if let change = change(item, "\(path).changes[\(index)]") { changes.append(change) }
    }
    return StudyVariant(name: name, line: node.line, changes: changes)
  }

  /// The axes of the grid, in their order.
  mutating func axes(_ top: SettingsReader.Keys) -> [StudyAxis] {
    guard let grid = top["grid"] else { return [] }
    guard case .mapping(let entries) = grid.content else {
      keys.fault(grid.line, "grid", "is \(grid.kind); expected a group of axes by their names")
      return []
    }
    if entries.isEmpty { keys.fault(grid.line, "grid", "is empty; expected at least one axis") }
    return entries.compactMap { entry in
      if StudyReader.reservedNames.contains(entry.key) {
        keys.fault(entry.line, "grid.\(entry.key)", "is a column that table.csv has anyhow; give the axis another name")
      }
      let alternatives = alternatives(entry.value, "grid.\(entry.key)")
      checkUnique(alternatives, "grid.\(entry.key)")
      return StudyAxis(name: entry.key, line: entry.line, alternatives: alternatives)
    }
  }

  private static let reservedNames = ["variant", "policy", "replications", "replication", "metric", "value", "front"]

  private mutating func alternatives(_ node: YAMLTree, _ path: String) -> [StudyVariant] {
    switch node.content {
    case .list(let items):
      if items.isEmpty { keys.fault(node.line, path, "is an empty list; expected at least one alternative") }
      return items.enumerated().compactMap { variant($1, "\(path)[\($0)]") }
    case .mapping(let entries): return valueAxis(node, entries, path)
    case .null, .scalar:
      keys.fault(node.line, path, "is \(node.kind); expected a change with values, or a list of named alternatives")
      return []
    }
  }

  /// An axis that is one change with several values.
  private mutating func valueAxis(_ node: YAMLTree, _ entries: [YAMLTree.Entry], _ path: String) -> [StudyVariant] {
    let given = entries.filter { ["values", "times", "plus"].contains($0.key) }
    guard given.count == 1, let amounts = given.first else {
      keys.fault(
        node.line, path, "has \(given.isEmpty ? "no" : "several") lists of values; expected one: values, times or plus")
      return []
    }
    guard case .list(let items) = amounts.value.content else {
      keys.fault(amounts.line, "\(path).\(amounts.key)", "is \(amounts.value.kind); expected a list")
      return []
    }
    if items.isEmpty {
      keys.fault(amounts.line, "\(path).\(amounts.key)", "is an empty list; expected at least one value")
    }
    let rest = entries.filter { $0.key != amounts.key }
    if let to = rest.first(where: { $0.key == "to" }) {
      keys.fault(to.line, "\(path).to", "an axis has several values; expected values, a list")
      return []
    }
    var alternatives: [StudyVariant] = []
    for (index, item) in items.enumerated() {
      let place = "\(path).\(amounts.key)[\(index)]"
      let word: String
      switch item.content {
      case .null: word = "default"
      case .scalar(let text): word = text.isEmpty ? "empty" : text
      case .list, .mapping:
        keys.fault(
          item.line, place, "is \(item.kind), which has no short name; write the axis as a list of named alternatives")
        continue
      }
      let key = amounts.key == "values" ? "to" : amounts.key
      let entry = YAMLTree.Entry(key: key, line: item.line, value: item)
      let whole = YAMLTree(file: node.file, line: node.line, content: .mapping(rest + [entry]))
      // What the values share is faulty or not for all of them: it is said once.
      let before = keys.faults.count
      guard let change = change(whole, path) else {
        if keys.faults.count > before { break }
        continue
      }
      let label =
        amounts.key == "times" ? "x" + word : amounts.key == "plus" && !word.hasPrefix("-") ? "+" + word : word
      alternatives.append(StudyVariant(name: label, line: item.line, changes: [change]))
    }
    return alternatives
  }

  private mutating func checkUnique(_ alternatives: [StudyVariant], _ path: String) {
    var names: Set<String> = []
    for alternative in alternatives where !names.insert(alternative.name).inserted {
      keys.fault(alternative.line, path, "\(quoted(alternative.name)) is the name of two alternatives")
    }
  }
}

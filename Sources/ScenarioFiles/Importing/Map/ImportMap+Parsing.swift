import SupplyModel

extension ImportMap {
  /// A map and the file it came from, as `extends:` asks for it.
  package typealias MapText = (text: String, file: String)

  /// Parses and checks a map.
  ///
  /// - Parameters:
  ///   - text: YAML.
  ///   - file: what faults call the map.
  ///   - parameters: values of the command line (`--set NAME=VALUE`).
  ///   - extending: finds the map that `extends:` names.
  /// - Throws: every fault of the map: unknown keys, missing ones, values that are not of their kind.
  package init(
    text: String, file: String, parameters: [(name: String, value: String)] = [],
    extending: (String) throws(ScenarioErrors) -> MapText = { name throws(ScenarioErrors) in
      try ImportMap.noMap(name)
    }
  ) throws(ScenarioErrors) {
    var tree = try ImportMap.tree(text, file)
    var depth = 0
    while let base = tree["extends"] {
      guard case .scalar(let name) = base.content, depth < 8 else {
        let message = depth < 8 ? "expected the name or path of a map" : "maps extend each other without end"
        throw ScenarioErrors(ScenarioError(file: base.file, line: base.line, column: "extends", message: message))
      }
      let (text, file) = try extending(name)
      tree = tree.without("extends").laid(over: try ImportMap.tree(text, file))
      depth += 1
    }
    var parser = MapParser(tree, file: file, given: parameters)
    self = parser.map()
    try throwFaults(parser.reader.faults)
  }

  private static func tree(_ text: String, _ file: String) throws(ScenarioErrors) -> YAMLTree {
    do { return try YAMLTree(yaml: text, file: file) } catch { throw ScenarioErrors(error) }
  }

  private static func noMap(_ name: String) throws(ScenarioErrors) -> MapText {
    throw ScenarioErrors(ScenarioError(file: name, message: "no such map"))
  }
}

/// Reads a map from its top, collecting faults.
struct MapParser {
  var reader = MapReader()
  private let tree: YAMLTree
  private let file: String
  private var parameters: MapParameters
  private var sources: [SourceRule] = []
  private var values: [ValueReader] = []

  init(_ tree: YAMLTree, file: String, given: [(name: String, value: String)]) {
    self.file = file
    parameters = MapParameters(tree["parameters"], given: given, file: file, reader: &reader)
    self.tree = parameters.filled(tree.without("parameters"), "", reader: &reader)
  }

  mutating func map() -> ImportMap {
    var keys = reader.mapping(
      tree, "",
      keys: [
        "version", "name", "about", "extends", "parameters", "values", "sources", "tables", "derive",
        "scenario",
      ], required: ["version", "sources"])
    if case .mapping = tree.content {
    } else {
      reader.fault(tree, "", "expected a group of keys with version, sources and tables, not \(tree.kind)")
    }
    if let version = keys["version"], reader.text(version, "version") != "1" {
      reader.fault(version, "version", "\(quoted(reader.text(version, "version"))) is unknown; expected 1")
    }
    let lookups = self.lookups(keys["values"])
    for entry in reader.entries(keys["sources"], "sources") {
      let (rule, value) = source(entry, lookups)
      sources.append(rule)
      values.append(value)
    }
    let tables = keys["tables"].map { self.tables($0) } ?? []
    let settings = keys["scenario"].map { self.settings($0) } ?? []
    let stock = keys["derive"].flatMap { derived($0, tables) }
    for index in sources.indices { close(index) }
    if tables.isEmpty { reader.fault(tree, "tables", "the map makes no table") }
    let name = keys.removeValue(forKey: "name").map { reader.text($0, "name") } ?? file
    return ImportMap(
      name: name, about: keys["about"].map { reader.text($0, "about") } ?? "", parameters: parameters.declared,
      sources: sources, tables: tables, stock: stock, settings: settings)
  }

  /// Slots may be added as long as tables are read; then the source knows all columns it needs.
  private mutating func close(_ index: Int) {
    sources[index].evaluator = RowEvaluator(
      derived: values[index].columns.derived, names: values[index].columns.names)
    sources[index].used = values[index].columns.used
  }

  private mutating func lookups(_ tree: YAMLTree?) -> [String: LookupTable] {
    var tables: [String: LookupTable] = [:]
    for entry in reader.entries(tree, "values") {
      tables[entry.key] = ValueReader.lookupTable(
        entry.value, "values.\(entry.key)", name: entry.key, reader: &reader)
    }
    return tables
  }
}

// MARK: Sources

extension MapParser {
  private mutating func source(
    _ entry: YAMLTree.Entry, _ lookups: [String: LookupTable]
  ) -> (SourceRule, ValueReader) {
    let path = "sources.\(entry.key)"
    let keys = reader.mapping(
      entry.value, path,
      keys: ["about", "delimiter", "encoding", "optional", "carry_down", "unpivot", "columns", "rules"])
    var value = ValueReader(columns: SourceColumns(), lookups: lookups)
    var rule = SourceRule(
      name: entry.key, delimiter: nil, encoding: .auto, evaluator: RowEvaluator(derived: [], names: []))
    if let tree = keys["delimiter"] { rule.delimiter = delimiter(tree, path + ".delimiter") }
    if let tree = keys["encoding"] {
      rule.encoding = reader.word(tree, path + ".encoding", SourceEncoding.self) ?? .auto
    }
    if let tree = keys["optional"] { rule.optional = Set(reader.texts(tree, path + ".optional")) }
    if let tree = keys["unpivot"] { rule.unpivot = unpivot(tree, path + ".unpivot", &value) }
    if let tree = keys["carry_down"] { rule.carryDown = carryDown(tree, path + ".carry_down", &value) }
    for column in reader.entries(keys["columns"], path + ".columns") {
      let parsed = value.value(column.value, "\(path).columns.\(column.key)", reader: &reader)
      value.columns.define(column.key, as: parsed)
    }
    for (index, tree) in reader.list(keys["rules"], path + ".rules").enumerated() {
      if let parsed = self.rule(tree, "\(path).rules[\(index)]", &value) { rule.rules.append(parsed) }
    }
    return (rule, value)
  }

  private mutating func delimiter(_ tree: YAMLTree, _ path: String) -> UInt8? {
    switch reader.text(tree, path) {
    case "auto": return nil
    case "tab", "\t": return 0x09
    case ",": return UInt8(ascii: ",")
    case ";": return UInt8(ascii: ";")
    case "|": return UInt8(ascii: "|")
    case let other:
      reader.fault(tree, path, "\(quoted(other)) is unknown; expected auto, \",\", \";\", \"|\", tab")
      return nil
    }
  }

  private mutating func unpivot(_ tree: YAMLTree, _ path: String, _ value: inout ValueReader) -> SourceRule.Unpivot {
    let keys = reader.mapping(tree, path, keys: ["except", "name", "value"], required: ["except", "name", "value"])
    let name = keys["name"].map { reader.text($0, path + ".name") } ?? ""
    let cell = keys["value"].map { reader.text($0, path + ".value") } ?? ""
    return SourceRule.Unpivot(
      except: keys["except"].map { reader.texts($0, path + ".except") } ?? [], nameSlot: value.columns.made(name),
      valueSlot: value.columns.made(cell))
  }

  private mutating func carryDown(
    _ tree: YAMLTree, _ path: String, _ value: inout ValueReader
  ) -> SourceRule.CarryDown {
    let keys = reader.mapping(tree, path, keys: ["key", "columns"], required: ["key", "columns"])
    let key = keys["key"].map { reader.text($0, path + ".key") } ?? ""
    let columns = keys["columns"].map { reader.texts($0, path + ".columns") } ?? []
    return SourceRule.CarryDown(
      key: value.columns.slot(for: key, path: path + ".key"),
      slots: columns.map { value.columns.slot(for: $0, path: path + ".columns") })
  }

  private mutating func rule(_ tree: YAMLTree, _ path: String, _ value: inout ValueReader) -> SourceRule.Rule? {
    let keys = reader.mapping(tree, path, keys: ["filter", "reject", "duplicate", "when", "unless", "of"])
    let kinds = ["filter", "reject", "duplicate"].filter { keys[$0] != nil }
    guard kinds.count == 1, let named = keys[kinds[0]] else {
      reader.fault(tree, path, "expected one of filter, reject, duplicate, with the reason as its value")
      return nil
    }
    let name = reader.text(named, "\(path).\(kinds[0])")
    if kinds[0] == "duplicate" {
      let columns = keys["of"].map { reader.texts($0, path + ".of") } ?? []
      return .duplicate(name: name, slots: columns.map { value.columns.slot(for: $0, path: path + ".of") })
    }
    let outcome: SourceRule.Outcome = kinds[0] == "filter" ? .filter : .reject
    if let when = keys["when"], keys["unless"] == nil {
      return .outcome(outcome, name: name, when: value.condition(when, path + ".when", &reader))
    }
    if let unless = keys["unless"], keys["when"] == nil {
      return .outcome(outcome, name: name, when: .not(value.condition(unless, path + ".unless", &reader)))
    }
    reader.fault(tree, path, "expected one of when, unless")
    return nil
  }
}

// MARK: Tables, stock, settings

extension MapParser {
  private mutating func tables(_ tree: YAMLTree) -> [TableRule] {
    let names = ContractTable.all.map(\.name)
    return reader.entries(tree, "tables").compactMap { entry in
      if case .null = entry.value.content { return nil }
      let path = "tables.\(entry.key)"
      guard let contract = ContractTable.all.first(where: { $0.name == entry.key }) else {
        let hint = maybeMeant(entry.key, among: names)
        reader.fault(
          YAMLTree(file: entry.value.file, line: entry.line, content: .null), path,
          "no table of a scenario folder; expected \(names.joined(separator: ", "))\(hint)")
        return nil
      }
      return table(contract, entry.value, path)
    }
  }

  /// The index of the source that `source:` names; without it, the only one.
  private mutating func sourceIndex(_ tree: YAMLTree?, _ owner: YAMLTree, _ path: String) -> Int? {
    guard let tree else {
      if sources.count == 1 { return 0 }
      reader.fault(owner, path, "the key source is missing; the map has \(sources.count) sources")
      return nil
    }
    let name = reader.text(tree, path + ".source")
    if let index = sources.firstIndex(where: { $0.name == name }) { return index }
    let known = sources.map(\.name)
    reader.fault(
      tree, path + ".source",
      "no source \(quoted(name)); expected \(known.joined(separator: ", "))"
        + maybeMeant(name, among: known))
    return nil
  }

  private mutating func table(_ contract: ContractTable, _ tree: YAMLTree, _ path: String) -> TableRule? {
    let keys = reader.mapping(
      tree, path, keys: ["source", "when", "columns", "key", "base"], required: ["columns"])
    guard let source = sourceIndex(keys["source"], tree, path) else { return nil }
    let when = keys["when"].map { values[source].condition($0, path + ".when", &reader) }
    var columns: [TableRule.Column] = []
    let names = contract.columns.map(\.name)
    let entries = reader.entries(keys["columns"], path + ".columns")
    for entry in entries {
      if case .null = entry.value.content { continue }
      let place = "\(path).columns.\(entry.key)"
      guard let column = contract.column(entry.key) else {
        reader.fault(
          YAMLTree(file: entry.value.file, line: entry.line, content: .null), place,
          "no column of \(contract.name).csv; expected \(names.joined(separator: ", "))"
            + maybeMeant(entry.key, among: names))
        continue
      }
      columns.append(self.column(column, entry.value, place, columns.map(\.name), source))
    }
    for column in contract.columns where column.isRequired && !columns.contains(where: { $0.name == column.name }) {
      reader.fault(keys["columns"] ?? tree, path + ".columns", "the column \(column.name) is missing")
    }
    var rule = TableRule(
      contract: contract, source: source, when: when, columns: columns, key: [],
      base: keys["base"].flatMap { reader.word($0, path + ".base", TableRule.BaseMode.self) } ?? .replace)
    if let key = keys["key"] {
      for name in reader.texts(key, path + ".key") {
        if let index = rule.index(of: name) {
          rule.key.append(index)
        } else {
          reader.fault(key, path + ".key", "\(quoted(name)) is no column of this table")
        }
      }
    } else {
      rule.key = contract.key.compactMap { rule.index(of: $0) }
    }
    if rule.base == .add, rule.key.isEmpty {
      reader.fault(keys["base"] ?? tree, path + ".base", "rows without a key cannot be added to a base's rows")
    }
    return rule
  }

  private mutating func column(
    _ column: ContractTable.Column, _ tree: YAMLTree, _ path: String, _ before: [String], _ source: Int
  ) -> TableRule.Column {
    var rule = TableRule.Column(
      name: column.name, kind: column.kind, isRequired: column.isRequired,
      filling: .value(ValueRule(origin: .constant([]))), isOfOrder: column.isOfOrder)
    if let within = tree["number_within"] {
      let name = reader.text(within, path + ".number_within")
      _ = reader.mapping(tree, path, keys: ["number_within"])
      if let index = before.firstIndex(of: name) {
        rule.filling = .numberWithin(index)
      } else {
        reader.fault(within, path + ".number_within", "\(quoted(name)) is no column above this one")
      }
      return rule
    }
    rule.filling = .value(
      values[source].value(tree, path, more: ["aggregate", "disagree"], reader: &reader))
    if let aggregate = tree["aggregate"] {
      rule.aggregate = reader.word(aggregate, path + ".aggregate", TableRule.Aggregate.self) ?? .same
    }
    if let disagree = tree["disagree"] {
      switch reader.text(disagree, path + ".disagree") {
      case "first": rule.takesFirstOfOrder = true
      case "reject": break
      case let other:
        reader.fault(disagree, path + ".disagree", "\(quoted(other)) is unknown; expected first, reject")
      }
      if !column.isOfOrder {
        reader.fault(disagree, path + ".disagree", "only columns of orders.csv that belong to the order may disagree")
      }
    }
    return rule
  }

  private mutating func settings(_ tree: YAMLTree) -> [SettingRule] {
    reader.entries(tree, "scenario").compactMap { entry in
      let path = "scenario.\(entry.key)"
      guard case .mapping = entry.value.content else {
        return SettingRule(key: entry.key, value: .text(reader.text(entry.value, path)))
      }
      let keys = reader.mapping(entry.value, path, keys: ["latest", "earliest", "source"])
      guard let source = sourceIndex(keys["source"], entry.value, path) else { return nil }
      if let column = keys["latest"] {
        let slot = values[source].columns.slot(for: reader.text(column, path + ".latest"), path: path)
        return SettingRule(key: entry.key, value: .latest(source: source, slot: slot))
      }
      if let column = keys["earliest"] {
        let slot = values[source].columns.slot(for: reader.text(column, path + ".earliest"), path: path)
        return SettingRule(key: entry.key, value: .earliest(source: source, slot: slot))
      }
      reader.fault(entry.value, path, "expected a value, { latest: COLUMN } or { earliest: COLUMN }")
      return nil
    }
  }

  private mutating func derived(_ tree: YAMLTree, _ tables: [TableRule]) -> DerivedStock? {
    let keys = reader.mapping(tree, "derive", keys: ["stock"])
    guard let stock = keys["stock"] else { return nil }
    if case .null = stock.content { return nil }
    let path = "derive.stock"
    if tables.contains(where: { $0.contract.name == "stock" }) {
      reader.fault(stock, path, "tables.stock already makes stock.csv")
    }
    if !tables.contains(where: { $0.contract.name == "orders" }) {
      reader.fault(stock, path, "stock is derived from orders.csv, which the map does not make")
    }
    return reader.derivedStock(stock, path)
  }
}

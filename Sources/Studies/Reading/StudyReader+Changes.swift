import ScenarioFiles
import SupplyModel

extension StudyReader {
  /// A change to a key of scenario.yaml, or to rows of a table; nil where it is faulty.
  mutating func change(_ node: YAMLTree, _ path: String) -> StudyChange? {
    guard case .mapping = node.content else {
      keys.fault(node.line, path, "is \(node.kind); expected a change: a group of keys")
      return nil
    }
    let before = keys.faults.count
    let kind: StudyChange.Kind?
    if node["set"] != nil {
      kind = setting(node, path)
    } else if node["table"] != nil {
      kind = rows(node, path)
    } else {
      keys.fault(node.line, path, "changes nothing; expected set, a key of scenario.yaml, or table")
      return nil
    }
    guard let kind, keys.faults.count == before else { return nil }
    return StudyChange(id: nextID(), line: node.line, path: path, kind: kind)
  }

  private mutating func setting(_ node: YAMLTree, _ path: String) -> StudyChange.Kind? {
    let group = keys.keys(node, path, allowed: ["set", "to", "times", "plus"])
    guard let text = keys.text(group, "set") else { return nil }
    guard let place = SettingPath(text) else {
      keys.fault(
        line(group, "set"), group.path("set"),
        "\(quoted(text)) is not a key of scenario.yaml; expected one such as replenishment.service_level or tariffs[0].minimum_days"
      )
      return nil
    }
    return amount(node, path).map { .setting(place, $0) }
  }

  /// One of `to`, `times` and `plus`.
  private mutating func amount(_ node: YAMLTree, _ path: String) -> Amount? {
    let given = ["to", "times", "plus"].compactMap { key in node[key].map { (key, $0) } }
    guard given.count == 1, let (key, value) = given.first else {
      keys.fault(
        node.line, path,
        given.isEmpty
          ? "has no value; expected to, times or plus" : "has several values; expected one of to, times and plus")
      return nil
    }
    if key == "to" { return .to(value) }
    guard let text = scalar(value, "\(path).\(key)") else { return nil }
    guard let number = StudyNumber(text) else {
      keys.fault(
        value.line, "\(path).\(key)", "\(quoted(text)) is not a number; expected one with at most nine decimals")
      return nil
    }
    if key == "times", number.billionths < 0 {
      keys.fault(value.line, "\(path).\(key)", "\(quoted(text)) is negative; expected a factor of 0 or more")
    }
    return key == "times" ? .times(number) : .plus(number)
  }

  // MARK: Rows

  private mutating func rows(_ node: YAMLTree, _ path: String) -> StudyChange.Kind? {
    let group = keys.keys(
      node, path, allowed: ["table", "where", "column", "to", "times", "plus", "add", "remove", "copy"])
    guard let name = keys.text(group, "table") else { return nil }
    let known = ContractTable.all.map(\.name)
    guard let table = ContractTable.all.first(where: { $0.name == name || $0.name + ".csv" == name }) else {
      keys.fault(
        line(group, "table"), group.path("table"), puzzle: Puzzle(value: name, candidates: .words(known)),
        "unknown table \(quoted(name))")
      return nil
    }
    let actions = ["column", "add", "remove", "copy"].filter { node[$0] != nil }
    guard actions.count == 1, let action = actions.first else {
      keys.fault(
        node.line, path,
        actions.isEmpty
          ? "changes nothing; expected column, add, remove or copy"
          : "does several things at once (\(actions.joined(separator: ", "))); expected a change for each")
      return nil
    }
    if action != "column" {
      for key in ["to", "times", "plus"] where node[key] != nil {
        keys.fault(line(group, key), group.path(key), "goes with column, not with \(action)")
      }
    }
    if action == "add" {
      if node["where"] != nil {
        keys.fault(line(group, "where"), group.path("where"), "goes with rows that are there, not with add")
      }
      return added(group, table).map { .add(table: table.name, rows: $0) }
    }
    let filters = filters(group, table)
    switch action {
    case "column": return cells(node, group, table).map { .rows(table: table.name, filters: filters, $0) }
    case "remove":
      if truth(group, "remove") != true { keys.fault(line(group, "remove"), group.path("remove"), "expected true") }
      if filters.isEmpty { keys.fault(node.line, path, "removes every row; say which by where") }
      return .rows(table: table.name, filters: filters, .remove)
    default:
      guard let copy = group["copy"] else {
        keys.fault(node.line, group.path("copy"), "is empty; expected the columns that differ in the copies")
        return nil
      }
      let values = values(copy, group.path("copy"), table)
      return .rows(table: table.name, filters: filters, .copy(values))
    }
  }

  /// The columns that change, and how.
  private mutating func cells(
    _ node: YAMLTree, _ group: SettingsReader.Keys, _ table: ContractTable
  ) -> StudyChange.RowAction? {
    guard let given = group["column"] else {
      keys.fault(node.line, group.path("column"), "is empty; expected a column or a list of columns")
      return nil
    }
    var columns: [String] = []
    if case .list(let items) = given.content {
      if items.isEmpty {
        keys.fault(given.line, group.path("column"), "is an empty list; expected at least one column")
      }
      for (index, item) in items.enumerated() {
        if let name = scalar(item, group.path("column[\(index)]")) { columns.append(name) }
      }
    } else if let name = scalar(given, group.path("column")) {
      columns.append(name)
    }
    for column in columns { checkColumn(column, table, given.line, group.path("column")) }
    let path = String(group.prefix.dropLast())
    guard let amount = amount(node, path) else { return nil }
    switch amount {
    case .to(let value):
      switch value.content {
      case .null, .scalar: break
      case .list, .mapping: keys.fault(value.line, group.path("to"), "is \(value.kind); expected one value for a cell")
      }
    case .times, .plus:
      for column in columns {
        guard let kind = table.column(column)?.kind, !kind.isNumeric else { continue }
        keys.fault(given.line, group.path("column"), "column \(quoted(column)) holds no numbers; expected to, a value")
      }
    }
    return .change(columns: columns, amount)
  }

  /// Notes a column that the table does not have.
  private mutating func checkColumn(_ column: String, _ table: ContractTable, _ line: Int, _ path: String) {
    guard table.column(column) == nil else { return }
    keys.fault(
      line, path, puzzle: Puzzle(value: column, candidates: .words(table.columns.map(\.name))),
      "\(table.name).csv has no column \(quoted(column))")
  }

  private mutating func added(_ group: SettingsReader.Keys, _ table: ContractTable) -> [[CellValue]]? {
    guard let given = group["add"] else {
      keys.fault(group.line, group.path("add"), "is empty; expected a list of rows")
      return nil
    }
    let items = keys.list(group, "add")
    if case .list = given.content, items.isEmpty {
      keys.fault(given.line, group.path("add"), "is an empty list; expected at least one row")
    }
    return items.enumerated().map { values($1, group.path("add[\($0)]"), table) }
  }

  /// Values by column: of a new row, or of what differs in a copy.
  private mutating func values(_ node: YAMLTree, _ path: String, _ table: ContractTable) -> [CellValue] {
    guard case .mapping(let entries) = node.content else {
      keys.fault(node.line, path, "is \(node.kind); expected values by column")
      return []
    }
    if entries.isEmpty { keys.fault(node.line, path, "is empty; expected values by column") }
    return entries.compactMap { entry in
      checkColumn(entry.key, table, entry.line, "\(path).\(entry.key)")
      if case .null = entry.value.content { return CellValue(column: entry.key, text: "") }
      return scalar(entry.value, "\(path).\(entry.key)").map { CellValue(column: entry.key, text: $0) }
    }
  }
}

extension CellKind {
  /// Whether its cells are numbers that can be multiplied.
  var isNumeric: Bool {
    switch self {
    case .quantity, .count, .number, .signed: true
    case .id, .text, .yesNo, .word: false
    }
  }

  /// Whether its cells count whole units.
  var isWhole: Bool { self == .quantity || self == .count }
}

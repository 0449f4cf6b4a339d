import SupplyModel

/// scenario.yaml of a generated network: the spec's `settings` and what the spec says elsewhere.
struct RetailSettings {
  /// The whole file as values.
  let tree: YAMLTree

  /// O(settings).
  init(_ spec: RetailSpec) {
    let file = spec.settings?.file ?? "spec"
    let line = spec.settings?.line ?? 1
    func value(_ text: String) -> YAMLTree { YAMLTree(file: file, line: line, content: .scalar(text)) }
    func mapping(_ entries: [(String, String)]) -> YAMLTree {
      let entries = entries.map { YAMLTree.Entry(key: $0.0, line: line, value: value($0.1)) }
      return YAMLTree(file: file, line: line, content: .mapping(entries))
    }
    let given = spec.settings ?? mapping([])
    var first = [("version", "1"), ("name", spec.name), ("currency", spec.currency), ("as_of", "\(spec.start)")]
    if given["horizon_days"] == nil { first.append(("horizon_days", "28")) }
    if given["default_service"] == nil, let service = RetailSettings.service(spec) {
      first.append(("default_service", service))
    }
    let simulation = YAMLTree.Entry(
      key: "simulation", line: line,
      value: mapping([("start", "\(spec.start)"), ("days", "\(spec.days)"), ("seed", "\(spec.seed)")]))
    let last = YAMLTree(file: file, line: line, content: .mapping([simulation]))
    // Keys of the first come first, those of the settings next, and `simulation` stays where the settings have it.
    tree = last.laid(over: given.laid(over: mapping(first)))
  }

  /// The service that parcels go by where `settings` name none: `standard` where it is offered, else the first tariff's.
  private static func service(_ spec: RetailSpec) -> String? {
    if spec.network.writesLanes { return "standard" }
    guard let tariffs = spec.settings?["tariffs"], case .list(let items) = tariffs.content else { return nil }
    let services = items.map { item -> String in
      if let service = item["service"], case .scalar(let text) = service.content { return text }
      return "standard"
    }
    return services.contains("standard") ? "standard" : services.first
  }

  /// The text of the file.
  func text(_ spec: RetailSpec) -> String {
    """
    # A generated network: \(spec.network.nodes) nodes, \(spec.network.zones) zones, \(spec.skuCount) SKUs, \
    seed \(spec.seed).
    # Made by `allot generate --spec`; the same spec and seed give the same bytes.

    """ + tree.yaml
  }
}

extension SettingsDraft {
  /// What is wrong with the values of a scenario.yaml, as reading it would say.
  static func faults(in tree: YAMLTree) -> [ScenarioError] {
    SettingsDraft(tree).faults.first().map { fault in
      var hint: String?
      if let puzzle = fault.puzzle, case .words(let words) = puzzle.candidates {
        hint = nearestWord(to: puzzle.value, among: words)
      }
      return ScenarioError(
        file: tree.file, line: fault.line, column: fault.column.map { "settings.\($0)" },
        message: fault.message + maybeMeant(hint))
    }
  }
}

import ScenarioFiles
import SupplyModel

/// Takes a study out of the values of study.yaml; faults go to `keys`.
struct StudyReader {
  var keys: SettingsReader
  /// nil where there is no scenario to compare with.
  var tables: BaseTables?
  private var changes = 0
  private let path: String
  private let metrics: (StudyCommand) -> [String]

  init(path: String, metrics: @escaping (StudyCommand) -> [String]) {
    keys = SettingsReader(file: path)
    self.path = path
    self.metrics = metrics
  }

  /// A number for the next change.
  mutating func nextID() -> Int {
    changes += 1
    return changes
  }

  private static let allowed = [
    "version", "name", "scenario", "command", "policies", "replications", "seed", "base", "variants", "grid", "front",
  ]

  mutating func read(_ root: YAMLTree) -> Study {
    let top = keys.keys(root, "", allowed: StudyReader.allowed)
    var study = Study(name: "", file: path, scenario: "")
    guard case .mapping = root.content else { return study }
    for key in ["version", "name", "scenario", "policies"] { keys.require(top, key) }
    if let version = keys.text(top, "version"), version != "1" {
      keys.fault(line(top, "version"), "version", "\(quoted(version)) is not a version known here; expected 1")
    }
    readName(top, &study)
    readScenario(top, &study)
    readCommand(top, &study)
    readRepetitions(top, &study)
    study.includesBase = truth(top, "base") ?? true
    study.listed = variants(top)
    study.axes = axes(top)
    readFront(top, &study)
    checkNames(study)
    checkSize(study, top)
    return study
  }

  func line(_ group: SettingsReader.Keys, _ key: String) -> Int { group[key]?.line ?? group.line }

  // MARK: What is run

  private mutating func readName(_ top: SettingsReader.Keys, _ study: inout Study) {
    guard let name = keys.text(top, "name") else { return }
    study.name = name
    // It becomes the name of a folder.
    let isPlain = name.utf8.allSatisfy { byte in
      byte > 0x7F || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    guard !isPlain || name.isEmpty || name.hasPrefix(".") else { return }
    keys.fault(
      line(top, "name"), "name",
      "\(quoted(name)) cannot name a folder; expected letters, digits, -, _ and points behind the first letter")
  }

  private mutating func readScenario(_ top: SettingsReader.Keys, _ study: inout Study) {
    guard let name = keys.text(top, "scenario") else { return }
    let base = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    study.scenario = name.hasPrefix("/") ? name : base + name
    if name.isEmpty {
      keys.fault(line(top, "scenario"), "scenario", "is empty; expected the scenario's folder")
    } else if let folder = ScenarioFolder(study.scenario) {
      tables = BaseTables(folder)
    } else {
      keys.fault(line(top, "scenario"), "scenario", "no such folder: \(quoted(study.scenario))")
    }
  }

  private mutating func readCommand(_ top: SettingsReader.Keys, _ study: inout Study) {
    let words = StudyCommand.allCases.map(\.rawValue)
    if let text = keys.text(top, "command") {
      guard let command = StudyCommand(rawValue: text) else {
        keys.fault(
          line(top, "command"), "command", puzzle: Puzzle(value: text, candidates: .words(words)),
          "\(quoted(text)) cannot be studied; expected one of \(words.joined(separator: ", "))")
        return
      }
      study.command = command
    }
    let items = keys.list(top, "policies")
    if let list = top["policies"], case .list = list.content, items.isEmpty {
      keys.fault(list.line, "policies", "is an empty list; expected at least one policy")
    }
    for (index, item) in items.enumerated() {
      let place = "policies[\(index)]"
      guard let policy = scalar(item, place) else { continue }
      if let fault = StudyPolicy.fault(policy, study.command) {
        keys.fault(item.line, place, fault)
      } else if study.policies.contains(policy) {
        keys.fault(item.line, place, "\(quoted(policy)) is named twice")
      } else {
        study.policies.append(policy)
      }
    }
  }

  private mutating func readRepetitions(_ top: SettingsReader.Keys, _ study: inout Study) {
    study.replications = study.command == .assign ? 1 : 5
    if let count = keys.number(top, "replications", .quantity) { study.replications = Int(count) }
    if study.command == .assign, study.replications > 1 {
      keys.fault(
        line(top, "replications"), "replications",
        "assign draws no random numbers, every replication would be the same; expected 1")
    }
    guard let text = keys.text(top, "seed") else { return }
    study.seed = UInt64(text)
    if study.seed == nil {
      keys.fault(
        line(top, "seed"), "seed", "\(quoted(text)) is not a seed; expected a whole number from 0 to \(UInt64.max)")
    }
  }

  private mutating func readFront(_ top: SettingsReader.Keys, _ study: inout Study) {
    switch study.command {
    case .assign:
      study.front = [
        FrontMetric(name: "cost_total", isHigherBetter: false), FrontMetric(name: "units_filled", isHigherBetter: true),
      ]
    case .simulate:
      study.front = [
        FrontMetric(name: "cost_to_serve", isHigherBetter: false),
        FrontMetric(name: "turnover_days", isHigherBetter: false),
      ]
    }
    guard let given = top["front"] else { return }
    let items = keys.list(top, "front")
    guard case .list = given.content else { return }
    if items.count != 2 {
      keys.fault(given.line, "front", "has \(items.count) entries; expected two metrics, such as [\(example(study))]")
    }
    study.front = items.enumerated().compactMap { index, item in
      metric(item, "front[\(index)]", metrics(study.command))
    }
    if study.front.count == 2, study.front[0].name == study.front[1].name {
      keys.fault(given.line, "front", "names one metric twice; expected two that are at odds")
    }
  }

  private func example(_ study: Study) -> String {
    study.front.map { ($0.isHigherBetter ? "max " : "") + $0.name }.joined(separator: ", ")
  }

  private mutating func metric(_ item: YAMLTree, _ place: String, _ known: [String]) -> FrontMetric? {
    guard let text = scalar(item, place) else { return nil }
    let words = text.split(separator: " ")
    let isMarked = words.count == 2 && (words[0] == "max" || words[0] == "min")
    guard words.count == 1 || isMarked, let name = words.last.map(String.init) else {
      keys.fault(
        item.line, place, "\(quoted(text)) is not a metric; expected its name, with max before it where more is better")
      return nil
    }
    if !known.contains(name) {
      keys.fault(
        item.line, place, puzzle: Puzzle(value: name, candidates: .words(known)), "unknown metric \(quoted(name))")
    }
    return FrontMetric(name: name, isHigherBetter: isMarked && words[0] == "max")
  }

  // MARK: All together

  private mutating func checkNames(_ study: Study) {
    var names: Set<String> = study.includesBase ? [Study.base] : []
    for (index, variant) in study.listed.enumerated() where !names.insert(variant.name).inserted {
      let hint =
        variant.name == Study.base && study.includesBase
        ? "; the variant without changes has it, unless the study says base: false" : ""
      keys.fault(
        variant.line, "variants[\(index)].name", "\(quoted(variant.name)) is the name of two variants" + hint)
    }
    if study.listed.isEmpty, study.axes.isEmpty, !study.includesBase {
      keys.fault(1, "", "there is nothing to run: no variants, no grid, and base: false")
    }
  }

  private mutating func checkSize(_ study: Study, _ top: SettingsReader.Keys) {
    let line = line(top, top["grid"] == nil ? "replications" : "grid")
    let factors = [study.variantCount ?? .max, study.policies.count, study.replications]
    // At most 2^63 x 2^17 x 2^31: policies stand in a file of a mebibyte.
    let product = factors.reduce(Int128(1)) { $0 * Int128($1) }
    guard product > Int128(Study.runLimit) else {
      // Few enough to look at each.
      var names = Set<String>()
      for variant in study.variants where !names.insert(variant.name).inserted && !variant.labels.allSatisfy(\.isEmpty)
      {
        keys.fault(variant.line, "grid", "\(quoted(variant.name)) is the name of two variants")
      }
      return
    }
    let digits = study.variantCount == nil ? "more than \(Int64.max)" : "\(product)"
    keys.fault(
      line, "",
      "\(digits) runs (\(factors[0]) variants x \(factors[1]) policies x \(factors[2]) replications); expected at most \(Study.runLimit)"
    )
  }

  // MARK: Values

  /// The text of a single value.
  mutating func scalar(_ node: YAMLTree, _ place: String) -> String? {
    if case .scalar(let text) = node.content { return text }
    keys.fault(node.line, place, "is \(node.kind); expected one value")
    return nil
  }

  /// Yes or no.
  mutating func truth(_ group: SettingsReader.Keys, _ key: String) -> Bool? {
    guard var text = keys.text(group, key) else { return nil }
    if let truth = text.withUTF8(parseBoolean) { return truth }
    keys.fault(line(group, key), group.path(key), "\(quoted(text)) is not a yes or no; expected true or false")
    return nil
  }
}

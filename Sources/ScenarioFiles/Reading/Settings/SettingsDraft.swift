import SupplyModel

/// What scenario.yaml says, before the tables are read.
struct SettingsDraft: Sendable {
  var settings = ScenarioSettings(asOf: Day(number: 0))
  /// The default service first, then those of the tariffs.
  var services = IdentifierTable()
  /// The line of `default_service`, where it is given.
  var defaultServiceLine: Int?
  /// Whether any tariff is for the default service.
  var tariffsKnowDefault = false
  var faults: FaultList

  static let file = "scenario.yaml"

  init() {
    faults = FaultList(file: SettingsDraft.file)
    services = IdentifierTable(["standard"])
  }

  /// Reads scenario.yaml.
  /// - Parameters:
  ///   - path: where the file is.
  ///   - needsUnfilled: whether a missing `unfilled` is a fault.
  init(path: String, needsUnfilled: Bool) {
    self.init()
    let root: YAMLTree
    do throws(ScenarioError) {
      let file = try MappedFile(path: path, name: SettingsDraft.file)
      guard file.bytes.count <= 16 << 20 else {
        throw ScenarioError(file: file.name, message: "is larger than 16 MiB")
      }
      defer { withExtendedLifetime(file) {} }
      root = try YAMLTree(utf8: file.bytes, file: file.name)
    } catch {
      faults.add(error)
      return
    }
    read(root, needsUnfilled: needsUnfilled)
  }

  /// Reads the values of a scenario.yaml that is yet to be written.
  init(_ root: YAMLTree) {
    self.init()
    read(root, needsUnfilled: false)
  }

  private mutating func read(_ root: YAMLTree, needsUnfilled: Bool) {
    var reader = SettingsReader(file: SettingsDraft.file)
    read(root, needsUnfilled: needsUnfilled, &reader)
    faults.add(reader.faults)
  }

  private static let keys = [
    "version", "name", "currency", "timezone", "as_of", "horizon_days", "default_service", "tariffs",
    "transfer_tariff", "unfilled", "lateness", "limits", "replenishment", "policy", "simulation",
  ]

  private mutating func read(_ root: YAMLTree, needsUnfilled: Bool, _ reader: inout SettingsReader) {
    let keys = reader.keys(root, "", allowed: SettingsDraft.keys)
    guard case .mapping = root.content else { return }
    readVersion(keys, &reader)
    settings.name = reader.text(keys, "name") ?? ""
    settings.currency = reader.text(keys, "currency") ?? ""
    readTimezone(keys, &reader)
    reader.require(keys, "as_of")
    if let asOf = reader.day(keys, "as_of") { settings.asOf = asOf }
    settings.horizonDays = reader.number32(keys, "horizon_days", .someDays)
    if let service = reader.text(keys, "default_service") {
      if service.isEmpty {
        reader.fault(keys.line, "default_service", "is empty; expected the name of a service")
      } else {
        services = IdentifierTable([service])
        defaultServiceLine = keys["default_service"]?.line
      }
    }
    readTariffs(keys, &reader)
    settings.transferTariff = SettingsDraft.transferTariff(keys, &reader)
    if needsUnfilled { reader.require(keys, "unfilled") }
    settings.unfilled = SettingsDraft.unfilled(keys, &reader)
    if let lateness = reader.keys(keys, "lateness", allowed: ["per_order_day"]) {
      settings.latenessPerOrderDay = reader.money(lateness, "per_order_day") ?? .zero
    }
    settings.limits = SettingsDraft.limits(keys, &reader)
    settings.replenishment = SettingsDraft.replenishment(keys, &reader)
    if let policy = reader.choice(keys, "policy", Vocabulary.policy) { settings.policy = policy }
    (settings.simulation, settings.usesSimulation) = SettingsDraft.simulation(keys, &reader)
  }

  private func readVersion(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) {
    reader.require(keys, "version")
    guard let version = reader.text(keys, "version"), version != "1" else { return }
    reader.fault(keys["version"]?.line ?? 1, "version", "\(quoted(version)) is not a version known here; expected 1")
  }

  private mutating func readTimezone(_ keys: SettingsReader.Keys, _ reader: inout SettingsReader) {
    guard let name = reader.text(keys, "timezone") else { return }
    settings.timezone = name
    if let clock = LocalClock(timezone: name) {
      settings.clock = clock
    } else {
      reader.fault(
        keys["timezone"]?.line ?? 1, "timezone", puzzle: Puzzle(value: name, candidates: .timezones),
        "unknown time zone \(quoted(name)); expected a name such as Asia/Shanghai")
    }
  }
}

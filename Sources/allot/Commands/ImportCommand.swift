import ArgumentParser
import Reports
import ScenarioFiles
import SupplyModel

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a scenario folder from another system's exports.",
    subcommands: [ImportTableCommand.self])
}

struct ImportTableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Import tables (CSV, plain or .gz) by a mapping file.",
    discussion: """
      Maps that come with allot: \(ShippedMap.allCases.map(\.rawValue).joined(separator: ", ")). Rows that cannot be \
      used go to rejected.csv with the reason; import.json counts every row. scenarios/maps/README.md explains maps.
      """)

  @Argument(help: "The files, in the order of the map's sources, or NAME=FILE for each.")
  var sources: [String]

  @Option(help: "A mapping file, or the name of a map that comes with allot.")
  var map: String

  @Option(help: "The folder to write; replaced only if this command wrote it.")
  var output: String

  @Option(help: "A folder whose files (network, costs) are copied beside the imported tables.")
  var base: String?

  @Option(name: .customLong("set"), help: "NAME=VALUE for a parameter of the map; may be repeated.")
  var settings: [String] = []

  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    clock.begin("importing")
    let map = try ImportMap.load(map, parameters: try parameters())
    let files = sources.map { ImportSource(argument: $0, map: map) }
    var report: ImportReport?
    try common.write(to: output, command: "import", clock: clock) { folder in
      clock.begin("importing")
      report = try importTables(map: map, sources: files, base: base, to: folder.path)
    }
    guard let report else { return }
    common.show(report.notices.map { Notice($0) })
    common.tell(ImportTable(report).text)
    if common.json { print(try report.json(), terminator: "") }
    common.say("wrote \(output) in \(seconds(clock.seconds))")
  }

  private func parameters() throws -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("--set '\(setting)': expected NAME=VALUE.")
      }
      if values.contains(where: { $0.name == parts[0] }) {
        throw ValidationError("--set: '\(parts[0])' is given twice.")
      }
      values.append((parts[0], parts[1]))
    }
    return values
  }
}

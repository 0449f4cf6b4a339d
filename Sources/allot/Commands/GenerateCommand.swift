import ArgumentParser
import Foundation
import ScenarioFiles
import SupplyModel

extension GeneratorOptions.Size: ExpressibleByArgument {}

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a synthetic scenario; the same seed gives the same bytes.")

  @Argument(help: "The folder to write; replaced only if this command wrote it.")
  var folder: String

  @Option(help: "A named size: XS, S, M or L (10 to 1,000 nodes, 500 to 1,000,000 orders).")
  var size: GeneratorOptions.Size?

  @Option(help: "Nodes of all tiers.") var nodes: Int?
  @Option(help: "SKUs.") var skus: Int?
  @Option(help: "Customer orders.") var orders: Int?
  @Option(help: "Delivery zones.") var zones: Int?
  @Option(help: "Days over which orders are placed; more than one adds walk-in demand.") var days: Int?

  @Option(help: "A spec of a whole retail network to be simulated; scenarios/README.md explains every key.")
  var spec: String?

  @Option(help: "With --spec: this many times the stores, zones and SKUs, for a quick variant.") var scale: Double?

  @OptionGroup var common: RunOptions

  func validate() throws {
    let sizes: [(String, Bool)] = [
      ("--size", size != nil), ("--nodes", nodes != nil), ("--skus", skus != nil), ("--orders", orders != nil),
      ("--zones", zones != nil), ("--days", days != nil),
    ]
    if spec != nil, let given = sizes.first(where: \.1) {
      throw ValidationError("\(given.0): the spec says it; give either --spec or sizes.")
    }
    if let scale {
      if spec == nil { throw ValidationError("--scale: only a spec can be scaled; give --spec, too.") }
      if !(0.0001...1).contains(scale) { throw ValidationError("--scale \(scale): expected 0.0001 to 1.") }
    }
  }

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    clock.begin("generating")
    if let spec { return try generateRetail(spec, clock) }
    var options = size.map { GeneratorOptions(size: $0, seed: common.seed ?? 1) } ?? GeneratorOptions()
    options.seed = common.seed ?? 1
    options.nodes = nodes ?? options.nodes
    options.skus = skus ?? options.skus
    options.orders = orders ?? options.orders
    options.zones = zones ?? options.zones
    options.days = days ?? options.days
    let scenario = try generateScenario(options)
    try common.write(to: folder, command: "generate", clock: clock) { folder in try scenario.write(to: folder.path) }
    common.tell(
      "\(folder): \(options.nodes) nodes, \(options.zones) zones, \(options.skus) SKUs, \(options.orders) orders, "
        + "seed \(options.seed)")
    common.say("wrote \(folder) in \(seconds(clock.seconds))")
  }

  private func generateRetail(_ path: String, _ clock: PhaseClock) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      let missing = ScenarioError(file: path, message: "no such file")
      throw ScenarioErrors(listed: [missing], count: 1, isMissingFolder: true)
    }
    var spec = try RetailSpec(text: String(decoding: data, as: UTF8.self), file: path)
    if let seed = common.seed { spec.seed = seed }
    if let scale { spec = spec.scaled(by: scale) }
    let scenario = RetailScenario(spec)
    try common.write(to: folder, command: "generate", clock: clock) { folder in
      try scenario.write(to: folder.path, threads: common.threads)
    }
    common.tell(
      "\(folder): \(spec.network.nodes) nodes, \(spec.network.zones) zones, \(spec.skuCount) SKUs, \(spec.days) days, "
        + "seed \(spec.seed)")
    common.say("wrote \(folder) in \(seconds(clock.seconds))")
  }
}

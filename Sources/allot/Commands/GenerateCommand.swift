import ArgumentParser
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

  @OptionGroup var common: RunOptions

  func run() throws {
    let clock = PhaseClock(quiet: common.quiet)
    clock.begin("generating")
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
}

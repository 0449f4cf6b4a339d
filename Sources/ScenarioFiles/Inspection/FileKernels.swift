@_spi(Benchmarks) import SupplyModel

/// The door through which microbenchmarks reach the reading and writing of files. Nothing else uses it.
@_spi(Benchmarks) public enum FileKernels {
  /// Writes a generated scenario into a folder that exists.
  public static func generate(nodes: Int, zones: Int, skus: Int, orders: Int, seed: UInt64, into folder: String) throws
  {
    let options = GeneratorOptions(nodes: nodes, zones: zones, skus: skus, orders: orders, seed: seed)
    try generateScenario(options).write(to: folder)
  }

  /// Reads and checks a scenario.
  public static func read(_ folder: String, threads: Int) throws -> ScenarioBox {
    ScenarioBox(try readScenario(at: folder, options: ReadingOptions(threads: threads, requires: .assign)))
  }

  /// The same, of a scenario that may have no orders: for replenishment.
  public static func readStock(_ folder: String, threads: Int) throws -> ScenarioBox {
    ScenarioBox(try readScenario(at: folder, options: ReadingOptions(threads: threads)))
  }

  /// Writes every file of a plan to a temporary folder beside `folder`, and removes it.
  public static func write(_ plan: PlanBox, of scenario: ScenarioBox, beside folder: String) throws {
    let output = try OutputFolder(at: folder, command: "assign")
    defer { output.discard() }
    try PlanWriter(scenario: scenario.scenario).write(plan.plan, to: output)
  }
}

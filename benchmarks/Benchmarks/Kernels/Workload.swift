import Foundation
@_spi(Benchmarks) import Fulfillment
@_spi(Benchmarks) import ScenarioFiles
@_spi(Benchmarks) import SupplyModel

/// The scenario of all kernels: as large as S, generated once into a temporary folder that is removed at the end.
final class Workload: Sendable {
  /// The folder of the scenario.
  let folder: String
  let scenario: ScenarioBox
  let kernels: FulfillmentKernels
  let plan: PlanBox

  init() throws {
    folder = NSTemporaryDirectory() + "allot-kernels-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileKernels.generate(nodes: 20, zones: 50, skus: 1_000, orders: 10_000, seed: 101, into: folder)
    scenario = try FileKernels.read(folder, threads: 1)
    kernels = FulfillmentKernels(scenario, passes: 20, threads: 1)
    plan = try kernels.usualPlan()
  }

  /// Where plans go; nothing stays there.
  var output: String { folder + "/out" }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

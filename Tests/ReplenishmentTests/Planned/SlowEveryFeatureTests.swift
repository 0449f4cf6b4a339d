import Replenishment
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// Every policy with every feature switched on at random: written, read back and audited.
@Suite struct SlowEveryFeatureTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func everyPlanPassesTheAudit(block: UInt64) throws {
    let folder = try TemporaryFolder()
    for seed in block * 60..<(block + 1) * 60 {
      let network = HandNetwork.withFeatures(seed)
      let planner = ReplenishmentPlanner(network.scenario, forecast: network.forecast)
      for policy in [ReplenishmentPolicy.planned, .baseStock, .minMax, .none] {
        let plan = try planner.plan(policy)
        if let cost = plan.summary.objective, let bound = plan.summary.lowerBound {
          #expect(bound <= cost, "seed \(seed): bound \(bound), plan \(cost)")
        }
        let path = folder.path(of: "\(seed)-\(policy)")
        let output = try OutputFolder(at: path, command: "replenish")
        try ReplenishmentWriter(scenario: network.scenario).write(plan, to: output)
        try output.commit(
          RunRecord(command: "replenish", version: "test", threads: 1, phases: [], peakMemoryBytes: nil))
        let files = try ReplenishmentReader.read(from: path, scenario: network.scenario)
        #expect(files.transfers.count == plan.transfers.count && files.projection == plan.projection)
        let report = ReplenishmentAudit.audit(scenario: network.scenario, plan: files)
        #expect(report.isClean, "seed \(seed) \(policy): \(report.breaches.prefix(3))")
      }
    }
  }
}

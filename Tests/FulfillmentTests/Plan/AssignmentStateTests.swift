import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

@Suite struct AssignmentStateTests {
  private func rows(_ takes: [Take]) -> [EngineProbe.Row] {
    takes.map { EngineProbe.Row(line: LineIndex($0.line), node: NodeIndex($0.node), quantity: Int32($0.units)) }
  }

  /// Orders served again and again by random ways, longer and shorter ones: what is left is the limits less what the
  /// last way of each takes; and all of the limits once every order is served by nothing.
  @Test func servingAndReleasingSettlesExactly() {
    for seed in 0..<300 as Range<UInt64> {
      let world = ReferenceWorld(scenario: RandomScenario.make(seed: seed))
      let probe = EngineProbe(world.scenario)
      let limits = world.limits()
      let ways = world.scenario.orders.indices.map { world.ways(order: $0, within: limits) }
      var stream = RandomStream(seed: seed, purpose: "steps")
      var steps: [(order: Int, rows: [EngineProbe.Row])] = []
      var last = [[Take]](repeating: [], count: ways.count)
      for _ in 0..<12 {
        let order = stream.uniform(below: ways.count)
        last[order] = ways[order][stream.uniform(below: ways[order].count)].takes
        steps.append((order, rows(last[order])))
      }
      let once = last.indices.map { (order: $0, rows: rows(last[$0])) }
      #expect(probe.remaining(after: steps) == probe.remaining(after: once), "seed \(seed)")
      let nothing = last.indices.map { (order: $0, rows: [EngineProbe.Row]()) }
      #expect(probe.remaining(after: steps + nothing) == probe.tables.resources.limits, "seed \(seed)")
    }
  }

  @Test func everyLimitedResourceIsTaken() {
    var hand = HandScenario()
    hand.node("A") {
      $0.capacityOrders = 5
      $0.capacityUnits = 50
    }
    hand.sku("X")
    hand.zone("Z")
    hand.stock("A", "X", 9, reserved: 1, protected: 2)
    hand.lane("A", "Z", capacity: 7) { _ in }
    hand.order("O", to: "Z", [.init("X", 3), .init("X", 1)])
    let probe = EngineProbe(hand.scenario)
    let left = probe.remaining(after: [
      (0, [.init(line: 0, node: 0, quantity: 3), .init(line: 1, node: 0, quantity: 1)])
    ])
    let resources = probe.tables.resources
    #expect(left[resources.stock(0)] == 4)
    #expect(left[resources.protected(0)] == 2)
    #expect(left[resources.capacityOrders(0)] == 4)
    #expect(left[resources.capacityUnits(0)] == 46)
    #expect(left[resources.lane(0)] == 3)
  }
}

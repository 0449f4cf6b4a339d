import Fulfillment
import RandomStreams
import SupplyModel
import TestSupport
import Testing

@Suite struct ParcelMinorantTests {
  /// Over random contents of random orders at every node: bands, minimum costs, included weight, locked parcels.
  @Test func theLinearFunctionNeverExceedsTheRealCost() throws {
    var compared = 0
    for seed in 0..<1_500 as Range<UInt64> {
      let scenario = RandomScenario.make(seed: seed)
      let world = ReferenceWorld(scenario: scenario)
      let probe = EngineProbe(scenario)
      var stream = RandomStream(seed: seed, purpose: "contents")
      for order in scenario.orders.indices {
        let lines = world.openLines(order).filter { !scenario.skus[Int(scenario.lines[$0].sku)].shipsAlone }
        for node in scenario.nodes.indices {
          for _ in 0..<4 where !lines.isEmpty {
            var content: [EngineProbe.Row] = []
            for line in lines where stream.bernoulli(0.6) {
              let units = stream.uniform(in: 1...Int(scenario.lines[line].quantity))
              content.append(
                EngineProbe.Row(line: LineIndex(line), node: NodeIndex(node), quantity: Int32(units)))
            }
            guard !content.isEmpty,
              let parcel = probe.parcel(order: order, node: NodeIndex(node), content: content),
              let cost = parcel.cost
            else { continue }
            #expect(parcel.minorant <= cost, "seed \(seed), order \(order), node \(node)")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 5_000)
  }

  /// One band, no minimum, nothing included: the function is the cost itself, but for rounding.
  @Test func aPlainLaneIsMetWithinMillionths() throws {
    var hand = HandScenario()
    hand.node("A")
    hand.sku("X", kilograms: 0.7)
    hand.sku("Y", kilograms: 1.3)
    hand.zone("Z")
    hand.stock("A", "X", 9)
    hand.stock("A", "Y", 9)
    hand.lane("A", "Z") {
      $0.costPerShipment = Money(units: 4)
      $0.costPerUnit = Money(millionths: 250_000)
      $0.costPerKilogram = Money(millionths: 1_110_000)
    }
    hand.order("O", to: "Z", [.init("X", 2), .init("Y", 3)])
    let probe = EngineProbe(hand.scenario)
    for (x, y) in [(1, 0), (0, 2), (2, 3)] as [(Int32, Int32)] {
      let rows = [(0, x), (1, y)].filter { $0.1 > 0 }.map {
        EngineProbe.Row(line: LineIndex($0.0), node: 0, quantity: $0.1)
      }
      let parcel = try #require(probe.parcel(order: 0, node: 0, content: rows))
      let cost = 4_000_000 + 250_000 * Int64(x + y) + (Int64(x) * 7 + Int64(y) * 13) * 111_000
      #expect(parcel.cost == cost)
      #expect((cost - 4...cost).contains(parcel.minorant))
    }
  }
}

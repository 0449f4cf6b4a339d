import Fulfillment
import Simulation
import SupplyModel
import TestSupport
import Testing

/// Batches that `optimal` decides as a whole.
@Suite struct JointBatchTests {
  /// One unit near, plenty far away, and two orders: the first would pay 1 or 2 for its parcel, the second 1 or 20.
  private func replay(every hours: Double) -> HandReplay {
    var replay = HandReplay(days: 1)
    replay.sku()
    replay.hand.scenario.settings.unfilled?.perUnit = Money(units: 100)
    for node in ["near", "far"] { replay.hand.node(node, .central) }
    replay.hand.stock("near", "A", 1)
    replay.hand.stock("far", "A", 9)
    for (zone, far) in [("Y", 2), ("Z", 20)] as [(String, Int64)] {
      replay.hand.zone(zone)
      replay.lane("near", zone, cost: 1)
      replay.lane("far", zone, cost: far)
    }
    replay.order("first", 0, 9, to: "Y")
    replay.order("second", 0, 10, to: "Z")
    replay.simulation.everyHours = hours
    return replay
  }

  @Test func theUnitGoesWhereItIsMissedMost() throws {
    let story = try replay(every: 24).replay(.optimal)
    #expect(story.log.suffix(2) == ["0 shipped far first 1 by 0", "0 shipped near second 1 by 0"])
    #expect(story[.carrierCost] == 3)
  }

  /// On arrival, or in batches of their own, nobody knows of the second one yet.
  @Test(arguments: [0, 1]) func eachOrderByItselfTakesTheCheapest(every hours: Double) throws {
    let story = try replay(every: hours).replay(.optimal)
    #expect(story[.carrierCost] == 21)
  }

  /// The places of a node are scarce just so: one order near, though the first came first.
  @Test func aPlaceGoesWhereItIsMissedMost() throws {
    var replay = replay(every: 24)
    replay.hand.scenario.stock[0].onHand = 9
    replay.hand.scenario.nodes[0].capacityOrders = 1
    #expect(try replay.replay(.optimal)[.carrierCost] == 3)
  }

  /// Alone, each pays 5 for a parcel from afar rather than 1 and 5 for opening the near node; together they open it.
  @Test func ordersShareAnActivation() throws {
    var replay = replay(every: 24)
    replay.hand.scenario.lanes = []
    for zone in ["Y", "Z"] {
      replay.lane("near", zone, cost: 1)
      replay.lane("far", zone, cost: 5)
    }
    replay.hand.scenario.stock[0].onHand = 9
    replay.hand.scenario.nodes[0].activationCost = Money(units: 5)
    let story = try replay.replay(.optimal)
    #expect(story[.carrierCost] == 2)
    #expect(story[.activationCost] == 5)
  }
}

import SupplyModel
import TestSupport
import Testing

@Suite struct ScenarioTablesTests {
  /// Two nodes, two zones, lanes to one of them only.
  private var network: HandScenario {
    var hand = HandScenario()
    hand.node("A", at: (50, 8)) { $0.capacityOrders = 5 }
    hand.node("B", at: (50, 9)) {
      $0.capacityUnits = 7
      $0.cutoff = MinuteOfDay(minutes: 600)
    }
    hand.zone("Z", at: (50, 8))
    hand.zone("Y", at: (50, 9))
    hand.sku("X")
    hand.lane("B", "Z", upTo: 10, capacity: 4) { $0.costPerShipment = Money(units: 9) }
    hand.lane("B", "Z", upTo: 2, capacity: 4) { $0.costPerShipment = Money(units: 3) }
    hand.lane("A", "Z") { $0.costPerShipment = Money(units: 5) }
    hand.stock("B", "X", 9, reserved: 2, protected: 3)
    hand.stock("A", "X", 4)
    return hand
  }

  @Test func arcsLeadToZonesInUseInNodeOrderAndBandsAscend() {
    var hand = network
    hand.order("O", to: "Z", [.init("X")])
    let tables = ScenarioTables(hand.scenario)
    let arcs = tables.arcs
    #expect(arcs.destinations.count == 1)
    #expect(arcs.destination(zone: 1, service: 0) == -1)
    #expect(arcs.nodes == [0, 1])
    #expect(tables.bands(1).map { arcs.bands[$0].perShipment } == [3_000_000, 9_000_000])
    #expect(arcs.lanes == [-1, 0])
    #expect(arcs.laneLimits == [4])
    #expect(arcs.arc(destination: 0, node: 1) == 1)
    #expect(arcs.destination(ofArc: 1).zone == 0)
  }

  @Test func zonesThatNoLaneReachesHaveNoArcsAndANotice() {
    var hand = network
    hand.order("O", to: "Y", [.init("X")])
    let tables = ScenarioTables(hand.scenario)
    #expect(tables.arcs.starts == [0, 0])
    #expect(
      tables.notices.map(\.text) == [
        "1 shipped order goes where no lane and no tariff leads from any node (zones Y)"
      ])
  }

  @Test func farArcsStayButAreNotOpen() {
    var hand = network
    hand.scenario.settings.limits.maxDistance = Distance(metres: 50_000)
    hand.order("O", to: "Z", [.init("X")])
    let tables = ScenarioTables(hand.scenario)
    #expect(tables.arcs.isWithinLimit == [true, false])
    #expect(tables.arcs.distances[0] == 0)
  }

  @Test func lanesWithoutCoordinatesEscapeTheLimitAndANoticeSaysSo() {
    var hand = network
    hand.scenario.settings.limits.maxDistance = Distance(metres: 50_000)
    hand.scenario.nodes[1].coordinates = nil
    hand.order("O", to: "Z", [.init("X")])
    let tables = ScenarioTables(hand.scenario)
    #expect(tables.arcs.isWithinLimit == [true, true])
    #expect(
      tables.notices.map(\.text) == [
        "max_km cannot exclude lanes without coordinates at both ends: they are allowed"
      ])
  }

  @Test func stockIsBySKUThenNode() {
    let stock = ScenarioTables(network.scenario).stock
    #expect(stock.nodes == [0, 1])
    #expect(stock.available == [4, 7])
    #expect(stock.shippable == [4, 4])
    #expect(stock.row(node: 1, sku: 0) == 1)
  }

  @Test func lockedLinesTakeCapacityAndActivate() {
    var hand = network
    hand.order("O", to: "Z", [.init("X", 3, locked: "B"), .init("X", 1, locked: "B")])
    let tables = ScenarioTables(hand.scenario)
    let resources = tables.resources
    #expect(resources.limits[resources.capacityUnits(1)] == 3)
    #expect(resources.limits[resources.lane(0)] == 0)
    #expect(resources.limits[resources.capacityOrders(0)] == 5)
    #expect(tables.nodes.map(\.isActive) == [false, true])
    #expect(tables.hasLocked == [true])
    #expect(tables.notices.isEmpty)
  }

  @Test func lockedBeyondCapacityLeavesNothingAndSaysSo() {
    var hand = network
    hand.order("O", to: "Z", [.init("X", 8, locked: "B")])
    let tables = ScenarioTables(hand.scenario)
    #expect(tables.resources.limits[tables.resources.capacityUnits(1)] == 0)
    #expect(
      tables.notices.map(\.text) == ["locked lines use more than the capacity of B: nothing is left there"])
  }

  @Test func closedNodesHaveNoCapacityAndLateOrdersLeaveOnTheNextOpenDay() {
    var hand = network
    let asOf = hand.scenario.settings.asOf
    hand.scenario.calendar = [
      CalendarEntry(node: 0, day: asOf, open: false), CalendarEntry(node: 1, day: asOf + 1, open: false),
    ]
    // The cutoff is 10:00: one minute later, and the last second of that minute.
    let midnight = Int64(asOf.number) * 86_400
    hand.order("late", to: "Z", [.init("X")]) { $0.placedAt = Instant(seconds: midnight + 601 * 60) }
    hand.order("just", to: "Z", [.init("X")]) { $0.placedAt = Instant(seconds: midnight + 600 * 60 + 59) }
    let tables = ScenarioTables(hand.scenario)
    #expect(tables.resources.limits[tables.resources.capacityOrders(0)] == 0)
    #expect(tables.shipsOn(order: 0, node: 1) == asOf + 2)
    #expect(tables.shipsOn(order: 1, node: 1) == asOf)
  }
}

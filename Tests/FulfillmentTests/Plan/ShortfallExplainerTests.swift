import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// One test a reason: the smallest scenario in which it is the first that holds.
@Suite struct ShortfallExplainerTests {
  /// Node A with five X, one zone, a lane between them for 1.
  private func base(_ edit: (inout HandScenario) -> Void) -> HandScenario {
    var hand = HandScenario()
    hand.node("A", .store)
    hand.zone("Z")
    hand.sku("X")
    hand.sku("Y")
    hand.stock("A", "X", 5)
    edit(&hand)
    if hand.scenario.lanes.isEmpty { hand.lane("A", "Z") { $0.costPerShipment = Money(units: 1) } }
    return hand
  }

  private func reasons(_ hand: HandScenario, _ policy: Policy = .optimal) throws -> [ShortfallReason] {
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(policy)
    #expect(plan.unfilled.allSatisfy { !$0.repair.isEmpty })
    return plan.unfilled.map(\.reason)
  }

  @Test func outOfSeason() throws {
    let hand = base {
      $0.scenario.skus[0].seasonEnd = $0.scenario.settings.asOf + -1
      $0.order("O", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.outOfSeason])
  }

  @Test func pickupNotOffered() throws {
    let hand = base {
      $0.scenario.nodes[0].pickup = false
      $0.order("O", to: "A", [.init("X")])
    }
    #expect(try reasons(hand) == [.pickupNotOffered])
  }

  @Test func noStock() throws {
    let hand = base { $0.order("O", to: "Z", [.init("Y")]) }
    #expect(try reasons(hand) == [.noStock])
  }

  @Test func protectedStockIsNoStockForParcels() throws {
    let hand = base {
      $0.scenario.stock[0].protected = 5
      $0.order("O", to: "Z", [.init("X")])
      $0.order("P", to: "A", [.init("X")])
    }
    #expect(try reasons(hand) == [.noStock])
  }

  @Test func noLane() throws {
    let hand = base {
      $0.zone("Y")
      $0.lane("A", "Y") { _ in }
      $0.order("O", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.noLane])
  }

  /// Each unit is light enough, the line is not.
  @Test func tooHeavyAsALine() throws {
    let hand = base {
      $0.lane("A", "Z", upTo: 2) { _ in }
      $0.order("O", to: "Z", [.init("X", 3)])
    }
    #expect(try reasons(hand) == [.noLane])
  }

  @Test(arguments: ["open_days", "calendar", "capacity_orders", "capacity_units"])
  func closed(by cause: String) throws {
    let hand = base {
      switch cause {
      case "open_days": $0.scenario.nodes[0].openDays = [WeekdaySet(.monday)]
      case "calendar": $0.scenario.calendar = [CalendarEntry(node: 0, day: $0.scenario.settings.asOf, open: false)]
      case "capacity_orders": $0.scenario.nodes[0].capacityOrders = 0
      default: $0.scenario.nodes[0].capacityUnits = 0
      }
      $0.order("O", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.closed])
  }

  @Test func notEnoughAtOneNode() throws {
    let hand = base { $0.order("O", to: "Z", [.init("X", 6)]) }
    #expect(try reasons(hand) == [.notEnoughAtOneNode])
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(plan.unfilled[0].repair.hasPrefix("1 more of X at A"))
  }

  /// A pickup may take protected stock: what is missing is counted from all of it.
  @Test func notEnoughToPickUp() throws {
    let hand = base {
      $0.scenario.stock[0].protected = 4
      $0.order("O", to: "A", [.init("X", 7)])
    }
    #expect(try reasons(hand) == [.notEnoughAtOneNode])
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(.optimal)
    #expect(plan.unfilled[0].repair.hasPrefix("2 more of X at A"))
  }

  @Test func stockUsed() throws {
    let hand = base {
      $0.order("O", to: "Z", [.init("X", 5)]) { $0.priority = Ratio(billionths: 2_000_000_000) }
      $0.order("P", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.stockUsed])
  }

  @Test func capacityUsed() throws {
    let hand = base {
      $0.scenario.nodes[0].capacityOrders = 1
      $0.order("O", to: "Z", [.init("X", 2)])
      $0.order("P", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.capacityUsed])
  }

  @Test func capacityUsedByLockedLines() throws {
    let hand = base {
      $0.scenario.nodes[0].capacityOrders = 1
      $0.order("O", to: "Z", [.init("Y", 1, locked: "A")])
      $0.order("P", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.capacityUsed])
  }

  @Test func laneFull() throws {
    let hand = base {
      $0.lane("A", "Z", capacity: 2) { _ in }
      $0.order("O", to: "Z", [.init("X", 2)])
      $0.order("P", to: "Z", [.init("X")])
    }
    #expect(try reasons(hand) == [.laneFull])
  }

  @Test func tooManyShipments() throws {
    let hand = base {
      $0.node("B")
      $0.stock("B", "Y", 5)
      $0.lane("A", "Z") { _ in }
      $0.lane("B", "Z") { _ in }
      $0.order("O", to: "Z", [.init("X", 2), .init("Y")]) { $0.maxShipments = 1 }
    }
    #expect(try reasons(hand) == [.tooManyShipments])
  }

  /// Locked at A, where an open line could join but should not; B fills the second place, C would be a third.
  @Test func tooManyShipmentsBesideALockedOne() throws {
    let hand = base {
      for (node, sku) in [("B", "V"), ("C", "W")] {
        $0.node(node)
        $0.sku(sku)
        $0.stock(node, sku, 5)
        $0.lane(node, "Z") { _ in }
      }
      $0.lane("A", "Z") { _ in }
      $0.scenario.stock[0].useCost = Money(units: 90)
      $0.order("O", to: "Z", [.init("X", locked: "A"), .init("X"), .init("V", 2), .init("W")]) { $0.maxShipments = 2 }
    }
    // The locked unit costs its 90 whatever the plan does.
    #expect(try reasons(hand) == [.cheaperUnfilled, .tooManyShipments])
  }

  @Test func orderNotWhole() throws {
    let hand = base {
      $0.node("B")
      $0.stock("B", "Y", 5)
      $0.lane("A", "Z") { _ in }
      $0.lane("B", "Z") { _ in }
      $0.order("O", to: "Z", [.init("X"), .init("Y")]) { $0.split = .never }
    }
    #expect(try reasons(hand) == [.orderNotWhole, .orderNotWhole])
  }

  @Test func notInRule() throws {
    let hand = base {
      $0.node("V", .vendor)
      $0.stock("V", "Y", nil)
      $0.lane("A", "Z") { _ in }
      $0.lane("V", "Z") { _ in }
      $0.order("O", to: "Z", [.init("Y")])
    }
    #expect(try reasons(hand, .nearestStoreFirst) == [.notInRule])
    #expect(try reasons(hand, .optimal).isEmpty)
  }

  @Test(arguments: SplitRule.allCases)
  func cheaperUnfilled(split: SplitRule) throws {
    let hand = base {
      $0.lane("A", "Z") { $0.costPerShipment = Money(units: 9) }
      $0.order("O", to: "Z", [.init("X")]) { $0.split = split }
    }
    #expect(try reasons(hand) == [.cheaperUnfilled])
  }
}

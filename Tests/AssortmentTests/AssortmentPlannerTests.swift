import Assortment
import SupplyModel
import TestSupport
import Testing

@Suite struct AssortmentPlannerTests {
  /// Two stores and a regional warehouse; sending to Z costs 3 from A, 2 from B, 9 from R per parcel.
  private func scenario(_ orders: [(place: String, day: Int64, skus: [String])]) -> Scenario {
    var hand = HandScenario()
    hand.node("DC", .central)
    hand.node("R", .regional)
    hand.node("A", .store)
    hand.node("B", .store)
    hand.zone("Z")
    hand.zone("Y")
    for sku in ["a", "b", "c", "d"] { hand.sku(sku) }
    for (node, cost) in [("DC", 1), ("R", 9), ("A", 3), ("B", 2)] as [(String, Int64)] {
      hand.lane(node, "Z") { $0.costPerShipment = Money(units: cost) }
    }
    hand.lane("DC", "Y") { $0.costPerShipment = Money(units: 1) }
    for (index, order) in orders.enumerated() {
      hand.order("O\(index)", to: order.place, order.skus.map { HandScenario.Line($0) }) {
        $0.placedAt = Instant(seconds: order.day * 86_400)
      }
    }
    return hand.scenario
  }

  private func plan(
    _ scenario: Scenario, capacity: Int32 = 1, holdout: Holdout = .share(0), nodes: [NodeIndex]? = nil, threads: Int = 1
  ) -> AssortmentPlan {
    let front = FrontNodes(
      nodes ?? FrontNodes.usual(scenario), scenario: scenario, tables: ScenarioTables(scenario), threads: threads)
    return AssortmentPlanner(scenario, front: front, options: .init(capacity: capacity, holdout: holdout))
      .plan(budget: Budget(threads: threads))
  }

  @Test func ordersBelongToTheCheapestFrontNodeOrWhereTheyArePickedUp() {
    let scenario = scenario([("Z", 1, ["a"]), ("Z", 1, ["b"]), ("A", 1, ["c"]), ("DC", 1, ["d"]), ("Y", 1, ["a"])])
    let plan = plan(scenario)
    #expect(plan.nodes.map { scenario.nodes[Int($0)].id } == ["R", "A", "B"])
    #expect(plan.nodeResults.map(\.trainingOrders) == [0, 1, 2])
    #expect(plan.ordersElsewhere == 1)
    #expect(plan.ordersUnreached == 1)
    #expect(plan.notices.count == 3)
    let others = self.plan(scenario, nodes: [1, 2])
    #expect(others.nodeResults.map(\.trainingOrders) == [0, 3])
    #expect(others.ordersUnreached == 1)
  }

  /// The first three orders ask for b, the last two for a: chosen by the first, none of the last is local.
  @Test func laterOrdersAreNotChosenBy() {
    let orders: [(String, Int64, [String])] = [
      ("A", 9, ["a"]), ("A", 3, ["b"]), ("A", 8, ["a"]), ("A", 2, ["b"]), ("A", 1, ["b"]),
    ]
    let scenario = scenario(orders)
    for holdout in [Holdout.share(0.4), .share(0.5), .days(2)] {
      let plan = plan(scenario, holdout: holdout, nodes: [2])
      #expect(plan.holdoutFrom == Day(number: 8))
      for policy in plan.policies.indices {
        #expect(plan.training(policy) == AssortmentPlan.LocalOrders(local: 3, orders: 3))
        #expect(plan.holdout(policy) == AssortmentPlan.LocalOrders(local: 0, orders: 2))
        #expect(plan.nodeResults[0].choices[policy].skus == [.init(sku: 1, orders: 3, localOrders: 3)])
      }
    }
    let whole = plan(scenario, holdout: .days(0), nodes: [2])
    #expect(whole.trainingOrders == 5 && whole.holdoutOrders == 0 && whole.holdoutFrom == nil)
    #expect(whole.holdout(0).share == nil)
  }

  @Test func anOrderThatNamesASKUTwiceHasItOnce() {
    let plan = plan(scenario([("A", 1, ["a", "a"]), ("A", 1, ["b"]), ("A", 1, ["b", "b", "b"])]), nodes: [2])
    #expect(plan.nodeResults[0].choices[0].skus == [.init(sku: 1, orders: 2, localOrders: 2)])
  }

  @Test func theBestPolicyIsThatOfLaterOrders() {
    // Most popular carries c (in three orders, never alone); the others carry a.
    let plan = plan(
      scenario([
        ("A", 1, ["c", "a"]), ("A", 1, ["c", "b"]), ("A", 1, ["c", "d"]), ("A", 2, ["a"]), ("A", 9, ["a"]),
      ]), holdout: .share(0.2), nodes: [2])
    #expect(plan.policies == [.mostPopular, .reverseExclude, .hybrid])
    #expect(plan.policies.indices.map { plan.holdout($0).local } == [0, 1, 1])
    #expect(plan.best == 1)
  }

  @Test(arguments: 1...40)
  func theSameForAnyNumberOfThreads(seed: UInt64) {
    let scenario = RandomScenario.make(seed: seed)
    let plans = [1, 2, 5].map { plan(scenario, capacity: 2, holdout: .share(0.25), threads: $0).nodeResults }
    #expect(plans[0] == plans[1] && plans[0] == plans[2])
  }
}

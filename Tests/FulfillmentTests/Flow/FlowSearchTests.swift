import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// When a batch is solved as a flow, and when it must not be.
@Suite struct FlowSearchTests {
  /// Two orders for one SKU, a near node with one unit and a far one with two.
  private func scenario(
    quantity: Int32 = 1, lines: Int = 1, laneCapacity: Int32? = nil, _ edit: (inout HandScenario) -> Void = { _ in }
  ) -> Scenario {
    var hand = HandScenario()
    hand.node("near")
    hand.node("far")
    hand.zone("Z")
    hand.sku("S")
    hand.sku("T")
    for sku in ["S", "T"] {
      hand.stock("near", sku, 1)
      hand.stock("far", sku, 2)
    }
    hand.lane("near", "Z", capacity: laneCapacity) { $0.costPerShipment = Money(units: 1) }
    hand.lane("far", "Z") { $0.costPerShipment = Money(units: 3) }
    for order in ["A", "B"] {
      let all = [HandScenario.Line("S", quantity), HandScenario.Line("T", quantity)]
      hand.order(order, to: "Z", Array(all.prefix(lines)))
    }
    edit(&hand)
    return hand.scenario
  }

  private func method(_ scenario: Scenario) throws -> BoundMethod? {
    try FulfillmentPlanner(scenario).auditedPlan(.optimal).bound?.method
  }

  @Test func ordersOfOneUnitAreAFlow() throws {
    let plan = try FulfillmentPlanner(scenario()).auditedPlan(.optimal)
    #expect(plan.bound?.method == .flow)
    #expect(plan.summary.cost.total == Money(units: 4))
    #expect(plan.bound?.priceBound == Money(units: 4))
    #expect(plan.prices == [Price(resource: .stock(0, 0), price: Money(units: 2))])
  }

  @Test func moreThanOneUnitOrLineIsNone() throws {
    #expect(try method(scenario(quantity: 2)) != .flow)
    #expect(try method(scenario(lines: 2)) != .flow)
  }

  @Test func aNodeToActivateForbidsIt() throws {
    #expect(try method(scenario { $0.scenario.nodes[1].activationCost = Money(units: 1) }) != .flow)
  }

  /// It is active anyway where locked lines are picked, and nobody activates what nobody can use.
  @Test func aNodeThatNeedsNoActivationDoesNot() throws {
    let active = scenario {
      $0.scenario.nodes[1].activationCost = Money(units: 1)
      $0.order("C", to: "Z", [HandScenario.Line("T", 3, locked: "far")])
    }
    #expect(try method(active) == .flow)
    let idle = scenario { $0.node("idle") { $0.activationCost = Money(units: 1) } }
    #expect(try method(idle) == .flow)
  }

  @Test func aLaneThatCouldRunFullForbidsIt() throws {
    #expect(try method(scenario(laneCapacity: 1)) != .flow)
    #expect(try method(scenario(laneCapacity: 2)) == .flow)
  }

  @Test func openLinesBesideLockedOnesForbidIt() throws {
    let joined = scenario {
      $0.order("C", to: "Z", [HandScenario.Line("S"), HandScenario.Line("T", 1, locked: "far")])
    }
    #expect(try method(joined) != .flow)
  }

  /// The smaller of the two capacities is the one with a price.
  @Test(arguments: [(orders: Int32(1), units: Int32(5)), (orders: 5, units: 1), (orders: 1, units: 1)])
  func theCapacityThatBindsHasThePrice(orders: Int32, units: Int32) throws {
    let plan = try FulfillmentPlanner(
      scenario {
        $0.scenario.stock[0].onHand = 9
        $0.scenario.nodes[0].capacityOrders = orders
        $0.scenario.nodes[0].capacityUnits = units
      }
    ).auditedPlan(.optimal)
    let resource = orders < units ? PricedResource.capacityOrders(0) : .capacityUnits(0)
    #expect(plan.prices == [Price(resource: resource, price: Money(units: 2))])
    #expect(plan.bound?.priceBound == Money(units: 4))
  }

  @Test func protectedStockIsForPickup() throws {
    let plan = try FulfillmentPlanner(
      scenario {
        $0.scenario.nodes[0].pickup = true
        $0.scenario.stock[0].onHand = 2
        $0.scenario.stock[0].protected = 1
        $0.order("C", to: "near", [HandScenario.Line("S")])
      }
    ).auditedPlan(.optimal)
    #expect(plan.bound?.method == .flow)
    #expect(plan.summary.cost.total == Money(units: 4))
    #expect(plan.summary.ordersComplete == 3)
    #expect(plan.bound?.priceBound == Money(units: 4))
    #expect(plan.prices.reduce(Money.zero) { $0 + $1.price } == Money(units: 2))
  }

  @Test func whatNoNodeReachesStaysUnfilled() throws {
    let plan = try FulfillmentPlanner(
      scenario {
        $0.zone("nowhere")
        $0.order("C", to: "nowhere", [HandScenario.Line("S")])
      }
    ).auditedPlan(.optimal)
    #expect(plan.bound?.method == .flow)
    #expect(plan.summary.cost.total == Money(units: 9))
    #expect(plan.summary.gap == 0)
  }

  @Test func aBudgetSpentAtOnceLeavesAPlanAndABoundThatHolds() throws {
    let plan = try FulfillmentPlanner(scenario()).auditedPlan(.optimal, budget: Budget(isExhausted: { true }))
    let bound = try #require(plan.bound)
    #expect(bound.lowerBound <= Money(units: 4))
    #expect(plan.summary.cost.total >= Money(units: 4))
  }
}

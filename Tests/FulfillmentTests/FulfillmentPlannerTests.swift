import Fulfillment
import SupplyModel
import TestSupport
import Testing

@Suite struct FulfillmentPlannerTests {
  /// Three orders of one unit, three nodes with one unit each. Source: Grid Dynamics, "Ship from store and save".
  private var threeByThree: Scenario {
    var hand = HandScenario()
    hand.scenario.settings.unfilled?.perUnit = Money(units: 100)
    hand.sku("X")
    let costs: [[Int64]] = [[2, 5, 6], [7, 19, 20], [8, 15, 18]]
    for node in 0..<3 {
      hand.node("N\(node)")
      hand.stock("N\(node)", "X", 1)
    }
    for order in 0..<3 {
      hand.zone("Z\(order)")
      for node in 0..<3 {
        hand.lane("N\(node)", "Z\(order)") { $0.costPerShipment = Money(units: costs[order][node]) }
      }
      hand.order("O\(order)", to: "Z\(order)", [.init("X")])
    }
    return hand.scenario
  }

  @Test func orderByOrderCosts39AndTogether28() throws {
    let planner = FulfillmentPlanner(threeByThree)
    let together = try planner.auditedPlan(.optimal)
    #expect(together.summary.cost.total == Money(units: 28))
    #expect(together.bound?.lowerBound == Money(units: 28))
    #expect(together.summary.gap == 0)
    #expect(try planner.auditedPlan(.cheapest).summary.cost.total == Money(units: 39))
  }

  @Test(arguments: Policy.allCases)
  func nothingToDoCostsNothing(policy: Policy) throws {
    var hand = HandScenario()
    let empty = try FulfillmentPlanner(hand.scenario).auditedPlan(policy)
    #expect(empty.summary.cost.total == .zero)
    hand.node("A") { $0.activationCost = Money(units: 9) }
    let unused = try FulfillmentPlanner(hand.scenario).auditedPlan(policy)
    #expect(unused.summary.cost.total == .zero)
    #expect(unused.nodeCosts.isEmpty)
  }

  @Test(arguments: Policy.allCases)
  func withoutNodesEverythingIsUnfilled(policy: Policy) throws {
    var hand = HandScenario()
    hand.sku("X")
    hand.zone("Z")
    hand.order("O", to: "Z", [.init("X", 3)])
    let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(policy)
    #expect(plan.summary.cost.total == Money(units: 15))
    #expect(plan.unfilled.map(\.reason) == [.noStock])
    if policy == .optimal { #expect(plan.bound?.lowerBound == Money(units: 15)) }
  }

  @Test func unmodelledFeaturesLeaveNoBound() throws {
    let plain = threeByThree
    #expect(try FulfillmentPlanner(plain).auditedPlan(.optimal).bound != nil)
    var withReceipt = plain
    withReceipt.receipts = [Receipt(node: 0, sku: 0, quantity: 1, due: plain.settings.asOf + 1)]
    let plan = try FulfillmentPlanner(withReceipt).auditedPlan(.optimal)
    #expect(plan.bound == nil && plan.summary.bound == nil && plan.summary.gap == nil)
    #expect(plan.notices.contains { $0.text.contains("1 receipt") })
    var withKit = plain
    withKit.kitParts = [KitPart(sku: 0, quantity: 2)]
    withKit.skus[0].kit = 0..<1
    #expect(try FulfillmentPlanner(withKit).auditedPlan(.optimal).bound == nil)
    var withTransfer = plain
    withTransfer.settings.transferTariff = TransferTariff()
    #expect(try FulfillmentPlanner(withTransfer).auditedPlan(.optimal).bound != nil)
    withTransfer.orders[0].method = .pickup(node: 0)
    #expect(try FulfillmentPlanner(withTransfer).auditedPlan(.optimal).bound == nil)
  }

  @Test func pricesAreListedWhereTheyArePositiveAndProveTheirBound() throws {
    let plan = try FulfillmentPlanner(threeByThree).auditedPlan(.optimal)
    #expect(!plan.prices.isEmpty)
    #expect(plan.prices.allSatisfy { $0.price > .zero })
    let probe = EngineProbe(threeByThree)
    var vector = EngineProbe.PriceVector(probe.tables)
    for price in plan.prices {
      switch price.resource {
      case .stock(let node, let sku):
        vector.resources[probe.tables.resources.stock(probe.tables.stock.row(node: node, sku: sku))] =
          price.price.millionths
      case .protected(let node, let sku):
        vector.resources[probe.tables.resources.protected(probe.tables.stock.row(node: node, sku: sku))] =
          price.price.millionths
      default: Issue.record("nothing but stock is scarce here")
      }
    }
    #expect(Money(millionths: probe.bound(at: vector)) == plan.bound?.priceBound)
  }
}

import SupplyModel
import TestSupport
import Testing

@Suite struct PriceBoundTests {
  /// Three orders for two units: shipping costs 4, leaving an order 10.
  private func contended() -> HandScenario {
    var hand = HandScenario()
    hand.scenario.settings.unfilled?.perUnit = Money(units: 10)
    hand.node("DC")
    hand.zone("Z1")
    hand.sku("A")
    hand.stock("DC", "A", 2)
    hand.lane("DC", "Z1") { $0.costPerShipment = Money(units: 4) }
    for number in 1...3 { hand.order("O\(number)", to: "Z1", [.init("A")]) }
    return hand
  }

  private func bound(_ hand: HandScenario, _ prices: [(PricedResource, Int64)]) -> PriceBound {
    PlanAudit.priceBound(
      scenario: hand.scenario, prices: prices.map { Price(resource: $0.0, price: Money(units: $0.1)) })
  }

  @Test(arguments: [(0, 12), (3, 15), (6, 18), (8, 14), (20, -10)])
  func scarcity(price: Int64, expected: Int64) {
    #expect(
      bound(contended(), [(.stock(0, 0), price)]) == PriceBound(bound: Money(units: expected), inexactOrders: 0))
  }

  @Test func everyResourceIsPaidAndPaidBack() {
    var hand = contended()
    hand.scenario.nodes[0].capacityOrders = 2
    hand.scenario.nodes[0].capacityUnits = 2
    hand.scenario.lanes[0].capacityUnits = 2
    for resource: PricedResource in [.protected(0, 0), .capacityOrders(0), .capacityUnits(0), .laneUnits(0, 0, 0)] {
      #expect(bound(hand, [(resource, 6)]).bound == Money(units: 18))
    }
    #expect(
      bound(hand, [(.protected(0, 0), 1), (.capacityOrders(0), 2), (.capacityUnits(0), 3)]).bound == Money(units: 18))
  }

  @Test(arguments: [(0, 12), (2, 18), (3, 21), (4, 21)])
  func activation(price: Int64, expected: Int64) {
    var hand = contended()
    hand.scenario.nodes[0].activationCost = Money(units: 9)
    hand.scenario.stock[0].onHand = 3
    #expect(bound(hand, [(.activation(0), price)]).bound == Money(units: expected))
  }

  @Test func lockedLinesUseCapacityAndActivateTheirNode() {
    var hand = contended()
    hand.scenario.nodes[0].activationCost = Money(units: 9)
    hand.scenario.nodes[0].capacityOrders = 2
    hand.order("L", to: "Z1", [.init("A", locked: "DC")])
    // One order is left of the capacity: 9 + 4 for what is locked, then three times min(4 + 6, 10) less 6.
    #expect(bound(hand, [(.capacityOrders(0), 6), (.activation(0), 5)]).bound == Money(units: 37))
  }

  @Test func closedNodesServeNothing() {
    var hand = contended()
    hand.scenario.nodes[0].openDays = []
    #expect(bound(hand, []).bound == Money(units: 30))
  }

  @Test func pricesThatProveNothing() {
    #expect(bound(contended(), [(.stock(0, 0), -1)]).bound == nil)
    #expect(bound(contended(), [(.capacityUnits(0), 1)]).bound == nil)
  }

  /// Two lines of two units for three: one of them fits, whatever the prices of units say.
  private func indivisible() -> HandScenario {
    var hand = contended()
    hand.scenario.stock[0].onHand = 3
    hand.scenario.orders.removeAll()
    hand.scenario.lines.removeAll()
    hand.order("P", to: "Z1", [.init("A", 2)])
    hand.order("Q", to: "Z1", [.init("A", 2)])
    return hand
  }

  private func cover(
    _ price: Int64, limit: Int32 = 1, lines: [(OrderIndex, LineIndex)] = [(0, 0), (1, 1)]
  ) -> PricedCover {
    PricedCover(
      node: 0, sku: 0, limit: limit, price: Money(units: price),
      terms: lines.map { .init(order: $0.0, line: $0.1, coefficient: 1) })
  }

  @Test(arguments: [(0, 8), (10, 18), (16, 24), (20, 20)])
  func coversProveMore(price: Int64, expected: Int64) {
    let bound = PlanAudit.priceBound(scenario: indivisible().scenario, prices: [], covers: [cover(price)])
    #expect(bound.bound == Money(units: expected))
  }

  @Test func coversThatDoNotHoldProveNothing() {
    let scenario = indivisible().scenario
    func prove(_ cover: PricedCover) -> Money? {
      PlanAudit.priceBound(scenario: scenario, prices: [], covers: [cover]).bound
    }
    #expect(prove(cover(16, limit: 0)) == nil)
    #expect(prove(cover(-1)) == nil)
    #expect(prove(cover(16, lines: [(0, 0), (0, 0)])) == nil)
    // Four units hold both.
    var wide = scenario
    wide.stock[0].onHand = 4
    #expect(PlanAudit.priceBound(scenario: wide, prices: [], covers: [cover(16)]).bound == nil)
    // However much there is, and whatever a file states: no table grows with it.
    wide.stock[0].onHand = .max - 1
    #expect(PlanAudit.priceBound(scenario: wide, prices: [], covers: [cover(16)]).bound == nil)
    #expect(PlanAudit.priceBound(scenario: wide, prices: [], covers: [cover(16, limit: .max)]).bound == nil)
    // A line of another SKU takes nothing of the row.
    var other = scenario
    other.skus.append(SKU())
    other.lines[1].sku = 1
    #expect(PlanAudit.priceBound(scenario: other, prices: [], covers: [cover(16)]).bound == nil)
  }

  @Test func longOrdersAreRelaxed() {
    var hand = contended()
    hand.order("LONG", to: "Z1", (0..<40).map { _ in .init("A") })
    let result = bound(hand, [(.stock(0, 0), 6)])
    #expect(result.inexactOrders == 1)
    // Its lines would pay 6 each for stock alone, a millionth a line being given up.
    #expect(result.bound == Money(millionths: 258_000_000 - 41))
    #expect(result.verdict(on: Money(units: 300)) == .undecided)
    #expect(result.verdict(on: Money(units: 200)) == .confirmed)
  }

  /// Eight lines at six nodes, two lines dear at each: the cheapest way is known without a search.
  @Test func ordersOfManyLinesAreExact() {
    var hand = HandScenario()
    hand.scenario.settings.unfilled?.perUnit = Money(units: 100)
    hand.zone("Z1")
    for sku in 0..<8 { hand.sku("K\(sku)", kilograms: 0.1) }
    for node in 0..<6 {
      hand.node("N\(node)")
      hand.lane("N\(node)", "Z1") { $0.costPerShipment = Money(units: 7) }
      for sku in 0..<8 { hand.stock("N\(node)", "K\(sku)", 1, use: Money(units: sku / 4 == node ? 0 : 2)) }
    }
    hand.order("O", to: "Z1", (0..<8).map { .init("K\($0)") })
    // One parcel and four dear lines cost 15, two parcels 14.
    #expect(bound(hand, []) == PriceBound(bound: Money(units: 14), inexactOrders: 0))
    hand.scenario.orders[0].maxShipments = 1
    #expect(bound(hand, []) == PriceBound(bound: Money(units: 15), inexactOrders: 0))
  }

  @Test func unitsOfOneLineFromTwoNodes() {
    var hand = contended()
    hand.node("S1", .store)
    hand.stock("S1", "A", 1)
    hand.lane("S1", "Z1") { $0.costPerShipment = Money(units: 5) }
    hand.order("MANY", to: "Z1", [.init("A", 3)]) { $0.split = .units }
    // 4 + 5 for all three; the others 4 each.
    #expect(bound(hand, []) == PriceBound(bound: Money(units: 21), inexactOrders: 0))
  }

  @Test func verdicts() {
    let result = PriceBound(bound: Money(units: 18), inexactOrders: 0)
    #expect(result.verdict(on: Money(units: 18)) == .confirmed)
    guard case .refuted(let breach) = result.verdict(on: Money(millionths: 18_000_001)) else {
      Issue.record("a bound that the prices do not prove passed")
      return
    }
    #expect(breach.description == "summary.json: price_bound is 18.000001, recomputed 18")
  }

  /// Against every plan of a single order, priced by the audit: the two share no search.
  @Test(arguments: 0..<60) func leastWayIsTheCheapestAuditedPlan(seed: UInt64) {
    var random = TestRandom(seed: seed)
    let hand = randomOrder(&random)
    let result = PlanAudit.priceBound(scenario: hand.scenario, prices: [])
    #expect(result == PriceBound(bound: cheapestPlan(hand.scenario), inexactOrders: 0))
  }

  /// Up to three lines and three nodes with whatever else the cost model knows.
  private func randomOrder(_ random: inout TestRandom) -> HandScenario {
    var hand = HandScenario()
    hand.scenario.settings.unfilled?.perUnit = Money(units: random.upTo(30))
    hand.scenario.settings.unfilled?.perOrder = Money(units: random.upTo(9))
    hand.scenario.settings.latenessPerOrderDay = Money(units: random.upTo(6))
    hand.scenario.settings.limits.maxShipmentsPerOrder = Int32(1 + random.upTo(2))
    hand.zone("Z")
    for sku in 0..<2 {
      hand.sku("K\(sku)", kilograms: Double(1 + random.upTo(3))) { $0.shipsAlone = random.upTo(4) == 0 }
    }
    for node in 0..<3 {
      hand.node("N\(node)", .store) {
        $0.handlingPerShipment = Money(units: random.upTo(3))
        $0.handlingPerUnit = Money(units: random.upTo(2))
        $0.capacityUnits = random.upTo(2) == 0 ? Int32(random.upTo(4)) : nil
        $0.ships = random.upTo(6) > 0
        $0.commissionRate = Ratio(billionths: random.upTo(3) * 33_333_333)
      }
      for sku in 0..<2 where random.upTo(4) > 0 {
        hand.stock(
          "N\(node)", "K\(sku)", Int32(random.upTo(5)), protected: Int32(random.upTo(1)),
          use: Money(units: random.upTo(4) - 2))
      }
      for limit in [3, 8] {
        hand.lane("N\(node)", "Z", upTo: Int64(limit)) {
          $0.costPerShipment = Money(units: random.upTo(9))
          $0.costPerKilogram = Money(millionths: random.upTo(999_999))
          $0.transitDays = Int32(random.upTo(3))
        }
      }
    }
    let lines = (0...random.upTo(2)).map { _ in
      HandScenario.Line(
        "K\(random.upTo(1))", Int32(1 + random.upTo(1)), price: random.upTo(20),
        locked: random.upTo(5) == 0 ? "N\(random.upTo(2))" : nil)
    }
    let asOf = hand.scenario.settings.asOf
    hand.order("O", to: random.upTo(4) == 0 ? "N0" : "Z", lines) {
      $0.promiseBy = $0.lines.count > 1 ? asOf + 1 : nil
      $0.split = SplitRule.allCases[Int(random.upTo(2))]
      $0.priority = Ratio(billionths: 1_234_567_891)
    }
    return hand
  }

  /// The least cost over all assignments of the one order that break no limit.
  private func cheapestPlan(_ scenario: Scenario) -> Money? {
    var best: Money?
    // For each line, what each of the three nodes gives of it.
    let choices = scenario.lines.map { line in
      (0...line.quantity).flatMap { a in
        (0...line.quantity).flatMap { b in (0...line.quantity).map { c in [a, b, c] } }
      }.filter { $0.reduce(0, +) <= line.quantity }
    }
    func extend(_ chosen: [[Int32]]) {
      guard chosen.count < choices.count else {
        if let cost = costUnlessBroken(scenario, chosen) { best = min(best ?? cost, cost) }
        return
      }
      for choice in choices[chosen.count] { extend(chosen + [choice]) }
    }
    extend([])
    return best
  }

  private func costUnlessBroken(_ scenario: Scenario, _ chosen: [[Int32]]) -> Money? {
    var plan = PlanFiles()
    let order = scenario.orders[0]
    var shipmentOfNode: [Int32: Int32] = [:]
    for (line, units) in chosen.enumerated() {
      for (node, quantity) in units.enumerated() where quantity > 0 {
        let node = Int32(node)
        if case .pickup(let pickup) = order.method, pickup != node, scenario.lines[line].lockedNode != node {
          return nil
        }
        if shipmentOfNode[node] == nil {
          shipmentOfNode[node] = Int32(plan.shipments.count)
          _ = plan.shipmentIDs.insert("O-\(plan.shipments.count)")
          let empty = Shipment(
            order: 0, node: node, parcels: 0, units: 0, weight: .zero, shipsOn: scenario.settings.asOf,
            arrivesOn: scenario.settings.asOf, daysLate: 0, carrier: .zero, handling: .zero, commission: .zero,
            lateness: .zero)
          plan.shipments.append(PlanShipmentRow(row: empty, destination: order.method, service: 0))
        }
        plan.assignments.append(
          PlanAssignmentRow(
            order: 0, line: Int32(line), sku: scenario.lines[line].sku, node: node, quantity: quantity,
            shipment: shipmentOfNode[node] ?? 0, mode: .ship))
      }
      let left = scenario.lines[line].quantity - units.reduce(0, +)
      if left > 0 {
        let row = UnfilledLine(
          order: 0, line: Int32(line), quantity: left, reason: .noStock, repair: "", cost: .zero)
        plan.unfilled.append(PlanUnfilledRow(row: row, sku: scenario.lines[line].sku))
      }
    }
    let report = PlanAudit.audit(scenario: scenario, plan: plan)
    let isBroken = report.breaches.contains { breach in
      switch breach {
      case .figure, .contradiction, .missingRow: false
      default: true
      }
    }
    return isBroken ? nil : report.cost.total
  }
}

/// A small seeded generator for tests (SplitMix64, Steele et al. 2014).
private struct TestRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A whole number from 0 to `most`.
  mutating func upTo(_ most: Int64) -> Int64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int64((z ^ (z >> 31)) % UInt64(most + 1))
  }
}

import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// A parcel that open lines join may pass into a heavier band that travels faster: the order's lateness then falls.
@Suite struct JoinedLatenessTests {
  /// Locked at A, in a light band of five days; heavier parcels take one. Promised for tomorrow, 3 a day.
  private func scenario(lines: Int, split: SplitRule) -> HandScenario {
    var hand = HandScenario()
    hand.zone("Z")
    hand.node("A")
    hand.node("B")
    hand.lane("A", "Z", upTo: 1) { $0.transitDays = 5 }
    hand.lane("A", "Z") {
      $0.costPerShipment = Money(units: 7)
      $0.transitDays = 1
    }
    hand.lane("B", "Z") { $0.costPerShipment = Money(units: 2) }
    hand.sku("L")
    hand.stock("A", "L", 1, reserved: 1)
    var rows = [HandScenario.Line("L", locked: "A")]
    for line in 0..<lines {
      hand.sku("S\(line)")
      hand.stock("A", "S\(line)", 2)
      hand.stock("B", "S\(line)", 2)
      rows.append(HandScenario.Line("S\(line)"))
    }
    hand.order("O", to: "Z", rows) {
      $0.promiseBy = Day(number: 20_769)
      $0.split = split
    }
    hand.scenario.settings.latenessPerOrderDay = Money(units: 3)
    return hand
  }

  @Test(arguments: [SplitRule.lines, .units, .never])
  func joiningIsWorthTheDaysItSaves(split: SplitRule) throws {
    for lines in [1, 2, 3, 11] {
      let hand = scenario(lines: lines, split: split)
      // Joined: 7 and in time. From B: 2, and the locked parcel four days late.
      for policy in [Policy.optimal, .cheapest] {
        let plan = try FulfillmentPlanner(hand.scenario).auditedPlan(policy)
        if lines < 11 || split == .never {
          #expect(plan.summary.cost.total == Money(units: 7), "\(lines) lines")
          #expect(plan.summary.cost.lateness == .zero)
        }
        if let bound = plan.bound {
          #expect(bound.lowerBound <= Money(units: 7), "\(lines) lines")
          if lines < 11 || split == .never { #expect(bound.lowerBound == Money(units: 7), "\(lines) lines") }
        }
      }
    }
  }

  @Test func listedWaysKnowTheDaysTheySave() throws {
    let hand = scenario(lines: 2, split: .lines)
    let probe = EngineProbe(hand.scenario)
    let prices = EngineProbe.PriceVector(probe.tables)
    // The locked shipment's twelve are a constant: joining it takes them off.
    let best = probe.leastWay(of: 0, at: prices)
    #expect(best.value == (7 - 12) * 1_000_000)
    #expect(probe.ways(of: 0, at: prices, within: -5_000_000, most: 10)?.map { Set($0.map(\.node)) } == [[0]])
  }
}

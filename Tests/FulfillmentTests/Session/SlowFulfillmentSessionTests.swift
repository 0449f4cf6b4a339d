import Fulfillment
import SupplyModel
import TestSupport
import Testing

/// A session that serves all orders of a day as one batch decides as `FulfillmentPlanner` does.
@Suite struct SlowFulfillmentSessionTests {
  /// What one batch of all orders takes, order by order, as a replay asks for it.
  private func serve(
    _ scenario: Scenario, _ policy: Policy, _ check: (_ order: Int, _ takes: [Take]) -> Void = { _, _ in }
  ) -> [[Take]] {
    let session = FulfillmentSession(scenario, threads: 1)
    session.begin(scenario.settings.asOf)
    let batch = session.open(scenario.orders, scenario.lines, policy: policy)
    var takes = [[Take]](repeating: [], count: scenario.orders.count)
    for order in batch.sequence {
      batch.serve(order)
      for shipment in batch.shipments {
        takes[order] += batch.parts[shipment.parts].map {
          Take(line: Int($0.line), node: Int(shipment.node), units: Int($0.quantity))
        }
        _ = session.activate(shipment.node)
      }
      check(order, takes[order])
    }
    return takes
  }

  private static let seeds = 0..<1_500 as Range<UInt64>

  /// Locked lines are no concern of a session. A plan lets a pickup have what is protected, and ships as much as before;
  /// a session keeps so much at all times, whoever comes: with both, they differ.
  private func scenario(_ seed: UInt64) -> Scenario {
    RandomScenario.make(seed: seed, never: [.lockedLines, seed % 2 == 0 ? .protectedStock : .pickupOrders])
  }

  @Test(arguments: [Policy.cheapest, .centralFirst, .nearestStoreFirst])
  func aBatchOfAllOrdersIsThePlan(policy: Policy) throws {
    for seed in SlowFulfillmentSessionTests.seeds {
      let scenario = scenario(seed)
      let world = ReferenceWorld(scenario: scenario)
      let planned = world.takes(of: try FulfillmentPlanner(scenario).plan(policy))
      #expect(serve(scenario, policy).map { Set($0) } == planned.map { Set($0) }, "seed \(seed)")
    }
  }

  /// Carrier, handling and commission of each shipment are those of the plan.
  @Test func aBatchCostsWhatThePlanCosts() throws {
    for seed in SlowFulfillmentSessionTests.seeds {
      let scenario = scenario(seed)
      let plan = try FulfillmentPlanner(scenario).plan(.cheapest)
      let session = FulfillmentSession(scenario, threads: 1)
      session.begin(scenario.settings.asOf)
      let batch = session.open(scenario.orders, scenario.lines, policy: .cheapest)
      var found: [[Int64]] = []
      for order in batch.sequence {
        batch.serve(order)
        found += batch.shipments.map {
          [
            Int64(order), Int64($0.node), Int64($0.units), $0.carrier, $0.handling, $0.commission,
            Int64($0.shipsOn.number), Int64($0.arrivesOn.number),
          ]
        }
      }
      let planned = plan.shipments.map {
        [
          Int64($0.order), Int64($0.node), Int64($0.units), $0.carrier.millionths, $0.handling.millionths,
          $0.commission.millionths, Int64($0.shipsOn.number), Int64($0.arrivesOn.number),
        ]
      }
      #expect(Set(found) == Set(planned), "seed \(seed)")
    }
  }

  /// Without prices `optimal` takes the least of cost and due activation, order by order.
  @Test func optimalWithoutPricesIsTheCheapestWayOfEachOrder() {
    for seed in SlowFulfillmentSessionTests.seeds {
      let scenario = scenario(seed)
      let world = ReferenceWorld(scenario: scenario)
      var left = world.limits()
      var active: Set<Int> = []
      func cost(_ way: ReferenceWay) -> Int64 {
        way.cost + world.activation(Set(way.takes.map(\.node)).subtracting(active))
      }
      _ = serve(scenario, .optimal) { order, takes in
        let ways = world.ways(order: order, within: left)
        let mine = ways.first { Set($0.takes) == Set(takes) }
        #expect(mine.map(cost) == ways.map(cost).min(), "seed \(seed), order \(order)")
        left = world.left(of: left, order: order, takes: takes)
        active.formUnion(takes.map(\.node))
      }
    }
  }

  /// Stock, capacity and lanes are what the day has, whatever the day before took: capacity comes back, stock does not.
  @Test func everyDayHasItsCapacity() {
    for seed in 0..<300 as Range<UInt64> {
      let scenario = RandomScenario.make(seed: seed, never: [.lockedLines, .calendar, .closedDays, .seasons])
      let session = FulfillmentSession(scenario, threads: 1)
      var left = ReferenceWorld(scenario: scenario).limits()
      for day in 0..<3 as Range<Int32> {
        var today = scenario
        today.settings.asOf = scenario.settings.asOf + day
        let world = ReferenceWorld(scenario: today)
        // Stock as it is left, everything else anew.
        let fresh = world.limits()
        left = Dictionary(
          uniqueKeysWithValues: fresh.map { limit, units in
            switch limit {
            case .stock: (limit, left[limit] ?? units)
            case .shipped(let node, let sku):
              (
                limit,
                max(0, (left[.stock(node, sku)] ?? 0) - Int(world.stockRow(node: node, sku: sku)?.protected ?? 0))
              )
            default: (limit, units)
            }
          })
        session.begin(today.settings.asOf)
        let batch = session.open(today.orders, today.lines, policy: .cheapest)
        for order in batch.sequence {
          batch.serve(order)
          let takes = batch.shipments.flatMap { shipment in
            batch.parts[shipment.parts].map {
              Take(line: Int($0.line), node: Int(shipment.node), units: Int($0.quantity))
            }
          }
          #expect(
            world.isCheapest(order: order, takes: takes, within: left), "seed \(seed), day \(day), order \(order)")
          left = world.left(of: left, order: order, takes: takes)
          for row in today.stock {
            // A pickup leaves what may be shipped: the stock less what is protected.
            guard let units = left[.stock(Int(row.node), row.sku)] else { continue }
            left[.shipped(Int(row.node), row.sku)] = max(0, units - Int(row.protected))
          }
        }
      }
    }
  }
}

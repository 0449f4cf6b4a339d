import Reports
import SupplyModel
import Testing

@Suite struct AssignTableTests {
  /// 3 orders of 3 units, all filled, for a carrier cost and a bound.
  private func summary(_ policy: Policy, carrier: Int64, bound: Int64? = nil) -> AssignSummary {
    var summary = AssignSummary(scenario: "x", policy: policy, asOf: Day(number: 20_768))
    (summary.orders, summary.ordersComplete, summary.shipments) = (3, 3, 3)
    (summary.units, summary.unitsFilled) = (3, 3)
    summary.cost.carrier = Money(units: carrier)
    summary.bound = bound.map {
      ProvenBound(lowerBound: Money(units: $0), priceBound: Money(units: $0), method: .prices)
    }
    return summary
  }

  @Test func standsPoliciesSideBySide() {
    let table = AssignTable(
      [summary(.optimal, carrier: 28, bound: 28), summary(.cheapest, carrier: 39)], currency: "EUR")
    #expect(
      table.text == """
        policy                optimal  cheapest
        ---------------------------------------
        orders                      3         3
        complete                    3         3
        split                       0         0
        shipments                   3         3
        units                       3         3
        units filled                3         3
        ---------------------------------------
        carrier                 28.00     39.00
        total cost (EUR)        28.00     39.00
        lower bound             28.00         -
        gap               0 (optimal)         -
        """)
  }

  @Test func leavesOutTermsThatAreZeroEverywhere() {
    var late = summary(.cheapest, carrier: 0)
    late.lateOrders = 2
    late.cost.use = Money(millionths: -1_500_000)
    late.cost.unfilled = Money(units: 4)
    let lines = AssignTable([summary(.optimal, carrier: 0), late], currency: "").text.split(separator: "\n")
    let names = lines.map { $0.prefix { $0 != " " } }
    #expect(!names.contains("carrier"))
    #expect(!names.contains("commission"))
    #expect(lines.contains("late                0         2"))
    #expect(lines.contains("use              0.00     -1.50"))
    #expect(lines.contains("total cost       0.00      2.50"))
  }

  @Test func aGapIsAShareOfTheTotal() {
    let text = AssignTable([summary(.optimal, carrier: 40, bound: 39)], currency: "").text
    #expect(text.hasSuffix("gap             2.50%"))
  }
}

import Reports
import SupplyModel
import Testing

@Suite struct ReplenishmentTableTests {
  private func summary() -> ReplenishmentSummary {
    let periods = PlanningPeriods(first: Day(number: 20_768), days: 14, periodDays: 7)
    var summary = ReplenishmentSummary(scenario: "hand", policy: .baseStock, periods: periods)
    summary.before.demand = ExpectedUnits(1_234.56)
    summary.after.demand = summary.before.demand
    summary.before.sold = ExpectedUnits(1_000)
    summary.after.sold = ExpectedUnits(1_200.04)
    summary.before.short = ExpectedUnits(234.56)
    summary.after.short = ExpectedUnits(34.52)
    summary.before.cost[.shortage] = Money(units: 2_345)
    summary.after.cost[.transfer] = Money(units: 12)
    summary.after.stockValueDays = Money(units: 500)
    summary.after.soldValue = Money(units: 40)
    summary.transfers = 3
    summary.transferUnits = 1_200
    return summary
  }

  /// Terms that are zero on both sides are left out; what cannot be said is a dash; rules state no bound.
  @Test func bothSidesStandBesideEachOther() {
    #expect(
      ReplenishmentTable(summary(), currency: "EUR").text == """
        expected over 14 days  without a plan       base_stock
        ------------------------------------------------------
        units asked for               1,234.6          1,234.6
        units sold                    1,000.0          1,200.0
        units short                     234.6             34.5
        turnover days                       -             12.5
        ------------------------------------------------------
        transfer                         0.00            12.00
        shortage                     2,345.00             0.00
        total cost (EUR)             2,345.00            12.00
        ------------------------------------------------------
        transfers                              3 (1,200 units)
        purchases                                  0 (0 units)
        """)
  }

  @Test func aBoundThatIsReachedIsCalledOptimal() {
    var summary = summary()
    summary.objective = Money(units: 12)
    summary.lowerBound = Money(units: 12)
    #expect(ReplenishmentTable(summary, currency: "").text.contains("0 (optimal)"))
    summary.lowerBound = Money(units: 9)
    #expect(ReplenishmentTable(summary, currency: "").text.contains("25.00%"))
  }
}

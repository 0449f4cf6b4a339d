import SupplyModel

/// What a plan of `replenish` changes: the horizon without it and with it.
package struct ReplenishmentTable: Sendable {
  private let summary: ReplenishmentSummary
  private let currency: String

  package init(_ summary: ReplenishmentSummary, currency: String) {
    self.summary = summary
    self.currency = currency
  }

  /// The table for people. Cost terms that are zero on both sides are left out.
  package var text: String {
    var table = TextTable()
    let (before, after) = (summary.before, summary.after)
    table.add(["expected over \(summary.periods.days) days", "without a plan", summary.policy.rawValue])
    table.rule()
    table.add(["units asked for", units(before.demand), units(after.demand)])
    table.add(["units sold", units(before.sold), units(after.sold)])
    table.add(["units short", units(before.short), units(after.short)])
    if before.spoiled != .zero || after.spoiled != .zero {
      table.add(["units spoiled", units(before.spoiled), units(after.spoiled)])
    }
    table.add(["turnover days", days(before.turnoverDays), days(after.turnoverDays)])
    table.rule()
    for term in ReplenishmentTerm.allCases where before.cost[term] != .zero || after.cost[term] != .zero {
      table.add([term.rawValue, readable(before.cost[term]), readable(after.cost[term])])
    }
    let unit = currency.isEmpty ? "" : " (\(currency))"
    table.add(["total cost" + unit, readable(before.cost.total), readable(after.cost.total)])
    table.rule()
    table.add(["transfers", "", "\(grouped(Int64(summary.transfers))) (\(grouped(summary.transferUnits)) units)"])
    table.add(["purchases", "", "\(grouped(Int64(summary.purchases))) (\(grouped(summary.purchaseUnits)) units)"])
    if summary.spend != .zero { table.add(["to be paid" + unit, "", readable(summary.spend)]) }
    if let objective = summary.objective, let bound = summary.lowerBound {
      table.add(["planning model's cost", "", readable(objective)])
      table.add(["lower bound", "", readable(bound)])
      table.add(["gap", "", summary.gap.map { $0 == 0 ? "0 (optimal)" : percent($0) } ?? "-"])
    }
    return table.text
  }

  private func units(_ units: ExpectedUnits) -> String {
    let tenths = roundedProduct(units.millionths, 1, per: 100_000)
    return grouped(tenths / 10) + ".\(tenths.magnitude % 10)"
  }

  private func days(_ days: Double?) -> String {
    guard let days, days < 1e12 else { return "-" }
    let tenths = Int64((days * 10).rounded())
    return grouped(tenths / 10) + ".\(tenths.magnitude % 10)"
  }
}

/// The figures of summary.json.
extension PlanAudit {
  mutating func checkSummary() {
    let summary = plan.summary
    if let name = summary.scenario { compare(.summary, "scenario", name, scenario.settings.name) }
    if let asOf = summary.asOf { compare(.summary, "as_of", asOf, scenario.settings.asOf) }
    for count in PlanSummaryFile.Count.allCases {
      if let stated = summary.counts[count] { compare(.summary, count.rawValue, stated, recomputed(count)) }
    }
    for term in CostTerm.allCases {
      if let stated = summary.terms[term] { compare(.summary, "cost.\(term.rawValue)", stated, report.cost[term]) }
    }
    if let total = summary.total { compare(.summary, "cost.total", total, report.cost.total) }
    checkBounds(summary)
  }

  private func recomputed(_ count: PlanSummaryFile.Count) -> Int64 {
    switch count {
    case .orders: Int64(scenario.orders.count)
    case .lines: Int64(scenario.lines.count)
    case .units: tally.unitsOrdered
    case .shipments: Int64(plan.shipments.count)
    case .ordersComplete: tally.ordersComplete
    case .unitsFilled: tally.unitsFilled
    case .splitOrders: tally.splitOrders
    case .lateOrders: tally.lateOrders
    }
  }

  private mutating func checkBounds(_ summary: PlanSummaryFile) {
    if let lower = summary.lowerBound {
      if lower > report.cost.total {
        report.add(
          .boundTooHigh(key: "lower_bound", stated: lower, atMost: report.cost.total, of: "the plan's cost"))
      }
      if let price = summary.priceBound, price > lower {
        report.add(.boundTooHigh(key: "price_bound", stated: price, atMost: lower, of: "lower_bound"))
      }
    }
    requireTogether("price_bound", summary.priceBound != nil, summary.lowerBound != nil)
    requireTogether("bound_method", summary.boundMethod != nil, summary.lowerBound != nil)
    compareRatio("gap", summary.gap, gap(summary.lowerBound))
    compareRatio("gap_served", summary.gapServed, gapServed(summary.lowerBound))
  }

  /// A bound without its proof, or a proof without its bound.
  private mutating func requireTogether(_ key: String, _ hasKey: Bool, _ hasBound: Bool) {
    guard hasKey != hasBound else { return }
    report.add(
      .figure(
        .summary, column: key, stated: hasKey ? "given" : "null",
        recomputed: hasBound ? "given, since lower_bound is" : "null, since lower_bound is"))
  }

  private func gap(_ lower: Money?) -> Double? {
    guard let lower else { return nil }
    let total = report.cost.total
    return total == lower
      ? 0 : difference(total, lower) / Double(max(total.millionths.magnitude, lower.millionths.magnitude))
  }

  private func gapServed(_ lower: Money?) -> Double? {
    let served = report.cost.total - report.cost.unfilled
    guard let lower, served > .zero else { return nil }
    return difference(report.cost.total, lower) / Double(served.millionths)
  }

  /// In millionths; exact as long as it fits, since a file may claim any bound.
  private func difference(_ a: Money, _ b: Money) -> Double {
    let (exact, overflow) = a.millionths.subtractingReportingOverflow(b.millionths)
    return overflow ? Double(a.millionths) - Double(b.millionths) : Double(exact)
  }

  /// Ratios are no money: they need not agree beyond what a double holds.
  private mutating func compareRatio(_ key: String, _ stated: Double?, _ recomputed: Double?) {
    if let stated, let recomputed, (stated - recomputed).magnitude <= 1e-9 * max(1, recomputed.magnitude) { return }
    if stated == nil, recomputed == nil { return }
    report.add(
      .figure(
        .summary, column: key, stated: stated?.description ?? "null", recomputed: recomputed?.description ?? "null"))
  }
}

/// The projection's arithmetic, and what the summary makes of it.
extension ReplenishmentAudit {
  /// Millionths of a unit by which sums of rounded expectations may differ.
  private static let rounding: Int64 = 20

  private func name(_ row: ProjectionRow) -> String {
    "projection.csv: \(skuID(row.sku)) at \(nodeID(row.node)) from \(periods.start(Int(row.period)))"
  }

  mutating func checkProjection() {
    var last: [PlaceKey: ExpectedUnits] = [:]
    var next: [PlaceKey: Int] = [:]
    for row in plan.projection {
      let key = PlaceKey(sku: row.sku, node: row.node)
      let period = Int(row.period)
      if next[key, default: 0] != period {
        report.add("\(name(row)): expected the period of \(periods.start(next[key, default: 0])) of this SKU and node")
        continue
      }
      next[key] = period + 1
      let comes = received[key]?[period] ?? 0
      let leaves = sent[key]?[period] ?? 0
      if Int64(row.received) != comes { report.add("\(name(row)): received is \(row.received), recomputed \(comes)") }
      if Int64(row.sent) != leaves { report.add("\(name(row)): sent is \(row.sent), recomputed \(leaves)") }
      checkUnits(row, last[key] ?? ExpectedUnits(millionths: Int64(opening[key]?.available ?? 0) * 1_000_000))
      last[key] = row.mean
      addCost(row)
    }
    for key in Set(received.keys).union(sent.keys).sorted() where (next[key] ?? 0) < periods.count {
      if received[key, default: none] == none && sent[key, default: none] == none { continue }
      report.add("projection.csv: rows of \(skuID(key.sku)) at \(nodeID(key.node)) are missing")
    }
  }

  /// What is there at the end is what was there, came and did not leave.
  private mutating func checkUnits(_ row: ProjectionRow, _ before: ExpectedUnits) {
    let moved = ExpectedUnits(millionths: Int64(row.received - row.sent) * 1_000_000)
    let expected = before + moved + row.unsent - row.sold - row.spoiled
    let tolerance = ReplenishmentAudit.rounding + max(before.millionths, row.mean.millionths) / 10_000_000
    if abs(expected.millionths - row.mean.millionths) > tolerance {
      report.add("\(name(row)): mean is \(row.mean), recomputed \(expected)")
    }
    for (column, units) in [("demand", row.demand), ("short", row.short), ("spoiled", row.spoiled), ("mean", row.mean)]
    where units < .zero {
      report.add("\(name(row)): \(column) is \(units), below 0")
    }
    if row.low > row.median || row.median > row.high {
      report.add("\(name(row)): quantiles \(row.low), \(row.median), \(row.high) do not ascend")
    }
    if scenario.settings.replenishment.backorderPerUnitDay == nil {
      let lost = row.demand - row.sold
      let slack = ReplenishmentAudit.rounding + row.demand.millionths / 1_000
      if abs(lost.millionths - row.short.millionths) > slack && row.short > .zero {
        report.add("\(name(row)): short is \(row.short), but \(row.demand) are asked for and \(row.sold) sold")
      }
    }
  }

  private mutating func addCost(_ row: ProjectionRow) {
    let sku = scenario.skus[Int(row.sku)]
    let days = Int64(periods.length(Int(row.period)))
    let year = row.mean.priced(sku.unitCost.times(sku.holdingRate))
    report.cost[.holding] += Money(millionths: roundedProduct(year.millionths, days, per: 365))
    if let waiting = scenario.settings.replenishment.backorderPerUnitDay {
      report.cost[.shortage] += row.short.priced(waiting) * days
    } else {
      let margin = max(.zero, (sku.price ?? .zero) - sku.unitCost)
      let lost = scenario.settings.unfilled.map { $0.perUnit + margin.times($0.marginFactor) } ?? margin
      report.cost[.shortage] += row.short.priced(lost)
    }
    if let end = sku.seasonEnd, periods.period(of: end) == Int(row.period) {
      report.cost[.markdown] += row.mean.priced(max(.zero, sku.unitCost - sku.salvageValue))
    }
    report.cost[.spoilage] += row.spoiled.priced(sku.unitCost)
  }

  mutating func checkSummary() {
    for term in ReplenishmentTerm.allCases { compare("cost.\(term.rawValue)", report.cost[term].millionths) }
    compare("cost.total", report.cost.total.millionths)
    compare("after.cost", report.cost.total.millionths)
    compare("transfers", Int64(plan.transfers.count) * 1_000_000)
    compare("transfer_units", plan.transfers.reduce(0) { $0 + Int64($1.quantity) } * 1_000_000)
    compare("purchases", Int64(plan.purchases.count) * 1_000_000)
    compare("purchase_units", plan.purchases.reduce(0) { $0 + Int64($1.quantity) } * 1_000_000)
    compare("spend", plan.purchaseCosts.reduce(Money.zero, +).millionths)
    compare("after.demand_units", plan.projection.reduce(0) { $0 + $1.demand.millionths })
    compare("after.sold_units", plan.projection.reduce(0) { $0 + $1.sold.millionths })
    compare("after.short_units", plan.projection.reduce(0) { $0 + $1.short.millionths })
    compare("after.spoiled_units", plan.projection.reduce(0) { $0 + $1.spoiled.millionths })
    checkTurnover()
    guard let cost = plan.figures["objective"], let bound = plan.figures["lower_bound"] else { return }
    if bound.double > cost.double { report.add("summary.json: lower_bound is above objective") }
    let gap = cost.double == bound.double ? 0 : (cost.double - bound.double) / max(abs(cost.double), abs(bound.double))
    if abs((plan.figures["gap"]?.double ?? -1) - gap) > 1e-9 {
      report.add("summary.json: gap is not (objective - lower_bound) / the larger: \(gap)")
    }
  }

  private mutating func checkTurnover() {
    var (held, sold) = (0.0, 0.0)
    for row in plan.projection {
      let cost = scenario.skus[Int(row.sku)].unitCost.double
      held += row.mean.double * cost * Double(periods.length(Int(row.period)))
      sold += row.sold.double * cost
    }
    let stated = plan.figures["after.turnover_days"]?.double
    if sold > 0, let stated, abs(stated - held / sold) > 1e-6 * max(1, stated) {
      report.add("summary.json: after.turnover_days is \(stated), recomputed \(held / sold)")
    }
  }

  private mutating func compare(_ key: String, _ recomputed: Int64) {
    guard let stated = plan.figures[key] else {
      return report.add("summary.json: \(key) is missing")
    }
    if stated.millionths != recomputed {
      report.add("summary.json: \(key) is \(stated.double), recomputed \(decimalText(recomputed, scale: 6))")
    }
  }
}

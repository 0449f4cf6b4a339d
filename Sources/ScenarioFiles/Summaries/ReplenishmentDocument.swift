import SupplyModel

extension ReplenishmentSummary {
  /// The text of summary.json.
  package func json(notices: [Notice]) -> String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("scenario", scenario)
      json.member("policy", policy.rawValue)
      json.member("as_of", periods.first.description)
      json.member("horizon_days", Int64(periods.days))
      json.member("period_days", Int64(periods.periodDays))
      json.member("skus", Int64(skus))
      json.member("sku_nodes", Int64(skuNodes))
      json.member("transfers", Int64(transfers))
      json.member("transfer_units", transferUnits)
      json.member("purchases", Int64(purchases))
      json.member("purchase_units", purchaseUnits)
      json.member("spend", number: spend.description)
      json.object("cost") { after.writeCost(to: &$0) }
      json.object("before") { before.write(to: &$0) }
      json.object("after") { after.write(to: &$0) }
      json.member("objective", number: objective?.description)
      json.member("lower_bound", number: lowerBound?.description)
      json.member("gap", number: gap?.description)
      json.array("notices", of: notices.map(\.text))
    }
  }
}

extension ReplenishmentAuditReport {
  /// What `audit --json` prints of a plan of `replenish`.
  package var json: String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("breaches", Int64(count))
      json.array("listed", of: breaches)
      json.object("cost") { json in
        json.member("total", number: cost.total.description)
        for term in ReplenishmentTerm.allCases { json.member(term.rawValue, number: cost[term].description) }
      }
    }
  }
}

extension ReplenishmentOutlook {
  fileprivate func writeCost(to json: inout JSONText) {
    json.member("total", number: cost.total.description)
    for term in ReplenishmentTerm.allCases { json.member(term.rawValue, number: cost[term].description) }
  }

  fileprivate func write(to json: inout JSONText) {
    json.member("cost", number: cost.total.description)
    json.member("demand_units", number: demand.description)
    json.member("sold_units", number: sold.description)
    json.member("short_units", number: short.description)
    json.member("short_value", number: cost[.shortage].description)
    json.member("spoiled_units", number: spoiled.description)
    json.member("turnover_days", number: turnoverDays.map { "\($0)" })
  }
}

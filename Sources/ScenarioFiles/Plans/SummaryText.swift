import SupplyModel

extension AssignSummary {
  /// The text of summary.json.
  package func json(notices: [Notice]) -> String {
    JSONText.document { json in write(to: &json, notices: notices) }
  }

  /// The members of summary.json.
  func write(to json: inout JSONText, notices: [Notice]) {
    json.member("version", 1)
    json.member("scenario", scenario)
    json.member("policy", policy.rawValue)
    json.member("as_of", asOf.description)
    json.member("orders", Int64(orders))
    json.member("lines", Int64(lines))
    json.member("units", units)
    json.member("shipments", Int64(shipments))
    json.member("orders_complete", Int64(ordersComplete))
    json.member("units_filled", unitsFilled)
    json.member("split_orders", Int64(splitOrders))
    json.member("late_orders", Int64(lateOrders))
    json.object("cost") { json in
      json.member("total", number: cost.total.description)
      for term in CostTerm.allCases { json.member(term.rawValue, number: cost[term].description) }
    }
    json.member("lower_bound", number: bound?.lowerBound.description)
    json.member("price_bound", number: bound?.priceBound.description)
    if let method = bound?.method { json.member("bound_method", method.rawValue) } else { json.null("bound_method") }
    json.member("gap", number: gap?.description)
    json.member("gap_served", number: gapServed?.description)
    json.array("notices", of: notices.map(\.text))
  }
}

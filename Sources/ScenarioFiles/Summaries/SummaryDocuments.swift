import SupplyModel

extension ScenarioContents {
  /// What `check --json` prints.
  package func json(notices: [Notice]) -> String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("scenario", scenario)
      json.member("as_of", asOf.description)
      json.object("contents") { json in
        for entry in entries {
          json.member(
            String(entry.name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }).replacing(",_", with: "_"),
            entry.count)
        }
      }
      json.array("notices", of: notices.map(\.text))
    }
  }
}

extension AuditReport {
  /// What `audit --json` prints.
  package var json: String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("breaches", Int64(count))
      json.array("listed", of: breaches.map(\.description))
      json.object("cost") { json in
        json.member("total", number: cost.total.description)
        for term in CostTerm.allCases { json.member(term.rawValue, number: cost[term].description) }
      }
      for (key, finding) in [("price_bound", priceBound), ("cover_bound", coverBound)] {
        guard let finding else { continue }
        json.member(key, number: finding.bound.bound?.description)
        json.member("\(key)_inexact_orders", Int64(finding.bound.inexactOrders))
        json.member("\(key)_confirmed", number: finding.verdict.map { $0 == .confirmed ? "true" : "false" })
      }
    }
  }
}

/// What `compare --json` prints: the summary of each plan.
package func comparisonJSON(_ plans: [FulfillmentPlan]) -> String {
  JSONText.document { json in
    json.member("version", 1)
    json.array("plans", of: plans) { plan, json in plan.summary.write(to: &json, notices: plan.notices) }
  }
}

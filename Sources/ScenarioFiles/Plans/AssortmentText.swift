import SupplyModel

extension AssortmentPlan {
  /// The text of summary.json.
  package func json(_ scenario: Scenario) -> String {
    JSONText.document { json in
      json.member("version", 1)
      json.member("scenario", self.scenario)
      json.member("capacity", Int64(capacity))
      json.member("front_nodes", Int64(nodes.count))
      json.member("orders", Int64(trainingOrders + holdoutOrders))
      json.member("training_orders", Int64(trainingOrders))
      json.member("holdout_orders", Int64(holdoutOrders))
      if let holdoutFrom { json.member("holdout_from", holdoutFrom.description) } else { json.null("holdout_from") }
      json.member("orders_unreached", Int64(ordersUnreached))
      json.member("orders_elsewhere", Int64(ordersElsewhere))
      json.member("best_policy", policies[best].rawValue)
      if let hybridWay { json.member("hybrid_way", hybridWay.rawValue) } else { json.null("hybrid_way") }
      json.array("policies", of: Array(policies.indices)) { policy, json in
        json.member("policy", policies[policy].rawValue)
        json.member("skus_carried", Int64(carried(policy)))
        AssortmentPlan.write("training", training(policy), to: &json)
        AssortmentPlan.write("holdout", holdout(policy), to: &json)
      }
      json.array("nodes", of: nodeResults) { result, json in
        json.member("node_id", scenario.nodes[Int(result.node)].id)
        json.member("skus_ordered", Int64(result.skusOrdered.count))
        json.array("policies", of: Array(policies.indices)) { policy, json in
          json.member("policy", policies[policy].rawValue)
          json.member("skus_carried", Int64(result.choices[policy].skus.count))
          AssortmentPlan.write("training", result.training(policy), to: &json)
          AssortmentPlan.write("holdout", result.holdout(policy), to: &json)
        }
      }
      json.array("notices", of: notices.map(\.text))
    }
  }

  private static func write(_ key: String, _ orders: LocalOrders, to json: inout JSONText) {
    json.object(key) { json in
      json.member("orders", Int64(orders.orders))
      json.member("local_orders", Int64(orders.local))
      json.member("local_share", number: orders.share?.description)
    }
  }
}

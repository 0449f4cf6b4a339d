/// The files of a plan. The raw value is the name in the output folder.
package enum PlanFile: String, CaseIterable, Sendable {
  case summary = "summary.json"
  case assignments = "assignments.csv"
  case shipments = "shipments.csv"
  case transfers = "transfers.csv"
  case unfilled = "unfilled.csv"
  case nodeCosts = "node_costs.csv"
  case prices = "prices.csv"

  /// The columns of a table, in the order in which they are written; none for summary.json.
  package var columns: [String] {
    switch self {
    case .summary: []
    case .assignments: ["order_id", "line_id", "sku_id", "quantity", "node_id", "shipment_id", "mode"]
    case .shipments:
      [
        "shipment_id", "order_id", "node_id", "destination", "service", "parcels", "units", "weight_kg", "ships_on",
        "arrives_on", "days_late", "carrier", "handling", "commission", "lateness",
      ]
    case .transfers:
      ["transfer_id", "from_node", "to_node", "sku_id", "quantity", "departs_on", "arrives_on", "cost", "reason"]
    case .unfilled: ["order_id", "line_id", "sku_id", "quantity", "reason", "repair", "cost"]
    case .nodeCosts: ["node_id", "activation", "use", "orders", "units"]
    case .prices: ["resource", "node_id", "sku_id", "destination", "service", "price"]
    }
  }
}

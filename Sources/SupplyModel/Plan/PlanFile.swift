/// The files of plans. The raw value is the name in the output folder.
package enum PlanFile: String, CaseIterable, Sendable {
  case summary = "summary.json"
  case assignments = "assignments.csv"
  case shipments = "shipments.csv"
  case transfers = "transfers.csv"
  case unfilled = "unfilled.csv"
  case nodeCosts = "node_costs.csv"
  case prices = "prices.csv"
  /// Only where covers prove the lower bound: the prices that go with them.
  case coverPrices = "cover_prices.csv"
  /// The same: the covers, a row for each of their lines.
  case covers = "covers.csv"
  /// Of `replenish`: what is bought.
  case purchases = "purchases.csv"
  /// Of `replenish`: the stock that is expected.
  case projection = "projection.csv"

  /// The files of a plan of `replenish`; its transfers have a column more.
  package static let replenishment: [PlanFile] = [.summary, .transfers, .purchases, .projection]
  /// The column of transfers.csv that only `replenish` writes: what the goods are expected to save where they go.
  package static let earnings = "earns"

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
    case .prices, .coverPrices: ["resource", "node_id", "sku_id", "destination", "service", "price"]
    case .covers: ["cover_id", "node_id", "sku_id", "limit", "price", "order_id", "line_id", "coefficient"]
    case .purchases:
      ["purchase_id", "node_id", "sku_id", "quantity", "ordered_on", "arrives_on", "unit_cost", "order_cost", "cost"]
    case .projection:
      [
        "node_id", "sku_id", "period_start", "received", "sent", "demand", "sold", "short", "spoiled", "unsent", "mean",
        "q10", "q50", "q90",
      ]
    }
  }

  /// Whether every plan of `assign` has it.
  package var isRequired: Bool {
    switch self {
    case .coverPrices, .covers, .purchases, .projection: false
    default: true
    }
  }
}

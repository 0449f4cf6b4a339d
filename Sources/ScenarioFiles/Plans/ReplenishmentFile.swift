import SupplyModel

/// The files of a plan of `replenish`. The raw value is the name in the output folder.
package enum ReplenishmentFile: String, CaseIterable, Sendable {
  case summary = "summary.json"
  case transfers = "transfers.csv"
  case purchases = "purchases.csv"
  case projection = "projection.csv"

  /// The columns of a table, in the order in which they are written; none for summary.json.
  package var columns: [String] {
    switch self {
    case .summary: []
    case .transfers: PlanFile.transfers.columns
    case .purchases:
      [
        "purchase_id", "node_id", "sku_id", "quantity", "ordered_on", "arrives_on", "unit_cost", "order_cost", "cost",
      ]
    case .projection:
      [
        "node_id", "sku_id", "period_start", "received", "sent", "demand", "sold", "short", "spoiled", "unsent", "mean",
        "q10",
        "q50", "q90",
      ]
    }
  }
}

/// What a cell of a scenario table may hold.
enum CellKind: Equatable, Sendable {
  /// An id: never empty where the column is required.
  case id
  case text
  /// A whole number above 0.
  case quantity
  /// A whole number >= 0.
  case count
  /// >= 0.
  case number
  /// Money that may be negative, and coordinates.
  case signed
  case yesNo
  case word([String])
}

/// The columns of a scenario table, as the format page names them: what an import may write, and what it must.
struct ContractTable: Sendable {
  struct Column: Sendable {
    var name: String
    var kind: CellKind
    var isRequired = false
    /// Belongs to the order, so that all rows of an order must agree (orders.csv only).
    var isOfOrder = false
  }

  var name: String
  /// Columns that must not repeat together; empty where rows may repeat.
  var key: [String] = []
  var columns: [Column]

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

extension ContractTable {
  private static func required(_ name: String, _ kind: CellKind = .id) -> Column {
    Column(name: name, kind: kind, isRequired: true)
  }

  private static func columns(_ kind: CellKind, _ names: String...) -> [Column] {
    names.map { Column(name: $0, kind: kind) }
  }

  private static func ofOrder(_ kind: CellKind, _ names: String...) -> [Column] {
    names.map { Column(name: $0, kind: kind, isOfOrder: true) }
  }

  /// Every table of a scenario folder.
  static let all: [ContractTable] = [
    nodes, skus, stock, zones, lanes, orders, receipts, demand, returns, forecast, supply, levels, calendar,
    stockHistory,
  ]

  private static let nodes = ContractTable(
    name: "nodes", key: ["node_id"],
    columns: [required("node_id"), required("tier", .word(["central", "regional", "store", "vendor"]))]
      + columns(.text, "name") + columns(.signed, "latitude", "longitude") + columns(.text, "region", "parent")
      + columns(.yesNo, "ships", "pickup", "accepts_returns", "online_pool")
      + columns(.count, "capacity_orders", "capacity_units")
      + columns(.number, "handling_per_shipment", "handling_per_unit", "activation_cost", "commission_rate")
      + columns(.text, "cutoff", "open_days") + columns(.number, "reject_rate")
      + columns(.count, "storage_units", "receiving_units"))

  private static let skus = ContractTable(
    name: "skus", key: ["sku_id"],
    columns: [required("sku_id")] + columns(.text, "name", "category")
      + columns(.number, "price", "unit_cost", "weight_kg", "volume_l", "holding_rate")
      + columns(.text, "season_start", "season_end") + columns(.number, "salvage_value")
      + columns(.count, "shelf_life_days") + columns(.quantity, "pack_size") + columns(.yesNo, "ships_alone")
      + columns(.text, "kit_of"))

  private static let stock = ContractTable(
    name: "stock", key: ["node_id", "sku_id"],
    columns: [required("node_id"), required("sku_id"), required("on_hand", .count)]
      + columns(.count, "reserved", "protected") + columns(.signed, "use_cost"))

  private static let zones = ContractTable(
    name: "zones", key: ["zone_id"],
    columns: [required("zone_id")] + columns(.text, "name") + columns(.signed, "latitude", "longitude")
      + columns(.text, "country"))

  private static let lanes = ContractTable(
    name: "lanes", key: ["origin", "destination", "service", "max_weight_kg"],
    columns: [required("origin"), required("destination")] + columns(.text, "service")
      + columns(.number, "max_weight_kg", "cost_per_shipment", "cost_per_unit", "cost_per_kg", "minimum_cost")
      + columns(.count, "transit_days", "capacity_units"))

  private static let orders = ContractTable(
    name: "orders",
    columns: [required("order_id"), required("sku_id"), required("quantity", .quantity)]
      + columns(.text, "line_id") + columns(.number, "unit_price") + columns(.word(["open", "locked"]), "status")
      + columns(.text, "node_id") + ofOrder(.text, "placed_at", "customer_id")
      + ofOrder(.word(["online", "store"]), "channel") + ofOrder(.word(["ship", "pickup"]), "method")
      + ofOrder(.text, "zone_id", "pickup_node", "service", "promise_by")
      + ofOrder(.word(["lines", "units", "never"]), "split") + ofOrder(.quantity, "max_shipments")
      + ofOrder(.number, "priority"))

  private static let receipts = ContractTable(
    name: "receipts",
    columns: [required("node_id"), required("sku_id"), required("quantity", .quantity), required("due")])

  private static let demand = ContractTable(
    name: "demand",
    columns: [required("date"), required("node_id"), required("sku_id"), required("quantity", .quantity)]
      + columns(.text, "customer_id"))

  private static let returns = ContractTable(
    name: "returns",
    columns: columns(.text, "order_id", "sku_id") + columns(.quantity, "quantity")
      + columns(.text, "returned_at", "node_id") + columns(.yesNo, "resalable"))

  private static let forecast = ContractTable(
    name: "forecast",
    columns: columns(.text, "node_id", "zone_id", "sku_id", "period_start") + columns(.number, "mean", "sd"))

  private static let supply = ContractTable(
    name: "supply", key: ["node_id", "sku_id"],
    columns: [required("node_id"), required("sku_id"), required("lead_days", .count)]
      + columns(.number, "unit_cost", "order_cost") + columns(.count, "minimum"))

  private static let levels = ContractTable(
    name: "levels", key: ["node_id", "sku_id"],
    columns: [required("node_id"), required("sku_id")] + columns(.count, "min", "max", "base_stock")
      + columns(.yesNo, "ranged"))

  private static let calendar = ContractTable(
    name: "calendar", key: ["node_id", "date"],
    columns: [required("node_id"), required("date")]
      + columns(.count, "capacity_orders", "capacity_units", "receiving_units") + columns(.yesNo, "open"))

  private static let stockHistory = ContractTable(
    name: "stock_history", key: ["date", "node_id", "sku_id"],
    columns: [required("date"), required("node_id"), required("sku_id"), required("on_hand", .count)])
}

extension CellKind {
  /// What is wrong with a cell, or nil.
  func fault(_ cell: ArraySlice<UInt8>, isRequired: Bool) -> String? {
    if cell.isEmpty { return isRequired ? "empty" : nil }
    switch self {
    case .id, .text: return nil
    case .quantity:
      guard let number = ImportedNumber(cell), number.isWhole, number.millionths > 0, CellKind.fits(number) else {
        return "not a whole number above 0"
      }
    case .count:
      guard let number = ImportedNumber(cell), number.isWhole, number.millionths >= 0, CellKind.fits(number) else {
        return "not a whole number >= 0"
      }
    case .number:
      guard let number = ImportedNumber(cell), number.millionths >= 0 else { return "not a number >= 0" }
    case .signed:
      guard ImportedNumber(cell) != nil else { return "not a number" }
    case .yesNo:
      let words = ["true", "false", "yes", "no", "1", "0"]
      guard words.contains(where: { cell.elementsEqual($0.utf8) }) else { return "not true or false" }
    case .word(let words):
      guard words.contains(where: { cell.elementsEqual($0.utf8) }) else {
        return "not one of \(words.joined(separator: ", "))"
      }
    }
    return nil
  }

  private static func fits(_ number: ImportedNumber) -> Bool {
    number.millionths <= Int64(Int32.max) * 1_000_000
  }
}

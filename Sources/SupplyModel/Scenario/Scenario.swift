/// A validated scenario: every table of the folder, ids resolved to dense indices, defaults filled in.
///
/// Past the reader nothing re-checks: every index is in range, every quantity positive, every key unique.
package struct Scenario: Sendable {
  package var settings: ScenarioSettings

  /// In file order; ties between nodes go to this order.
  package var nodes: [Node] = []
  package var nodeIDs = IdentifierTable()

  package var skus: [SKU] = []
  package var skuIDs = IdentifierTable()
  package var skuNames: [String] = []
  package var skuCategories: [String] = []
  /// Parts of all kits; `SKU.kit` is a range of it.
  package var kitParts: [KitPart] = []

  package var zones: [Zone] = []
  package var zoneIDs = IdentifierTable()

  /// Names of service levels, the default service among them.
  package var services = IdentifierTable()

  /// In file order; one row for each (node, SKU) at most.
  package var stock: [StockRow] = []
  package var receipts: [Receipt] = []
  package var lanes: [LaneRow] = []

  /// In order of first appearance in orders.csv.
  package var orders: [Order] = []
  package var orderIDs = IdentifierTable()
  /// Grouped by order, in file order within each.
  package var lines: [OrderLine] = []
  package var lineIDs = IdentifierTable()
  package var customers = IdentifierTable()

  package var demand: [WalkInDemand] = []
  package var returns: [ReturnRow] = []
  package var forecast: [ForecastRow] = []
  /// The name of the forecast's file; nil where there is none. Messages tell a file without rows from no file.
  package var forecastFile: String?
  package var supply: [SupplyRow] = []
  package var levels: [StockLevel] = []
  package var calendar: [CalendarEntry] = []
  package var stockHistory: [StockSnapshot] = []

  /// What a user should know though it is no fault, in the order found.
  package var notices: [Notice] = []

  package init(settings: ScenarioSettings) { self.settings = settings }

  /// Frees what nobody asks for once `ScenarioTables` are made: the rows of stock and lanes, and the way from an order's
  /// id to its index. A million orders then take some 200 MB less.
  package mutating func dropWhatTablesHold() {
    stock = []
    lanes = []
    orderIDs.dropIndex()
    customers = IdentifierTable()
  }
}

/// A plan as it stands in its files: rows with ids resolved against a scenario, nothing else believed.
///
/// The audit works on this value alone. Rows that cannot be resolved are left out and listed in `faults`.
package struct PlanFiles: Sendable {
  package var summary = PlanSummaryFile()
  package var assignments: [PlanAssignmentRow] = []
  package var shipments: [PlanShipmentRow] = []
  /// The id of each of `shipments`.
  package var shipmentIDs = IdentifierTable()
  package var transfers: [Transfer] = []
  package var unfilled: [PlanUnfilledRow] = []
  package var nodeCosts: [NodeCost] = []
  package var prices: [Price] = []
  package var coverProof = CoverProof()
  /// The first cells that could not be read.
  package var faults: [PlanFileFault] = []
  /// How many cells could not be read in all.
  package var faultCount = 0

  package init() {}

  /// Faults beyond this many are only counted.
  package static let faultsListed = 100
}

/// One row of assignments.csv as read.
package struct PlanAssignmentRow: Hashable, Sendable {
  package var order: OrderIndex
  /// Index into `Scenario.lines`; a line of `order`.
  package var line: LineIndex
  /// What the row says of the line.
  package var sku: SKUIndex
  package var node: NodeIndex
  package var quantity: Int32
  /// Index into `PlanFiles.shipments`.
  package var shipment: Int32
  package var mode: FulfillmentMode

  package init(
    order: OrderIndex, line: LineIndex, sku: SKUIndex, node: NodeIndex, quantity: Int32, shipment: Int32,
    mode: FulfillmentMode
  ) {
    self.order = order
    self.line = line
    self.sku = sku
    self.node = node
    self.quantity = quantity
    self.shipment = shipment
    self.mode = mode
  }
}

/// One row of shipments.csv as read.
package struct PlanShipmentRow: Hashable, Sendable {
  package var row: Shipment
  /// What the row says of its order: the zone, or the node of a pickup.
  package var destination: DeliveryMethod
  /// nil where the cell is empty, as it is for a pickup.
  package var service: ServiceIndex?

  package init(row: Shipment, destination: DeliveryMethod, service: ServiceIndex?) {
    self.row = row
    self.destination = destination
    self.service = service
  }
}

/// One row of unfilled.csv as read.
package struct PlanUnfilledRow: Hashable, Sendable {
  package var row: UnfilledLine
  /// What the row says of the line.
  package var sku: SKUIndex

  package init(row: UnfilledLine, sku: SKUIndex) {
    self.row = row
    self.sku = sku
  }
}

/// Something in a plan's file that cannot be read.
package struct PlanFileFault: Error, Hashable, Sendable {
  package var file: PlanFile
  /// 1-based.
  package var line: Int?
  /// The column's name, or the key's path in summary.json.
  package var column: String?
  package var message: String

  package init(file: PlanFile, line: Int? = nil, column: String? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension PlanFileFault: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: message`, without the parts that do not apply.
  package var description: String {
    var place = file.rawValue
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(message)"
  }
}

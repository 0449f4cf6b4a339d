/// What the audit adds up on its way through a plan.
struct AuditTally {
  /// For each assignment row, the units that count: never more than its line has left, so that no sum can overflow.
  var counted: [Int32]
  /// For each shipment: its arrival by the audit's arithmetic.
  var arrivals: [Day]

  // For each row of stock.csv.
  var taken: [Int64]
  var shipped: [Int64]

  // For each node.
  var orders: [Int32]
  var lockedOrders: [Int32]
  var units: [Int64]
  var lockedUnits: [Int64]
  /// Units sent away by transfers.csv, and those among `units` that leave by it.
  var transferredOut: [Int64]
  var unitsByTransfer: [Int64]
  var use: [Money]
  var isActive: [Bool]

  // Which order, or line, has been seen at each node last.
  var orderAt: NodeMarks
  var lockedAt: NodeMarks
  var lineAt: NodeMarks
  var shipmentAt: NodeMarks

  /// Open units that are picked up elsewhere than where their stock lies.
  var pickedUpElsewhere: [Journey: Int64] = [:]
  /// When a transfer between two nodes arrives.
  var transferArrivals: [Journey: Day] = [:]
  /// Units on lanes with a capacity, by their first row in lanes.csv.
  var laneUnits: [Int32: LaneLoad] = [:]

  var ordersComplete: Int64 = 0
  var splitOrders: Int64 = 0
  var lateOrders: Int64 = 0
  var unitsOrdered: Int64 = 0
  var unitsFilled: Int64 = 0

  /// A way between two nodes, of one SKU or (nil) of all.
  struct Journey: Hashable, Comparable {
    var from: NodeIndex
    var to: NodeIndex
    var sku: SKUIndex?

    static func < (a: Journey, b: Journey) -> Bool { (a.from, a.to, a.sku ?? -1) < (b.from, b.to, b.sku ?? -1) }
  }

  /// What one lane carries.
  struct LaneLoad {
    var zone: ZoneIndex
    var service: ServiceIndex
    var capacity: Int64
    var units: Int64 = 0
    var locked: Int64 = 0
  }

  init(_ scenario: Scenario, _ plan: PlanFiles) {
    counted = [Int32](repeating: 0, count: plan.assignments.count)
    arrivals = [Day](repeating: scenario.settings.asOf, count: plan.shipments.count)
    taken = [Int64](repeating: 0, count: scenario.stock.count)
    shipped = taken
    orders = [Int32](repeating: 0, count: scenario.nodes.count)
    lockedOrders = orders
    units = [Int64](repeating: 0, count: scenario.nodes.count)
    lockedUnits = units
    transferredOut = units
    unitsByTransfer = units
    use = [Money](repeating: .zero, count: scenario.nodes.count)
    isActive = [Bool](repeating: false, count: scenario.nodes.count)
    orderAt = NodeMarks(nodes: scenario.nodes.count)
    lockedAt = orderAt
    lineAt = orderAt
    shipmentAt = orderAt
  }
}

/// A set of nodes for each of many owners in turn, without clearing in between.
struct NodeMarks {
  private var owners: [Int32]

  init(nodes: Int) { owners = [Int32](repeating: -1, count: nodes) }

  /// Marks a node for an owner; false where it is marked already.
  mutating func mark(_ node: NodeIndex, by owner: Int32) -> Bool {
    guard owners[Int(node)] != owner else { return false }
    owners[Int(node)] = owner
    return true
  }
}

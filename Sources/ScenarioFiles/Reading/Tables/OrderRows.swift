import SupplyModel

enum OrderColumn: Int, TableColumn {
  case orderID, skuID, quantity, lineID, unitPrice, status, nodeID, placedAt, customerID, channel, method, zoneID
  case pickupNode, service, promiseBy, split, maxShipments, priority

  static let table = "orders"
  static let names = [
    "order_id*", "sku_id*", "quantity*", "line_id", "unit_price", "status", "node_id", "placed_at", "customer_id",
    "channel", "method", "zone_id", "pickup_node", "service", "promise_by", "split", "max_shipments", "priority",
  ]
}

/// Where a row stands, to look at it again for the text of a fault.
struct RowPlace: Sendable {
  /// In bytes from the beginning of the file; tables are below 2 GiB.
  var offset: Int32
  var line: Int32
}

/// orders.csv: one row a line, rows of one order not necessarily adjacent.
struct OrderRows: TableReader {
  var ids = IdentifierTable()
  /// By `ids`; services by `services`, customers by `customers`, without their lines yet.
  var orders: [Order] = []
  /// The first sound row of each order.
  var places: [RowPlace] = []
  /// Rows that say something else of their order than `orders` does, in file order: which of them is wrong is known
  /// when the order's first row is.
  var deviations: [(order: Order, place: RowPlace)] = []
  /// In file order; line ids by `lineIDs`, -1 for the default.
  var lines: [OrderLine] = []
  /// By `ids`, for each line.
  var orderOfLine: [Int32] = []
  /// The file's line of each line.
  var lineNumbers: [Int32] = []
  /// The default service first.
  var services: IdentifierTable
  var customers = IdentifierTable()
  var lineIDs = IdentifierTable()
  /// The line of the first order that is shipped.
  private(set) var firstShipped: Int?
  /// Whether any shipped order names no service.
  private(set) var usesDefaultService = false

  // Of their own: a table taken out of a shared object is counted as used and given back at each row.
  private let nodes: IdentifierTable
  private let skus: IdentifierTable
  private let prices: [Money?]
  private let zones: IdentifierTable
  private let clock: LocalClock
  private let hasZones: Bool

  init(_ references: References, rows: Int) {
    nodes = references.nodes
    skus = references.skus
    prices = references.prices
    zones = references.zones
    clock = references.clock
    hasZones = references.hasZones
    services = IdentifierTable([references.defaultService])
    // Room for as many orders as rows: memory that is never touched costs nothing, moving a full array does.
    orders.reserveCapacity(rows)
    places.reserveCapacity(rows)
    lines.reserveCapacity(rows)
    orderOfLine.reserveCapacity(rows)
    lineNumbers.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<OrderColumn>) {
    let id = row.required(.orderID)
    let line = readLine(&row)
    let order = readOrder(&row)
    guard row.rowIsSound, let id, let line, let order else { return }
    let index: Int32
    let isNew: Bool
    if let last = orderOfLine.last, ids.isID(last, id) {
      (index, isNew) = (last, false)
    } else {
      (index, isNew) = ids.insert(id)
    }
    let place = RowPlace(offset: Int32(row.rows.rowStart), line: Int32(row.line))
    if isNew {
      orders.append(order)
      places.append(place)
    } else if orders[Int(index)].difference(from: order) != nil {
      deviations.append((order, place))
    }
    lines.append(line)
    orderOfLine.append(index)
    lineNumbers.append(place.line)
  }

  // MARK: The line

  private mutating func readLine(_ row: inout TableCursor<OrderColumn>) -> OrderLine? {
    let sku = row.reference(.skuID, .sku, skus)
    let quantity = row.requiredNumber(.quantity, .quantity)
    let price = row.money(.unitPrice)
    let node = readLockedNode(&row)
    let lineID = row.cell(.lineID)
    guard let sku, let quantity else { return nil }
    return OrderLine(
      sku: sku, quantity: Int32(quantity), unitPrice: price ?? prices[Int(sku)] ?? .zero, lockedNode: node,
      lineID: lineID.isEmpty ? -1 : lineIDs.insert(lineID).index)
  }

  private func readLockedNode(_ row: inout TableCursor<OrderColumn>) -> NodeIndex? {
    let node = row.optionalReference(.nodeID, .node, nodes)
    let status = row.choice(.status, Vocabulary.status)
    let hasNode = !row.cell(.nodeID).isEmpty
    switch status {
    case .locked:
      if !hasNode { row.fault(.nodeID, "is empty; a locked line names the node where it is being picked") }
      return node
    case .open, nil:
      if hasNode, status != nil || row.cell(.status).isEmpty {
        let id = row.text(.nodeID)
        row.fault(.nodeID, "\(quoted(id)) is given for an open line; expected none, or status locked")
      }
      return nil
    }
  }

  // MARK: The order

  private mutating func readOrder(_ row: inout TableCursor<OrderColumn>) -> Order? {
    let method = readMethod(&row)
    let placedAt = row.moment(.placedAt)
    let promiseBy = row.moment(.promiseBy)
    let channel = row.choice(.channel, Vocabulary.channel)
    let split = row.choice(.split, Vocabulary.split)
    let maxShipments = row.number32(.maxShipments, .quantity)
    let priority = row.ratio(.priority, .positiveRatio)
    guard row.rowIsSound, let method else { return nil }
    let customer = row.cell(.customerID)
    return Order(
      lines: 0..<0, method: method, service: readService(&row, method),
      placedAt: placedAt?.instant(clock), promiseBy: promiseBy?.day(clock),
      customer: customer.isEmpty ? nil : customers.insert(customer).index, channel: channel ?? .online,
      split: split ?? .lines, maxShipments: maxShipments, priority: priority ?? .one)
  }

  private mutating func readMethod(_ row: inout TableCursor<OrderColumn>) -> DeliveryMethod? {
    let pickup = row.optionalReference(.pickupNode, .node, nodes)
    let kind = row.choice(.method, Vocabulary.method) ?? (row.cell(.pickupNode).isEmpty ? .ship : .pickup)
    switch kind {
    case .pickup:
      if row.cell(.pickupNode).isEmpty { row.fault(.pickupNode, "is empty; an order for pickup names its node") }
      // The zone of a pickup order decides nothing, but a wrong id is a fault all the same.
      if hasZones { _ = row.optionalReference(.zoneID, .zone, zones) }
      return pickup.map { .pickup(node: $0) }
    case .ship:
      if firstShipped == nil { firstShipped = row.line }
      if !hasZones {
        // One fault for the missing table says it all.
        row.spoilRow()
        return nil
      }
      if row.cell(.zoneID).isEmpty {
        row.fault(.zoneID, "is empty; an order that is shipped names its zone")
        return nil
      }
      return row.reference(.zoneID, .zone, zones).map { .ship(zone: $0) }
    }
  }

  private mutating func readService(_ row: inout TableCursor<OrderColumn>, _ method: DeliveryMethod) -> ServiceIndex {
    guard case .ship = method else { return 0 }
    let service = row.cell(.service)
    if service.isEmpty {
      usesDefaultService = true
      return 0
    }
    return services.insert(service).index
  }

  /// Takes numbers of other tables of services and customers, given by the numbers of this one's.
  mutating func renumber(services: [Int32], customers: [Int32]) {
    func renumbered(_ order: Order) -> Order {
      var order = order
      order.service = services[Int(order.service)]
      order.customer = order.customer.map { customers[Int($0)] }
      return order
    }
    for index in orders.indices { orders[index] = renumbered(orders[index]) }
    for index in deviations.indices { deviations[index].order = renumbered(deviations[index].order) }
  }

  // MARK: Rows that disagree

  /// What a fault says of two rows of one order, with both values as they stand in the file.
  static func disagreement(_ source: TableSource, _ column: OrderColumn, _ row: RowPlace, _ first: RowPlace) -> String {
    let value = text(source, column, row)
    let other = text(source, column, first)
    let id = text(source, .orderID, row)
    return "\(value) differs from \(other) on line \(first.line); all rows of order \(id) must agree"
  }

  /// A cell of a row that was read before, in quotes.
  static func text(_ source: TableSource, _ column: OrderColumn, _ place: RowPlace) -> String {
    let start = Int(place.offset)
    let traits = ByteTraits(UnsafeBufferPointer(start: nil, count: 0))
    var stretch = CSVStretch(
      range: start..<source.csv.body.upperBound, firstLine: Int(place.line), traits: traits)
    stretch.traits.hasQuote = true
    var rows = source.csv.rows(in: stretch)
    guard (try? rows.next()) == true else { return "\"\"" }
    return quoted(rows.text(source.positions[column.rawValue]))
  }
}

extension Order {
  /// The first column in which two rows of one order differ, or nil where they agree.
  func difference(from other: Order) -> OrderColumn? {
    if method != other.method {
      switch (method, other.method) {
      case (.ship, .ship): return .zoneID
      case (.pickup, .pickup): return .pickupNode
      default: return .method
      }
    }
    if service != other.service { return .service }
    if placedAt != other.placedAt { return .placedAt }
    if promiseBy != other.promiseBy { return .promiseBy }
    if customer != other.customer { return .customerID }
    if channel != other.channel { return .channel }
    if split != other.split { return .split }
    if maxShipments != other.maxShipments { return .maxShipments }
    return priority == other.priority ? nil : .priority
  }
}

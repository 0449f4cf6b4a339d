import SupplyModel

enum NodeColumn: Int, TableColumn {
  case nodeID, tier, name, latitude, longitude, region, parent, ships, pickup, acceptsReturns, onlinePool
  case capacityOrders, capacityUnits, handlingPerShipment, handlingPerUnit, activationCost, commissionRate
  case cutoff, openDays, rejectRate, storageUnits, receivingUnits

  static let table = "nodes"
  static let names = [
    "node_id*", "tier*", "name", "latitude", "longitude", "region", "parent", "ships", "pickup", "accepts_returns",
    "online_pool", "capacity_orders", "capacity_units", "handling_per_shipment", "handling_per_unit",
    "activation_cost", "commission_rate", "cutoff", "open_days", "reject_rate", "storage_units", "receiving_units",
  ]
}

/// nodes.csv.
struct NodeRows: TableReader {
  var ids = IdentifierTable()
  var nodes: [Node] = []
  /// The line of each node.
  var lines: [Int] = []
  /// The cell `parent` where it is not empty: any row may name a node of a later row.
  private var parents: [(node: Int, id: String)] = []

  init(_: References, rows: Int) {
    nodes.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<NodeColumn>) {
    guard let id = row.required(.nodeID) else { return }
    let (index, isNew) = ids.insert(id)
    guard isNew else {
      row.fault(.nodeID, "\(quoted(id)) is here twice; the first is on line \(lines[Int(index)])")
      return
    }
    let tier = row.required(.tier) == nil ? nil : row.choice(.tier, Vocabulary.tier)
    // Of a node without a sound tier nothing more is asked: a vendor may have any stock.
    var node = Node(id: String(decoding: id, as: UTF8.self), tier: tier ?? .vendor)
    readPlace(&row, &node)
    readLimitsAndCosts(&row, &node)
    // Kept even where a cell is faulty, so that rows that refer to the node are not faulty too.
    if !row.cell(.parent).isEmpty { parents.append((nodes.count, row.text(.parent))) }
    nodes.append(node)
    lines.append(row.line)
  }

  private func readPlace(_ row: inout TableCursor<NodeColumn>, _ node: inout Node) {
    node.name = row.text(.name)
    node.region = row.text(.region)
    node.coordinates = row.coordinates(.latitude, .longitude)
    if let ships = row.boolean(.ships) { node.ships = ships }
    if let pickup = row.boolean(.pickup) { node.pickup = pickup }
    if let acceptsReturns = row.boolean(.acceptsReturns) { node.acceptsReturns = acceptsReturns }
    if let onlinePool = row.boolean(.onlinePool) { node.onlinePool = onlinePool }
    node.cutoff = row.minuteOfDay(.cutoff)
    if let openDays = readOpenDays(&row) { node.openDays = openDays }
  }

  private func readLimitsAndCosts(_ row: inout TableCursor<NodeColumn>, _ node: inout Node) {
    node.capacityOrders = row.number32(.capacityOrders, .count)
    node.capacityUnits = row.number32(.capacityUnits, .count)
    node.handlingPerShipment = row.money(.handlingPerShipment) ?? .zero
    node.handlingPerUnit = row.money(.handlingPerUnit) ?? .zero
    node.activationCost = row.money(.activationCost) ?? .zero
    node.commissionRate = row.ratio(.commissionRate, .share) ?? .zero
    node.rejectRate = row.ratio(.rejectRate, .share) ?? .zero
    node.storageUnits = row.number(.storageUnits, .largeCount)
    node.receivingUnits = row.number(.receivingUnits, .largeCount)
  }

  private func readOpenDays(_ row: inout TableCursor<NodeColumn>) -> WeekdaySet? {
    let cell = row.cell(.openDays)
    if cell.isEmpty { return nil }
    var days = WeekdaySet()
    for part in cell.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: true) {
      let word = UnsafeBufferPointer(rebasing: part)
      guard let weekday = Vocabulary.weekday.choice(word) else {
        row.fault(
          .openDays,
          puzzle: Puzzle(value: String(decoding: word, as: UTF8.self), candidates: .words(Vocabulary.weekday.names)),
          Vocabulary.weekday.message(word) + ", separated by semicolons")
        return nil
      }
      days.insert(WeekdaySet(weekday))
    }
    return days
  }

  /// Looks up parents; faults: an unknown one, a node that is its own, a circle.
  mutating func resolveParents(_ faults: inout FaultList) {
    let column = NodeColumn.parent.name
    for (node, id) in parents {
      guard let parent = ids.index(of: id) else {
        faults.add(
          line: lines[node], column: column, puzzle: Puzzle(value: id, candidates: .nodes), "unknown node \(quoted(id))"
        )
        continue
      }
      if Int(parent) == node {
        faults.add(line: lines[node], column: column, "\(quoted(id)) is the node itself; expected another node")
        continue
      }
      nodes[node].parent = parent
    }
    for circle in circles(successors: nodes.map { $0.parent.map { [Int($0)] } ?? [] }) {
      let names = circle.map { quoted(nodes[$0].id) }.joined(separator: ", then ")
      faults.add(
        line: lines[circle[0]], column: column,
        "the parents form a circle: \(names), then \(quoted(nodes[circle[0]].id))")
    }
  }
}

import SupplyModel

enum CalendarColumn: Int, TableColumn {
  case nodeID, date, capacityOrders, capacityUnits, receivingUnits, open

  static let table = "calendar"
  static let names = ["node_id*", "date*", "capacity_orders", "capacity_units", "receiving_units", "open"]
}

/// calendar.csv.
struct CalendarRows: TableReader {
  var rows: [CalendarEntry] = []
  private var lines: [Int32] = []
  private let references: References

  init(_ references: References, rows: Int) {
    self.references = references
    self.rows.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<CalendarColumn>) {
    let node = row.reference(.nodeID, .node, references.nodes)
    let day = row.requiredDay(.date)
    let orders = row.number32(.capacityOrders, .count)
    let units = row.number32(.capacityUnits, .count)
    let receiving = row.number(.receivingUnits, .largeCount)
    let open = row.boolean(.open)
    guard row.rowIsSound, let node, let day else { return }
    rows.append(
      CalendarEntry(
        node: node, day: day, capacityOrders: orders, capacityUnits: units, receivingUnits: receiving, open: open))
    lines.append(Int32(row.line))
  }

  /// One table of all stretches; faults: a node and date that are here twice.
  static func joined(
    _ parts: consuming [CalendarRows], _ references: References, _ faults: inout FaultList
  ) -> [CalendarEntry] {
    let lines = parts.flatMap(\.lines)
    let rows = takeAll(&parts, \.rows)
    noteRepeatedKeys(
      lines, column: CalendarColumn.date.name, &faults, hash: { mixed(packed(rows[$0].node, rows[$0].day.number)) },
      isSame: { rows[$0].node == rows[$1].node && rows[$0].day == rows[$1].day },
      key: { "\(rows[$0].day) of node \(quoted(references.nodes[rows[$0].node]))" })
    return rows
  }
}

import SupplyModel

/// A scenario table while rows arrive: `prepare` may refuse a row, `commit` takes it; nothing is kept of a row that
/// another table refuses.
struct TableBuilder {
  let rule: TableRule
  private var pending: [Range<Int>]
  private var output: [UInt8] = []
  private(set) var rowCount = 0
  /// How many cells took the value of their order's first row, by column.
  private(set) var aligned: [Int]
  private var orders: OrderAgreement
  private var groups: GroupedRows
  private var numbers: [IdentifierCounter]
  /// Units by SKU of orders.csv, from which stock may be derived.
  private(set) var units = SummedKeys()
  private let unitColumns: (sku: Int, quantity: Int)?

  init(rule: TableRule) {
    self.rule = rule
    pending = [Range<Int>](repeating: 0..<0, count: rule.columns.count)
    aligned = [Int](repeating: 0, count: rule.columns.count)
    orders = OrderAgreement(rule)
    groups = GroupedRows(rule)
    numbers = [IdentifierCounter](repeating: IdentifierCounter(), count: rule.columns.count)
    if let sku = rule.index(of: "sku_id"), let quantity = rule.index(of: "quantity") {
      unitColumns = (sku, quantity)
    } else {
      unitColumns = nil
    }
  }

  /// Computes the cells of a row for this table and checks them.
  mutating func prepare(_ row: inout RowBuffer, with evaluator: RowEvaluator) throws(RowFault) {
    for index in rule.columns.indices {
      guard case .value(let value) = rule.columns[index].filling else { continue }
      do throws(RowFault) {
        pending[index] = try evaluator.value(value, of: &row)
      } catch {
        throw error.blaming(rule.columns[index].name)
      }
      let isRequired = rule.columns[index].isRequired
      if let fault = rule.columns[index].kind.fault(row.bytes[pending[index]], isRequired: isRequired) {
        throw RowFault(column: rule.columns[index].name, reason: fault)
      }
    }
    try orders.check(pending, of: row)
    if !rule.key.isEmpty { try groups.check(pending, of: row) }
  }

  /// Takes the row that was prepared.
  mutating func commit(_ row: inout RowBuffer) {
    for column in orders.align(&pending, in: &row) { aligned[column] += 1 }
    for index in rule.columns.indices {
      guard case .numberWithin(let other) = rule.columns[index].filling else { continue }
      pending[index] = row.append(String(numbers[index].next(row, pending[other])).utf8)
    }
    if let unitColumns, let quantity = ImportedNumber(row.bytes[pending[unitColumns.quantity]]) {
      units.add(quantity.millionths / 1_000_000, to: pending[unitColumns.sku], of: row)
    }
    if rule.key.isEmpty {
      for index in pending.indices {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output.appendCSV(row.bytes[pending[index]])
      }
      output.append(UInt8(ascii: "\n"))
      rowCount += 1
    } else {
      groups.add(pending, of: row)
      rowCount = groups.count
    }
  }

  /// The rows in the order of their first appearance, without a header.
  func body() -> [UInt8] { rule.key.isEmpty ? output : groups.body() }

  /// The rows as cells; only for tables with a key.
  func keyedRows() -> [[[UInt8]]] { groups.rows() }
}

/// Counts by text.
struct IdentifierCounter {
  private var table = IdentifierTable()
  private var counts: [Int] = []

  mutating func next(_ row: borrowing RowBuffer, _ range: Range<Int>) -> Int {
    let (index, isNew) = row.insert(range, into: &table)
    if isNew { counts.append(0) }
    counts[Int(index)] += 1
    return counts[Int(index)]
  }
}

/// Sums by text, in the order of first appearance.
struct SummedKeys {
  private(set) var keys = IdentifierTable()
  private(set) var sums: [Int64] = []

  mutating func add(_ value: Int64, to range: Range<Int>, of row: borrowing RowBuffer) {
    let (index, isNew) = row.insert(range, into: &keys)
    if isNew { sums.append(0) }
    sums[Int(index)] += value
  }
}

extension [UInt8] {
  /// Appends cells as a line of CSV.
  mutating func appendCSV(row cells: some Sequence<[UInt8]>) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendCSV(cell)
    }
    append(UInt8(ascii: "\n"))
  }

  /// A cell after RFC 4180: quoted where it holds a comma, a quote, a line break, or begins or ends with a space.
  mutating func appendCSV(_ cell: some BidirectionalCollection<UInt8>) {
    let space = UInt8(ascii: " ")
    guard cell.first == space || cell.last == space || cell.contains(where: mustBeQuoted) else {
      append(contentsOf: cell)
      return
    }
    append(UInt8(ascii: "\""))
    for byte in cell {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }
}

import SupplyModel

/// Keeps the rows of one order in agreement on the columns that belong to the order: no reader accepts orders that
/// disagree.
struct OrderAgreement {
  private let order: Int?
  private let columns: [(index: Int, name: String, takesFirst: Bool)]
  private var orders = IdentifierTable()
  /// The cells of each order's first row, one column after the other.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  init(_ rule: TableRule) {
    let isOrders = rule.contract.name == "orders"
    order = isOrders ? rule.index(of: "order_id") : nil
    columns = rule.columns.enumerated().filter { isOrders && $1.isOfOrder }
      .map { ($0, $1.name, $1.takesFirstOfOrder) }
  }

  /// Refuses a row that disagrees with its order in a column that must agree.
  func check(_ cells: [Range<Int>], of row: borrowing RowBuffer) throws(RowFault) {
    guard let order, let index = row.index(cells[order], in: orders) else { return }
    for place in columns.indices where !columns[place].takesFirst {
      if !row.equals(cells[columns[place].index], first(of: index, place)) {
        throw RowFault(column: columns[place].name, reason: "differs from the order's first row")
      }
    }
  }

  /// Gives a row its order's values; returns the columns that changed.
  mutating func align(_ cells: inout [Range<Int>], in row: inout RowBuffer) -> [Int] {
    guard let order else { return [] }
    let (index, isNew) = row.insert(cells[order], into: &orders)
    if isNew {
      for column in columns {
        bytes.append(contentsOf: row.bytes[cells[column.index]])
        starts.append(bytes.count)
      }
      return []
    }
    var changed: [Int] = []
    for place in columns.indices where columns[place].takesFirst {
      let text = first(of: index, place)
      let column = columns[place].index
      if row.equals(cells[column], text) { continue }
      cells[column] = row.append(text)
      changed.append(column)
    }
    return changed
  }

  private func first(of order: Int32, _ place: Int) -> ArraySlice<UInt8> {
    let cell = Int(order) * columns.count + place
    return bytes[starts[cell]..<starts[cell + 1]]
  }
}

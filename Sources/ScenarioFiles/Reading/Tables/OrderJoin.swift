import SupplyModel

/// All of orders.csv, its lines grouped by order.
struct JoinedOrders: Sendable {
  var ids = IdentifierTable()
  var orders: [Order] = []
  var lines: [OrderLine] = []
  var lineIDs = IdentifierTable()
  var customers = IdentifierTable()
  /// The file's line of each line.
  var lineNumbers: [Int32] = []

  init() {}

  /// Joins the stretches in file order, so that numbers do not depend on how the file was divided.
  ///
  /// Faults: rows of one order in different stretches that disagree, a service that is not known, a line id that an
  /// order has twice, an order of more units than fit 32 bits.
  /// - Complexity: O(rows) expected.
  init(
    _ parts: consuming [OrderRows], _ source: TableSource, services: IdentifierTable, _ faults: inout FaultList
  ) {
    var places: [RowPlace] = []
    var orderOfLine: [Int32] = []
    let rows = parts.reduce(0) { $0 + $1.lines.count }
    places.reserveCapacity(rows)
    orderOfLine.reserveCapacity(rows)
    orders.reserveCapacity(rows)
    lines.reserveCapacity(rows)
    lineNumbers.reserveCapacity(rows)
    for index in parts.indices {
      append(&parts[index], source, services, &places, &orderOfLine, &faults)
      // Its memory is free as soon as it is copied.
      parts[index] = OrderRows(.none, rows: 0)
    }
    group(by: orderOfLine)
    nameLines(source, &faults)
  }

  private mutating func append(
    _ part: inout OrderRows, _ source: TableSource, _ services: IdentifierTable, _ places: inout [RowPlace],
    _ orderOfLine: inout [Int32], _ faults: inout FaultList
  ) {
    let serviceNumbers = (0..<part.services.count).map { services.index(of: part.services[$0]) }
    for index in part.orders.indices {
      let service = Int(part.orders[index].service)
      if serviceNumbers[service] == nil {
        let id = part.services[service]
        faults.add(
          line: Int(part.places[index].line), column: OrderColumn.service.name,
          puzzle: Puzzle(value: id, candidates: .services),
          "unknown service \(quoted(id)); no tariff and no lane has it")
      }
      part.orders[index].service = serviceNumbers[service] ?? 0
    }
    if ids.isEmpty {
      // The first stretch's numbers are the file's.
      swap(&ids, &part.ids)
      swap(&lineIDs, &part.lineIDs)
      swap(&customers, &part.customers)
      orders += part.orders
      lines += part.lines
      places += part.places
      orderOfLine += part.orderOfLine
      lineNumbers += part.lineNumbers
      return
    }
    let customerNumbers = customers.merge(part.customers)
    let lineNames = lineIDs.merge(part.lineIDs)
    let orderNumbers = ids.merge(part.ids)
    for (index, number) in orderNumbers.enumerated() {
      var order = part.orders[index]
      order.customer = order.customer.map { customerNumbers[Int($0)] }
      if Int(number) == orders.count {
        orders.append(order)
        places.append(part.places[index])
      } else if let column = orders[Int(number)].difference(from: order) {
        let place = part.places[index]
        faults.add(
          line: Int(place.line), column: column.name,
          OrderRows.disagreement(source, column, place, places[Int(number)]))
      }
    }
    for index in part.lines.indices {
      var line = part.lines[index]
      if line.lineID >= 0 { line.lineID = lineNames[Int(line.lineID)] }
      lines.append(line)
      orderOfLine.append(orderNumbers[Int(part.orderOfLine[index])])
    }
    lineNumbers += part.lineNumbers
  }

  /// Brings the lines of each order together, in file order, and sets `Order.lines`.
  private mutating func group(by orderOfLine: [Int32]) {
    var counts = [Int32](repeating: 0, count: orders.count)
    var isGrouped = true
    var last: Int32 = 0
    for order in orderOfLine {
      counts[Int(order)] += 1
      isGrouped = isGrouped && order >= last
      last = order
    }
    var start: Int32 = 0
    for index in orders.indices {
      orders[index].lines = start..<(start + counts[index])
      start += counts[index]
    }
    // Orders are numbered by first appearance, so numbers that never fall are orders whose rows are adjacent.
    if isGrouped { return }
    var next = orders.map(\.lines.lowerBound)
    var grouped = lines
    var numbers = lineNumbers
    for (row, order) in orderOfLine.enumerated() {
      let place = Int(next[Int(order)])
      next[Int(order)] += 1
      grouped[place] = lines[row]
      numbers[place] = lineNumbers[row]
    }
    lines = grouped
    lineNumbers = numbers
  }

  /// Gives lines without an id the default 1, 2, … and checks what only a whole order shows.
  private mutating func nameLines(_ source: TableSource, _ faults: inout FaultList) {
    // Default ids by position, looked up once.
    var defaults: [Int32] = []
    // For each line id, the line that had it last.
    var seen = [Int32](repeating: -1, count: lineIDs.count)
    for order in orders.indices {
      let range = orders[order].lines
      var units: Int64 = 0
      for line in range {
        let position = Int(line - range.lowerBound)
        if lines[Int(line)].lineID < 0 {
          while defaults.count <= position { defaults.append(lineIDs.insert(String(defaults.count + 1)).index) }
          lines[Int(line)].lineID = defaults[position]
        }
        let id = Int(lines[Int(line)].lineID)
        while seen.count < lineIDs.count { seen.append(-1) }
        if seen[id] >= range.lowerBound {
          faults.add(
            line: Int(lineNumbers[Int(line)]), column: OrderColumn.lineID.name,
            "line \(quoted(lineIDs[id])) of order \(quoted(ids[order])) is here twice; the first is on line "
              + "\(lineNumbers[Int(seen[id])])")
        }
        seen[id] = line
        units += Int64(lines[Int(line)].quantity)
      }
      if units > Int64(Int32.max) {
        faults.add(
          line: Int(lineNumbers[Int(range.lowerBound)]), column: OrderColumn.quantity.name,
          "order \(quoted(ids[order])) has \(units) units; expected at most 2147483647")
      }
    }
  }
}

extension IdentifierTable {
  /// Adds the ids of another table in their order.
  /// - Returns: for each of them its index here.
  /// - Complexity: O(bytes of `other`) expected.
  mutating func merge(_ other: IdentifierTable) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(other.count)
    for index in 0..<other.count {
      other.bytes(of: index).withUnsafeBufferPointer { numbers.append(insert($0).index) }
    }
    return numbers
  }
}

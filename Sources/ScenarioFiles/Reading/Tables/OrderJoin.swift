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
    // Services that neither a tariff nor a lane has are numbered behind those that are known.
    var numbered = services
    for index in parts.indices {
      append(
        &parts[index], source, &numbered, &places, &orderOfLine, &faults, knownServices: services.count)
      // Its memory is free as soon as it is copied.
      parts[index] = OrderRows(.none, rows: 0)
    }
    group(by: orderOfLine)
    nameLines(source, &faults)
  }

  private mutating func append(
    _ part: inout OrderRows, _ source: TableSource, _ services: inout IdentifierTable, _ places: inout [RowPlace],
    _ orderOfLine: inout [Int32], _ faults: inout FaultList, knownServices: Int
  ) {
    let lineNames = lineIDs.merge(part.lineIDs)
    part.renumber(services: services.merge(part.services), customers: customers.merge(part.customers))
    let numbers = ids.merge(part.ids)
    var differs = [Bool](repeating: false, count: numbers.count)
    for (index, number) in numbers.enumerated() {
      let order = part.orders[index]
      guard Int(number) == orders.count else {
        differs[index] = orders[Int(number)].difference(from: order) != nil
        continue
      }
      orders.append(order)
      places.append(part.places[index])
      if order.service >= knownServices {
        let id = services[order.service]
        faults.add(
          line: Int(part.places[index].line), column: OrderColumn.service.name,
          puzzle: Puzzle(value: id, candidates: .services),
          "unknown service \(quoted(id)); no tariff and no lane has it")
      }
    }
    noteDisagreements(part, numbers, differs, source, places, &faults)
    for index in part.lines.indices {
      var line = part.lines[index]
      if line.lineID >= 0 { line.lineID = lineNames[Int(line.lineID)] }
      lines.append(line)
      orderOfLine.append(numbers[Int(part.orderOfLine[index])])
    }
    lineNumbers += part.lineNumbers
  }

  /// Compares every row with the first of its order, wherever in the file that is.
  private func noteDisagreements(
    _ part: OrderRows, _ numbers: [Int32], _ differs: [Bool], _ source: TableSource, _ places: [RowPlace],
    _ faults: inout FaultList
  ) {
    if part.deviations.isEmpty, !differs.contains(true) { return }
    var next = 0
    for row in part.lines.indices {
      let index = Int(part.orderOfLine[row])
      var place = part.places[index]
      var order = part.orders[index]
      if next < part.deviations.count, part.deviations[next].place.line == part.lineNumbers[row] {
        (order, place) = (part.deviations[next].order, part.deviations[next].place)
        next += 1
      } else if !differs[index] {
        continue
      }
      place.line = part.lineNumbers[row]
      let number = Int(numbers[index])
      guard let column = orders[number].difference(from: order) else { continue }
      faults.add(
        line: Int(place.line), column: column.name,
        OrderRows.disagreement(source, column, place, places[number]))
    }
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

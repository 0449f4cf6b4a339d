import SupplyModel

/// The rows of each table of a plan. Columns are numbered as in `PlanFile.columns`.
extension PlanReader {
  mutating func readShipment(_ table: inout PlanTable) throws(PlanFileFault) {
    if table.cell(0).isEmpty { throw table.fault(0, "expected an id") }
    if plan.shipmentIDs.index(of: table.cell(0)) != nil { throw table.fault(0, "stands twice") }
    let order = try table.id(1, in: scenario.orderIDs, "order", near: plan.shipments.last?.row.order)
    let row = Shipment(
      order: order, node: try table.id(2, in: scenario.nodeIDs, "node"), parcels: try table.integer(5),
      units: try table.integer(6), weight: try table.weight(7), shipsOn: try table.day(8),
      arrivesOn: try table.day(9), daysLate: try table.integer(10), carrier: try table.money(11),
      handling: try table.money(12), commission: try table.money(13), lateness: try table.money(14))
    let destination = try destination(table)
    let service = table.cell(4).isEmpty ? nil : try table.id(4, in: scenario.services, "service")
    // The id counts only with its row, so that ids and rows keep one numbering.
    _ = plan.shipmentIDs.insert(table.cell(0))
    plan.shipments.append(PlanShipmentRow(row: row, destination: destination, service: service))
  }

  private func destination(_ table: borrowing PlanTable) throws(PlanFileFault) -> DeliveryMethod {
    if let zone = scenario.zoneIDs.index(of: table.cell(3)) { return .ship(zone: zone) }
    return .pickup(node: try table.id(3, in: scenario.nodeIDs, "zone or node"))
  }

  mutating func readAssignment(_ table: inout PlanTable) throws(PlanFileFault) {
    let (order, line) = try orderLine(table, near: plan.assignments.last.map { ($0.order, $0.line) })
    let sku = try table.id(2, in: scenario.skuIDs, "SKU")
    let quantity = try table.quantity(3)
    let node = try table.id(4, in: scenario.nodeIDs, "node")
    let shipment = try shipment(table, near: plan.assignments.last?.shipment)
    plan.assignments.append(
      PlanAssignmentRow(
        order: order, line: line, sku: sku, node: node, quantity: quantity, shipment: shipment,
        mode: try table.word(6)))
  }

  private func shipment(_ table: borrowing PlanTable, near last: Int32?) throws(PlanFileFault) -> Int32 {
    if let last {
      if plan.shipmentIDs.holds(table.cell(5), at: last) { return last }
      if plan.shipmentIDs.holds(table.cell(5), at: last + 1) { return last + 1 }
    }
    guard let shipment = plan.shipmentIDs.index(of: table.cell(5)) else {
      throw table.fault(5, "is no shipment of shipments.csv that could be read")
    }
    return shipment
  }

  /// The order and line of two columns. Rows mostly follow the lines, so the search begins at the last one found:
  /// a table in order is read in linear time however long its orders are.
  private func orderLine(
    _ table: borrowing PlanTable, at columns: (order: Int, line: Int) = (0, 1),
    near last: (order: OrderIndex, line: LineIndex)?
  ) throws(PlanFileFault) -> (OrderIndex, LineIndex) {
    let order = try table.id(columns.order, in: scenario.orderIDs, "order", near: last?.order)
    guard let id = scenario.lineIDs.index(of: table.cell(columns.line)) else {
      throw table.fault(columns.line, "is no line of order \(table.text(columns.order))")
    }
    let lines = scenario.orders[Int(order)].lines
    let start = last.flatMap { lines.contains($0.line) ? $0.line : nil } ?? lines.lowerBound
    for line in start..<lines.upperBound where scenario.lines[Int(line)].lineID == id { return (order, line) }
    for line in lines.lowerBound..<start where scenario.lines[Int(line)].lineID == id { return (order, line) }
    throw table.fault(columns.line, "is no line of order \(table.text(columns.order))")
  }

  mutating func readTransfer(_ table: inout PlanTable) throws(PlanFileFault) {
    plan.transfers.append(try table.transfer(scenario))
  }

  mutating func readUnfilled(_ table: inout PlanTable) throws(PlanFileFault) {
    let (order, line) = try orderLine(table, near: plan.unfilled.last.map { ($0.row.order, $0.row.line) })
    let sku = try table.id(2, in: scenario.skuIDs, "SKU")
    let row = UnfilledLine(
      order: order, line: line, quantity: try table.quantity(3), reason: try table.word(4), repair: table.text(5),
      cost: try table.money(6))
    plan.unfilled.append(PlanUnfilledRow(row: row, sku: sku))
  }

  mutating func readNodeCost(_ table: inout PlanTable) throws(PlanFileFault) {
    plan.nodeCosts.append(
      NodeCost(
        node: try table.id(0, in: scenario.nodeIDs, "node"), activation: try table.money(1), use: try table.money(2),
        orders: try table.integer(3), units: try table.integer64(4)))
  }

  func price(_ table: borrowing PlanTable) throws(PlanFileFault) -> Price {
    let kind: PricedResource.Kind = try table.word(0)
    let node = try table.id(1, in: scenario.nodeIDs, "node")
    let resource: PricedResource =
      switch kind {
      case .stock: .stock(node, try table.id(2, in: scenario.skuIDs, "SKU"))
      case .protected: .protected(node, try table.id(2, in: scenario.skuIDs, "SKU"))
      case .capacityOrders: .capacityOrders(node)
      case .capacityUnits: .capacityUnits(node)
      case .laneUnits:
        .laneUnits(
          node, try table.id(3, in: scenario.zoneIDs, "zone"), try table.id(4, in: scenario.services, "service"))
      case .activation: .activation(node)
      }
    return Price(resource: resource, price: try table.money(5))
  }

  /// A line of a cover; the rows of a cover follow each other and agree on what it is.
  mutating func readCover(_ table: borrowing PlanTable) throws(PlanFileFault) {
    let number = try table.integer(0)
    let last = plan.coverProof.covers.count - 1
    var cover = PricedCover(
      node: try table.id(1, in: scenario.nodeIDs, "node"), sku: try table.id(2, in: scenario.skuIDs, "SKU"),
      limit: try table.quantity(3), price: try table.money(4), terms: [])
    let (order, line) = try orderLine(table, at: (5, 6), near: nil)
    let term = PricedCover.Term(order: order, line: line, coefficient: try table.quantity(7))
    if last >= 0 && Int(number) == last + 1 {
      guard plan.coverProof.covers[last].isSame(cover) else {
        throw table.fault(0, "is not the cover of the row before")
      }
      plan.coverProof.covers[last].terms.append(term)
    } else {
      if Int(number) != last + 2 { throw table.fault(0, "is no next cover: expected \(last + 2)") }
      cover.terms = [term]
      plan.coverProof.covers.append(cover)
    }
  }
}

import SupplyModel

/// The rows of each table of a plan, in the plan's order.
extension PlanWriter {
  /// `order_id,line_id,sku_id,quantity,`: how the rows of an order's lines begin.
  private func begin(_ order: OrderIndex, _ line: LineIndex, _ quantity: Int32, to sink: FileSink) {
    orders.write(order, to: sink)
    sink.comma()
    lines.write(scenario.lines[Int(line)].lineID, to: sink)
    sink.comma()
    skus.write(scenario.lines[Int(line)].sku, to: sink)
    sink.comma()
    sink.write(Int64(quantity))
    sink.comma()
  }

  func writeAssignments(_ plan: FulfillmentPlan, _ numbers: [Int32], _ range: Range<Int>, to sink: FileSink) {
    for row in plan.assignments[range] {
      begin(row.order, row.line, row.quantity, to: sink)
      nodes.write(row.node, to: sink)
      sink.comma()
      orders.write(plan.shipments[Int(row.shipment)].order, number: numbers[Int(row.shipment)], to: sink)
      sink.comma()
      sink.write(row.mode.rawValue)
      sink.endRow()
    }
  }

  func writeShipments(_ shipments: [Shipment], _ numbers: [Int32], _ range: Range<Int>, to sink: FileSink) {
    var days = DayTexts()
    for index in range {
      let row = shipments[index]
      orders.write(row.order, number: numbers[index], to: sink)
      sink.comma()
      orders.write(row.order, to: sink)
      sink.comma()
      nodes.write(row.node, to: sink)
      sink.comma()
      let order = scenario.orders[Int(row.order)]
      switch order.method {
      case .ship(let zone):
        zones.write(zone, to: sink)
        sink.comma()
        services.write(order.service, to: sink)
      case .pickup(let node):
        nodes.write(node, to: sink)
        sink.comma()
      }
      sink.comma()
      sink.write(Int64(row.parcels))
      sink.comma()
      sink.write(Int64(row.units))
      sink.comma()
      sink.write(row.weight.milligrams, scale: 6)
      sink.comma()
      sink.write(days.text(row.shipsOn))
      sink.comma()
      sink.write(days.text(row.arrivesOn))
      sink.comma()
      sink.write(Int64(row.daysLate))
      sink.comma()
      sink.write(row.carrier)
      sink.comma()
      sink.write(row.handling)
      sink.comma()
      sink.write(row.commission)
      sink.comma()
      sink.write(row.lateness)
      sink.endRow()
    }
  }

  /// Rows of one (from, to, day) are one transfer and share its id: T1, T2 … in order of appearance.
  func writeTransfers(_ transfers: [Transfer], to sink: FileSink, withEarnings: Bool = false) {
    struct Journey: Hashable {
      var from: NodeIndex
      var to: NodeIndex
      var day: Day
    }
    var numbers: [Journey: Int] = [:]
    for row in transfers {
      let journey = Journey(from: row.from, to: row.to, day: row.departsOn)
      let number = numbers[journey] ?? numbers.count + 1
      numbers[journey] = number
      sink.write("T\(number),")
      nodes.write(row.from, to: sink)
      sink.comma()
      nodes.write(row.to, to: sink)
      sink.comma()
      skus.write(row.sku, to: sink)
      sink.write(",\(row.quantity),\(row.departsOn),\(row.arrivesOn),\(row.cost),")
      sink.write(field: row.reason)
      if withEarnings {
        sink.comma()
        if let earns = row.earns { sink.write(earns) }
      }
      sink.endRow()
    }
  }

  func writeUnfilled(_ unfilled: [UnfilledLine], _ range: Range<Int>, to sink: FileSink) {
    for row in unfilled[range] {
      begin(row.order, row.line, row.quantity, to: sink)
      sink.write(row.reason.rawValue)
      sink.comma()
      sink.write(field: row.repair)
      sink.comma()
      sink.write(row.cost)
      sink.endRow()
    }
  }

  func writeNodeCosts(_ nodeCosts: [NodeCost], to sink: FileSink) {
    for row in nodeCosts {
      nodes.write(row.node, to: sink)
      sink.write(",\(row.activation),\(row.use),\(row.orders),\(row.units)\n")
    }
  }

  func writePrices(_ prices: [Price], _ range: Range<Int>, to sink: FileSink) {
    for row in prices[range] where row.price != .zero {
      sink.write(row.resource.kind.rawValue)
      sink.comma()
      nodes.write(row.resource.node, to: sink)
      sink.comma()
      switch row.resource {
      case .stock(_, let sku), .protected(_, let sku):
        skus.write(sku, to: sink)
        sink.write(",,,")
      case .laneUnits(_, let zone, let service):
        sink.comma()
        zones.write(zone, to: sink)
        sink.comma()
        services.write(service, to: sink)
        sink.comma()
      case .capacityOrders, .capacityUnits, .activation:
        sink.write(",,,")
      }
      sink.write(row.price)
      sink.endRow()
    }
  }

  func writeCovers(_ covers: [PricedCover], _ range: Range<Int>, to sink: FileSink) {
    for index in range {
      let cover = covers[index]
      for term in cover.terms {
        sink.write(Int64(index + 1))
        sink.comma()
        nodes.write(cover.node, to: sink)
        sink.comma()
        skus.write(cover.sku, to: sink)
        sink.comma()
        sink.write(Int64(cover.limit))
        sink.comma()
        sink.write(cover.price)
        sink.comma()
        orders.write(term.order, to: sink)
        sink.comma()
        lines.write(scenario.lines[Int(term.line)].lineID, to: sink)
        sink.comma()
        sink.write(Int64(term.coefficient))
        sink.endRow()
      }
    }
  }
}

/// The text of the last day asked for: a plan has a handful of days and millions of cells.
private struct DayTexts {
  private var recent: [(day: Day, text: String)] = []

  mutating func text(_ day: Day) -> String {
    if let known = recent.first(where: { $0.day == day }) { return known.text }
    if recent.count == 16 { recent.removeFirst() }
    let text = day.description
    recent.append((day, text))
    return text
  }
}

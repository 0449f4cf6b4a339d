/// A simple lower bound for orders that are too long to try everything.
extension BoundSearch {
  /// Each line on its own pays only what grows with its units, at the node that asks least, or its penalty; all that is
  /// paid once for a shipment or an order is left out. Rounded down wherever the whole is rounded once.
  func relaxed(_ order: Order, _ shipments: [BoundShipment]) -> Int128 {
    let scenario = market.scenario
    var total: Int128 = 0
    for index in order.lines {
      let line = scenario.lines[Int(index)]
      let units = Int128(line.quantity)
      if let node = line.lockedNode {
        total += Int128(line.quantity) * unitCost(line, node, order, isLocked: true)
        continue
      }
      let penalty = unitPenalty(line)
      // Linear in the units, so that a mixture is never below the lower of the two.
      var least = rounded(down: units * penalty * Int128(order.priority.billionths), per: 1_000_000_000)
      for shipment in shipments {
        guard market.stock.row(shipment.node, line.sku) != nil else { continue }
        least = min(least, units * unitCost(line, shipment.node, order, isLocked: false))
      }
      total += least
    }
    // A rounding of the order's penalty or of a row's commission moves at most a millionth.
    return total - Int128(order.lines.count) - 1
  }

  private func unitPenalty(_ line: OrderLine) -> Int128 {
    let penalty = market.scenario.settings.unfilled ?? UnfilledPenalty()
    let margin = max(.zero, line.unitPrice - market.scenario.skus[Int(line.sku)].unitCost)
    return Int128((penalty.perUnit + margin.times(penalty.marginFactor)).millionths)
  }

  /// Use cost, handling, commission and prices of one unit, the carrier's part left out.
  private func unitCost(_ line: OrderLine, _ node: NodeIndex, _ order: Order, isLocked: Bool) -> Int128 {
    let place = Int(node)
    let scenario = market.scenario
    var value = Int128(scenario.nodes[place].handlingPerUnit.millionths)
    let commission = Int128(line.unitPrice.millionths) * Int128(scenario.nodes[place].commissionRate.billionths)
    value += rounded(down: commission, per: 1_000_000_000)
    if let row = market.stock.row(node, line.sku) {
      value += Int128(scenario.stock[row].useCost.millionths)
      if !isLocked {
        value += Int128(market.stockPrice[row])
        if case .ship = order.method { value += Int128(market.protectedPrice[row]) }
      }
    }
    if !isLocked { value += Int128(market.unitsPrice[place]) }
    return value
  }

  private func rounded(down value: Int128, per divisor: Int128) -> Int128 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}

/// The penalty of one order, added up line by line and rounded once at each step, so that the parts add up exactly.
struct UnfilledSum {
  private let penalty: UnfilledPenalty
  private let priority: Ratio
  private var plain = Money.zero
  private var hasAny = false
  /// The order's penalty so far, priority included.
  private(set) var booked = Money.zero

  init(_ penalty: UnfilledPenalty, _ priority: Ratio) {
    self.penalty = penalty
    self.priority = priority
  }

  /// Adds a line's unfilled units; returns the line's part.
  mutating func add(units: Int64, unitPrice: Money, unitCost: Money) -> Money {
    guard units > 0 else { return .zero }
    if !hasAny { plain += penalty.perOrder }
    hasAny = true
    let margin = max(.zero, unitPrice - unitCost).times(penalty.marginFactor)
    plain += penalty.perLine + (penalty.perUnit + margin) * units
    let before = booked
    booked = plain.times(priority)
    return booked - before
  }
}

extension PlanAudit {
  /// Checks that a line's units add up, and the rows of unfilled.csv.
  mutating func checkUnfilled(
    _ index: LineIndex, _ order: OrderIndex, _ assigned: Int64, _ view: inout OrderView, _ sum: inout UnfilledSum
  ) {
    let line = scenario.lines[Int(index)]
    let rows = unfilledByLine[Int(index)]
    var stated: Int64 = 0
    for row in rows { stated += Int64(plan.unfilled[Int(row)].row.quantity) }
    let ordered = Int64(line.quantity)
    if assigned + stated != ordered {
      report.add(
        .quantities(
          order: orderID(order), line: lineID(index), ordered: ordered, assigned: assigned, unfilled: stated))
    }
    let part = sum.add(
      units: max(0, ordered - assigned), unitPrice: line.unitPrice, unitCost: scenario.skus[Int(line.sku)].unitCost)
    for (position, rowIndex) in zip(0..., rows) {
      let read = plan.unfilled[Int(rowIndex)]
      if position > 0 { report.add(.repeatedRow(name(.unfilled(Int(rowIndex))))) }
      if read.sku != line.sku {
        report.add(
          .contradiction(
            name(.unfilled(Int(rowIndex))), column: "sku_id", stated: skuID(read.sku), expected: skuID(line.sku),
            source: "the order's"))
      }
      if read.row.order != order {
        report.add(
          .contradiction(
            name(.unfilled(Int(rowIndex))), column: "order_id", stated: orderID(read.row.order),
            expected: orderID(order),
            source: "the line's order"))
      }
      if position == 0 { compare(.unfilled(Int(rowIndex)), "cost", read.row.cost, part) }
    }
  }
}

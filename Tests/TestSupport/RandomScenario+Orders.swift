import RandomStreams
import SupplyModel

extension RandomScenario {
  mutating func addOrders() {
    for index in 0..<stream.uniform(in: sizes.orders) {
      _ = scenario.orderIDs.insert("O\(index)")
      let isPickup = draws(.pickupOrders, 0.4)
      let method: DeliveryMethod =
        isPickup
        ? .pickup(node: NodeIndex(stream.uniform(below: scenario.nodes.count)))
        : .ship(zone: ZoneIndex(stream.uniform(below: scenario.zones.count)))
      var order = Order(lines: 0..<0, method: method)
      order.service = ServiceIndex(stream.uniform(below: scenario.services.count))
      order.split = splitRule()
      if draws(.orderMaxShipments, 0.6) { order.maxShipments = Int32(stream.uniform(in: 1...3)) }
      if draws(.priorities, 0.7) { order.priority = priority() }
      if has(.promises) || has(.cutoffs) { order.placedAt = placedAt() }
      if draws(.promises, 0.8) { order.promiseBy = RandomScenario.asOf + Int32(stream.uniform(in: -1...4)) }
      addLines(&order)
      scenario.orders.append(order)
    }
  }

  private mutating func splitRule() -> SplitRule {
    if draws(.splitByUnits, 0.5) { return .units }
    return draws(.splitNever, 0.4) ? .never : .lines
  }

  private mutating func priority() -> Ratio {
    switch stream.uniform(below: 3) {
    case 0: Ratio(billionths: Int64(stream.uniform(in: 1...3)) * 1_000_000_000)
    case 1: Ratio(billionths: Int64(stream.uniform(in: 1...4_000_000_000)))
    default: Ratio(billionths: 1_500_000_000)
    }
  }

  /// A whole minute on as_of or a day beside it, local time.
  private mutating func placedAt() -> Instant? {
    if stream.bernoulli(0.15) { return nil }
    let day = Int64(RandomScenario.asOf.number) + Int64([0, 0, 0, -1, 1][stream.uniform(below: 5)])
    return Instant(seconds: day * 86_400 + Int64(stream.uniform(in: 0...1439)) * 60 - 8 * 3600)
  }

  private mutating func addLines(_ order: inout Order) {
    let first = Int32(scenario.lines.count)
    var count = stream.uniform(in: sizes.lines)
    // More lines only where each is filled whole: units of many lines have too many plans to enumerate.
    if order.split != .units && draws(.manyLines, 0.4) { count += 2 }
    let skus = scenario.skus.count
    if !has(.repeatedSKU) { count = min(count, skus) }
    let distinct = stream.permutation(count: skus)
    for index in 0..<count {
      let sku = has(.repeatedSKU) ? stream.uniform(below: skus) : distinct[index]
      let largest = order.split == .units && count > 2 ? min(2, sizes.quantity.upperBound) : sizes.quantity.upperBound
      var line = OrderLine(
        sku: SKUIndex(sku), quantity: Int32(stream.uniform(in: sizes.quantity.lowerBound...largest)),
        lineID: scenario.lineIDs.insert("\(index + 1)").index)
      line.unitPrice = stream.bernoulli(0.5) ? scenario.skus[sku].price ?? .zero : money(upTo: 50)
      if draws(.lockedLines, 0.25) { line.lockedNode = NodeIndex(stream.uniform(below: scenario.nodes.count)) }
      scenario.lines.append(line)
    }
    order.lines = first..<Int32(scenario.lines.count)
  }
}

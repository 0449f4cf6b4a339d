/// Prices: never negative, each resource once, and only of resources that have a limit.
extension PlanAudit {
  mutating func checkPrices() {
    var seen: Set<PricedResource> = []
    seen.reserveCapacity(plan.prices.count)
    for row in plan.prices {
      if row.price < .zero { report.add(.negativePrice(name(row.resource), row.price)) }
      if !seen.insert(row.resource).inserted { report.add(.repeatedRow(name(row.resource))) }
      if let why = unlimited(row.resource) { report.add(.unlimited(name(row.resource), why: why)) }
    }
  }

  func name(_ resource: PricedResource) -> PlanRow {
    let node = nodeID(resource.node)
    return switch resource {
    case .stock(_, let sku), .protected(_, let sku): .price(resource.kind, ids: [node, skuID(sku)])
    case .laneUnits(_, let zone, let service):
      .price(resource.kind, ids: [node, scenario.zoneIDs[zone], scenario.services[service]])
    case .capacityOrders, .capacityUnits, .activation: .price(resource.kind, ids: [node])
    }
  }

  /// Why a resource cannot have a price; nil where it can.
  private func unlimited(_ resource: PricedResource) -> String? {
    let node = Int(resource.node)
    switch resource {
    case .stock(let node, let sku), .protected(let node, let sku):
      guard let row = stock.row(node, sku) else { return "there is no such stock row" }
      return scenario.stock[row].onHand == nil ? "its stock is unlimited" : nil
    case .capacityOrders: return calendar.capacity(node, .orders) == nil ? "its capacity is unlimited" : nil
    case .capacityUnits: return calendar.capacity(node, .units) == nil ? "its capacity is unlimited" : nil
    case .laneUnits(let origin, let zone, let service):
      return lanes.capacity(origin, zone, service) == nil ? "the lane has no capacity limit" : nil
    case .activation: return nil
    }
  }
}

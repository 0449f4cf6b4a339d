/// What one node would send (or hand over) of one order, locked lines of the order at that node included.
struct BoundShipment {
  let market: BoundMarket
  let order: Order
  let node: NodeIndex
  let shipsOn: Day
  /// The order's lines that are locked here.
  let locked: [LineIndex]

  /// Cost and prices paid, and the days late; nil where it would break a limit by itself.
  func priced(_ open: [(line: LineIndex, units: Int64)]) -> (value: Int128, daysLate: Int32)? {
    let scenario = market.scenario
    let place = Int(node)
    let lockedUnits = locked.map { (line: $0, units: Int64(scenario.lines[Int($0)].quantity)) }
    let units = open.reduce(0) { $0 + $1.units }
    guard units == 0 || mayServe(units) else { return nil }
    guard var value = pricesAndUse(open) else { return nil }
    if units > 0 {
      value += Int128(market.unitsPrice[place]) * Int128(units)
      if locked.isEmpty { value += Int128(market.ordersPrice[place]) }
      if !market.isActive[place] { value += Int128(market.activationPrice[place]) }
    }
    for line in lockedUnits {
      guard let row = market.stock.row(node, scenario.lines[Int(line.line)].sku) else { continue }
      value += Int128(scenario.stock[row].useCost.millionths) * Int128(line.units)
    }
    let rate = scenario.nodes[place].commissionRate
    if rate != .zero {
      for (line, units) in open + lockedUnits {
        let price = scenario.lines[Int(line)].unitPrice * units
        value += Int128(price.times(rate).millionths)
      }
    }
    return addParcels(value, open, lockedUnits)
  }

  /// Flags and capacities, as far as they concern this order alone.
  private func mayServe(_ units: Int64) -> Bool {
    let place = Int(node)
    if let left = market.unitsLeft[place], units > left { return false }
    if locked.isEmpty, market.ordersLeft[place] == 0 { return false }
    switch order.method {
    case .pickup(let pickup): return pickup == node && market.scenario.nodes[place].pickup
    case .ship(let zone):
      guard market.scenario.nodes[place].ships else { return false }
      if let lane = market.lane(node, zone, order.service), units > lane.left { return false }
      if let limit = market.scenario.settings.limits.maxDistance, let distance = market.lanes.distance(node, zone) {
        return distance <= limit
      }
      return true
    }
  }

  /// Use cost and the prices of stock and lane; nil where the stock does not reach for this order alone.
  private func pricesAndUse(_ open: [(line: LineIndex, units: Int64)]) -> Int128? {
    let scenario = market.scenario
    var value: Int128 = 0
    var taken: [(row: Int, units: Int64)] = []
    for (line, units) in open where units > 0 {
      let sku = scenario.lines[Int(line)].sku
      guard scenario.skus[Int(sku)].isInSeason(on: scenario.settings.asOf), let row = market.stock.row(node, sku) else {
        return nil
      }
      var sum = units
      if let known = taken.firstIndex(where: { $0.row == row }) {
        taken[known].units += units
        sum = taken[known].units
      } else if open.count > 1 {
        // Another line may be of the same SKU and share the row.
        taken.append((row, units))
      }
      var price = Int128(scenario.stock[row].useCost.millionths) + Int128(market.stockPrice[row])
      let limit: Int32?
      if case .ship = order.method {
        price += Int128(market.protectedPrice[row])
        limit = scenario.stock[row].shippable
      } else {
        limit = scenario.stock[row].available
      }
      if let limit, sum > Int64(limit) { return nil }
      value += price * Int128(units)
      if units == Int64(scenario.lines[Int(line)].quantity) { value += market.covers.charge(line, row: row) }
    }
    let units = open.reduce(0) { $0 + $1.units }
    if case .ship(let zone) = order.method, let lane = market.lane(node, zone, order.service) {
      value += Int128(lane.price) * Int128(units)
    }
    return value
  }

  /// Adds carrier and handling; nil where a parcel with open units is ineligible.
  private func addParcels(
    _ value: Int128, _ open: [(line: LineIndex, units: Int64)], _ locked: [(line: LineIndex, units: Int64)]
  ) -> (value: Int128, daysLate: Int32)? {
    let scenario = market.scenario
    var value = value
    var common = (units: Int64(0), weight: Weight.zero, isOpen: false)
    var transitDays: Int32 = 0
    var isRefused = false
    func add(units: Int64, weight: Weight, isOpen: Bool, count: Int64) {
      value += Int128(scenario.nodes[Int(node)].handlingPerShipment.millionths) * Int128(count)
      value += Int128(scenario.nodes[Int(node)].handlingPerUnit.millionths) * Int128(units * count)
      guard case .ship(let zone) = order.method else { return }
      switch market.lanes.answer(node, zone, order.service, weight: weight, units: units) {
      case .quote(let quote):
        value += Int128(quote.cost.millionths) * Int128(count)
        transitDays = max(transitDays, quote.transitDays)
      case .refused: isRefused = isRefused || isOpen
      }
    }
    func add(_ lines: [(line: LineIndex, units: Int64)], isOpen: Bool) {
      for (line, units) in lines where units > 0 {
        let sku = scenario.skus[Int(scenario.lines[Int(line)].sku)]
        if sku.shipsAlone {
          add(units: 1, weight: sku.weight, isOpen: isOpen, count: units)
        } else {
          common = (common.units + units, common.weight + sku.weight * units, common.isOpen || isOpen)
        }
      }
    }
    add(open, isOpen: true)
    add(locked, isOpen: false)
    if common.units > 0 { add(units: common.units, weight: common.weight, isOpen: common.isOpen, count: 1) }
    if isRefused { return nil }
    let arrivesOn = shipsOn + transitDays
    return (value, order.promiseBy.map { max(0, arrivesOn - $0) } ?? 0)
  }
}

/// Prices and what is left of each limit after locked lines, which no way can change.
///
/// A class, so that the thousands of shipments tried for each order share it at no cost.
final class BoundMarket {
  let scenario: Scenario
  let stock: AuditStock
  let lanes: AuditLanes
  let stockBySKU: RowGroups
  let covers: BoundCovers

  // Prices: for each stock row, for each node; of lanes by their first row in lanes.csv.
  private(set) var stockPrice: [Int64]
  private(set) var protectedPrice: [Int64]
  private(set) var ordersPrice: [Int64]
  private(set) var unitsPrice: [Int64]
  private(set) var activationPrice: [Int64]
  private(set) var lanePrice: [Int32: Int64] = [:]

  // What is left, for each node; nil = unlimited.
  private(set) var ordersLeft: [Int64?]
  private(set) var unitsLeft: [Int64?]
  /// Whether locked lines make the node active anyway.
  private(set) var isActive: [Bool]
  private var lockedOnLane: [Int32: Int64] = [:]

  /// The prices times what is left of their limits.
  private(set) var limitTerm: Int128 = 0
  /// False where a price is negative or of something without a limit, or where a cover does not hold.
  private(set) var isProof = true

  init(_ scenario: Scenario, _ prices: [Price], _ covers: [PricedCover]) {
    self.scenario = scenario
    stock = AuditStock(scenario)
    lanes = AuditLanes(scenario)
    self.covers = BoundCovers(covers, scenario, stock)
    stockBySKU = RowGroups(groups: scenario.skus.count, rows: scenario.stock.count) { scenario.stock[$0].sku }
    stockPrice = [Int64](repeating: 0, count: scenario.stock.count)
    protectedPrice = stockPrice
    ordersPrice = [Int64](repeating: 0, count: scenario.nodes.count)
    unitsPrice = ordersPrice
    activationPrice = ordersPrice
    isActive = [Bool](repeating: false, count: scenario.nodes.count)
    let calendar = AuditCalendar(scenario)
    ordersLeft = scenario.nodes.indices.map { calendar.capacity($0, .orders) }
    unitsLeft = scenario.nodes.indices.map { calendar.capacity($0, .units) }
    subtractLocked()
    for price in prices { set(price) }
    limitTerm += self.covers.limitTerm
    isProof = isProof && self.covers.isProof
  }

  private func subtractLocked() {
    var orderAt = NodeMarks(nodes: scenario.nodes.count)
    for (index, order) in scenario.orders.enumerated() {
      for line in scenario.lines[Int(order.lines.lowerBound)..<Int(order.lines.upperBound)] {
        guard let locked = line.lockedNode else { continue }
        let node = Int(locked)
        let units = Int64(line.quantity)
        isActive[node] = true
        unitsLeft[node] = unitsLeft[node].map { max(0, $0 - units) }
        if orderAt.mark(locked, by: Int32(index)) { ordersLeft[node] = ordersLeft[node].map { max(0, $0 - 1) } }
        if case .ship(let zone) = order.method, let lane = lanes.capacity(locked, zone, order.service) {
          lockedOnLane[lane.row, default: 0] += units
        }
      }
    }
  }

  /// A lane with a limit: its row, what is left of it and its price.
  func lane(
    _ origin: NodeIndex, _ zone: ZoneIndex, _ service: ServiceIndex
  ) -> (row: Int32, left: Int64, price: Int64)? {
    guard let lane = lanes.capacity(origin, zone, service) else { return nil }
    return (lane.row, max(0, lane.units - (lockedOnLane[lane.row] ?? 0)), lanePrice[lane.row] ?? 0)
  }

  private func set(_ price: Price) {
    let value = price.price.millionths
    if value < 0 { isProof = false }
    switch price.resource {
    case .stock(let node, let sku): setStock(stock.row(node, sku), value, isProtected: false)
    case .protected(let node, let sku): setStock(stock.row(node, sku), value, isProtected: true)
    case .capacityOrders(let node):
      ordersPrice[Int(node)] = value
      payBack(value, ordersLeft[Int(node)])
    case .capacityUnits(let node):
      unitsPrice[Int(node)] = value
      payBack(value, unitsLeft[Int(node)])
    case .laneUnits(let origin, let zone, let service):
      let lane = lane(origin, zone, service)
      if let lane { lanePrice[lane.row] = value }
      payBack(value, lane?.left)
    case .activation(let node): activationPrice[Int(node)] = value
    }
  }

  private func setStock(_ row: Int?, _ value: Int64, isProtected: Bool) {
    guard let row else {
      payBack(value, nil)
      return
    }
    let limit = isProtected ? scenario.stock[row].shippable : scenario.stock[row].available
    if isProtected { protectedPrice[row] = value } else { stockPrice[row] = value }
    payBack(value, limit.map { Int64($0) })
  }

  private func payBack(_ value: Int64, _ limit: Int64?) {
    guard value != 0 else { return }
    guard let limit else {
      isProof = false
      return
    }
    limitTerm += Int128(value) * Int128(limit)
  }

  /// Activation costs: of nodes active anyway in full, of the others what opening them would gain at these prices.
  /// - Parameter servable: for each node, the orders with open lines that it could serve.
  func activationTerm(_ servable: [Int64]) -> Int128 {
    scenario.nodes.indices.reduce(Int128(0)) { sum, node in
      let cost = Int128(scenario.nodes[node].activationCost.millionths)
      if isActive[node] { return sum + cost }
      let orders = min(servable[node], ordersLeft[node] ?? .max)
      return sum + min(0, cost - Int128(activationPrice[node]) * Int128(orders))
    }
  }
}

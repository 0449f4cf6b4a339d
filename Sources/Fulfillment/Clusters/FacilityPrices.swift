import SupplyModel

/// Prices for orders of one line each where activations matter: capacitated facility location.
///
/// Each order pays something of what serving it saves to whoever serves it; a node then fills its capacity with the orders that leave it most
/// and is active where that pays (the relaxation of the assignment constraints: Beasley 1993). Subgradient steps move
/// the worths; what a node makes of them are prices of its units, and of each order's tie to its activation. The prices
/// prove a bound like any others.
struct FacilityPrices {
  /// Steps of the worths.
  static let steps = 300

  /// One order at one node.
  private struct Offer {
    var order: Int
    var node: NodeIndex
    var units: Double
    /// Cost beyond leaving the order unfilled, in millionths.
    var cost: Double
  }

  private let group: OrderGroup
  private let tables: ScenarioTables
  /// Sorted by node.
  private var offers: [Offer] = []
  private var starts: [Int] = []
  private var unfilled: [Double] = []
  /// By node: units that it can serve, and the resource that says so.
  private var capacities: [(units: Double, resource: Int)] = []

  /// - Returns: nil where no activation had a cost before some were decided, or an order has several open lines.
  init?(_ group: OrderGroup, finder: WayFinder, tables: ScenarioTables) {
    guard group.wholeActivation.contains(where: { $0 > 0 }) else { return nil }
    self.group = group
    self.tables = tables
    let limits = group.limits
    capacities = tables.nodes.indices.map {
      let resource = tables.resources.capacityUnits(NodeIndex($0))
      return (limits[resource] == .max ? .infinity : Double(limits[resource]), resource)
    }
    let isOneSKU =
      Set(
        group.orders.flatMap { order in
          finder.problem.scenario.orders[order].lines.map {
            finder.problem.scenario.lines[Int($0)].sku
          }
        }
      ).count == 1
    for (index, order) in group.orders.enumerated() {
      finder.load(order)
      let problem = finder.problem
      guard problem.lines.count <= 1 else { return nil }
      let nothing = problem.unfilledCost { problem.lines[$0].quantity }
      unfilled.append(Double(nothing))
      for (source, place) in problem.sources.enumerated() {
        let row = problem.rows[source]
        guard row >= 0, !group.closed.contains(place.node) else { continue }
        let stock = tables.resources.protected(row)
        let units = min(problem.lines[0].quantity, limits[stock])
        guard units > 0 else { continue }
        let cost = problem.cost(of: [Piece(source: Int32(source), line: 0, quantity: units)])
        guard cost < infeasible else { continue }
        if isOneSKU && Double(limits[stock]) < capacities[Int(place.node)].units {
          capacities[Int(place.node)] = (Double(limits[stock]), stock)
        }
        offers.append(Offer(order: index, node: place.node, units: Double(units), cost: Double(cost - nothing)))
      }
    }
    offers.sort { ($0.node, $0.order) < ($1.node, $1.order) }
    starts = [0]
    for node in tables.nodes.indices {
      var end = starts[node]
      while end < offers.count && offers[end].node == NodeIndex(node) { end += 1 }
      starts.append(end)
    }
  }

  /// What the nodes make of some worths.
  private struct Response {
    var bound = 0.0
    /// How often each order is served, less once.
    var excess: [Double]
    /// By node: the price of a unit.
    var prices: [Double]
  }

  private func respond(_ worths: [Double], _ ranked: inout [(ratio: Double, offer: Int)]) -> Response {
    var response = Response(
      excess: [Double](repeating: -1, count: worths.count), prices: [Double](repeating: 0, count: starts.count - 1))
    for order in worths.indices { response.bound += unfilled[order] + worths[order] }
    for node in 0..<starts.count - 1 {
      ranked.removeAll(keepingCapacity: true)
      for index in starts[node]..<starts[node + 1] {
        let value = offers[index].cost - worths[offers[index].order]
        if value < 0 { ranked.append((value / offers[index].units, index)) }
      }
      ranked.sort { ($0.ratio, $0.offer) < ($1.ratio, $1.offer) }
      var left = capacities[node].units
      var sum = Double(group.activation[node])
      var served = 0
      for (ratio, index) in ranked {
        if left <= 0 {
          response.prices[node] = -ratio
          break
        }
        let part = min(1, left / offers[index].units)
        sum += part * ratio * offers[index].units
        left -= part * offers[index].units
        if part < 1 { response.prices[node] = -ratio }
        served += 1
      }
      guard sum < 0 else { continue }
      response.bound += sum
      var room = capacities[node].units
      for (_, index) in ranked.prefix(served) {
        let part = min(1, room / offers[index].units)
        room -= part * offers[index].units
        response.excess[offers[index].order] += part
      }
    }
    return response
  }

  /// - Parameter cost: of a plan of the group, with activation.
  func run(cost: Int64) -> MasterPrices {
    // Served at its cheapest node an order is worth at least that.
    var worths = unfilled.map { _ in 0.0 }
    var least = [Double](repeating: 0, count: worths.count)
    for offer in offers { least[offer.order] = min(least[offer.order], offer.cost) }
    for order in worths.indices { worths[order] = least[order] / 2 }
    var best = (bound: -Double.infinity, worths: worths)
    var ranked: [(ratio: Double, offer: Int)] = []
    var (length, stale) = (1.5, 0)
    for _ in 0..<FacilityPrices.steps {
      let response = respond(worths, &ranked)
      if response.bound > best.bound {
        best = (response.bound, worths)
        stale = 0
      } else {
        stale += 1
        if stale == 12 {
          length *= 0.7
          stale = 0
          worths = best.worths
        }
      }
      let norm = response.excess.reduce(0) { $0 + $1 * $1 }
      let step = length * max(0, Double(cost) * 1.001 - response.bound) / max(norm, 1e-9)
      if norm == 0 || step == 0 { break }
      for order in worths.indices { worths[order] = min(0, worths[order] - step * response.excess[order]) }
    }
    return prices(best.worths, &ranked)
  }

  private func prices(_ worths: [Double], _ ranked: inout [(ratio: Double, offer: Int)]) -> MasterPrices {
    var result = MasterPrices(Prices(tables))
    let response = respond(worths, &ranked)
    for node in response.prices.indices {
      let price = response.prices[node]
      if price > 0 { result.prices.resources[capacities[node].resource] = Int64(price) }
      guard group.activation[node] > 0 else { continue }
      for index in starts[node]..<starts[node + 1] {
        let gain = worths[offers[index].order] - offers[index].cost - price * offers[index].units
        if gain >= 1 {
          result.links.append(
            MasterPrices.LinkPrice(
              order: group.orders[offers[index].order], node: NodeIndex(node), price: Int64(gain)))
        }
      }
    }
    result.links.sort { ($0.order, $0.node) < ($1.order, $1.node) }
    return result
  }
}

import SupplyModel

/// The bound that prices prove, by its definition: each order at its cheapest priced way, less what the limits are worth
/// at these prices, plus what activation leaves.
struct PricedBound {
  private let scenario: Scenario
  private var prices: [EnumeratedLimit: Int64] = [:]
  private var activationPrices: [Int: Int64] = [:]

  /// - Parameter csv: the text of prices.csv, without quotes.
  init(_ scenario: Scenario, prices csv: String) throws {
    self.scenario = scenario
    for row in csv.split(separator: "\n").dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 6, let node = scenario.nodeIDs.index(of: cells[1]), let price = Double(cells[5]) else {
        throw BadRow(row: String(row))
      }
      let sku = scenario.skuIDs.index(of: cells[2]).map { Int($0) }
      switch (cells[0], sku) {
      case ("stock", let sku?): prices[.stock(Int(node), sku)] = millionths(price)
      case ("protected", let sku?): prices[.unprotected(Int(node), sku)] = millionths(price)
      case ("capacity_orders", nil): prices[.orders(Int(node))] = millionths(price)
      case ("capacity_units", nil): prices[.units(Int(node))] = millionths(price)
      case ("activation", nil): activationPrices[Int(node)] = millionths(price)
      case ("lane_units", nil):
        guard let zone = scenario.zoneIDs.index(of: cells[3]), let service = scenario.services.index(of: cells[4])
        else { throw BadRow(row: String(row)) }
        prices[.lane(Int(node), zone: Int(zone), service: Int(service))] = millionths(price)
      default: throw BadRow(row: String(row))
      }
    }
  }

  struct BadRow: Error { var row: String }

  /// Millionths.
  var value: Int64 {
    let enumeration = WayEnumeration(scenario: scenario)
    let limits = enumeration.limits
    var bound: Int64 = 0
    var reach: [Int: Int64] = [:]
    for order in scenario.orders.indices {
      let ways = enumeration.ways(of: order)
      bound += ways.map(priced).min() ?? 0
      for node in ways.reduce(into: Set<Int>(), { $0.formUnion($1.nodes) }) { reach[node, default: 0] += 1 }
    }
    for (limit, price) in prices { bound -= price * (limits[limit] ?? 0) }
    for (node, price) in activationPrices {
      let orders = min(reach[node] ?? 0, limits[.orders(node)] ?? .max)
      bound += min(0, scenario.nodes[node].activationCost.millionths - price * orders)
    }
    return bound
  }

  private func priced(_ way: EnumeratedWay) -> Int64 {
    way.takes.reduce(way.cost) { $0 + (prices[$1.key] ?? 0) * $1.value }
      + way.nodes.reduce(0) { $0 + (activationPrices[$1] ?? 0) }
  }
}

import Fulfillment
import RandomStreams
import SupplyModel

extension EngineProbe {
  /// Random prices >= 0, none on what is unlimited: mostly small, some zero, some far beyond any cost.
  func randomPrices(_ stream: inout RandomStream) -> PriceVector {
    var prices = PriceVector(tables)
    let share = stream.uniform(from: 0, to: 1)
    func draw(_ stream: inout RandomStream) -> Int64 {
      guard stream.bernoulli(share) else { return 0 }
      return Int64(stream.uniform(in: 0...(stream.bernoulli(0.05) ? 100_000_000 : 8_000_000)))
    }
    for resource in prices.resources.indices where tables.resources.limits[resource] != .max {
      prices.resources[resource] = draw(&stream)
    }
    for node in prices.activation.indices { prices.activation[node] = draw(&stream) }
    return prices
  }
}

extension ReferenceWorld {
  /// What a way pays for all it takes, activation included.
  func price(of way: ReferenceWay, order: Int, _ prices: EngineProbe.PriceVector, _ tables: ScenarioTables) -> Int64 {
    var price: Int64 = 0
    for (limit, units) in way.uses {
      let resource: Int? =
        switch limit {
        case .stock(let node, let sku): tables.resources.stock(tables.stock.row(node: NodeIndex(node), sku: sku))
        case .shipped(let node, let sku):
          tables.resources.protected(tables.stock.row(node: NodeIndex(node), sku: sku))
        case .orders(let node): tables.resources.capacityOrders(NodeIndex(node))
        case .units(let node): tables.resources.capacityUnits(NodeIndex(node))
        case .lane(let node, let zone, let service): laneResource(node, zone, service, tables)
        }
      if let resource { price += prices.resources[resource] * Int64(units) }
    }
    for node in Set(way.takes.map(\.node)) where !lockedNodes.contains(node) { price += prices.activation[node] }
    return price
  }

  private func laneResource(
    _ node: Int, _ zone: ZoneIndex, _ service: ServiceIndex, _ tables: ScenarioTables
  ) -> Int? {
    let arc = tables.arcs.arc(
      destination: tables.arcs.destination(zone: zone, service: service), node: NodeIndex(node))
    guard arc >= 0, tables.arcs.lanes[Int(arc)] >= 0 else { return nil }
    return tables.resources.lane(tables.arcs.lanes[Int(arc)])
  }
}

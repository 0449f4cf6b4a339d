import SupplyModel

/// Where demand from a zone counts: at the node that would serve it with the cheapest parcel if it had the stock.
///
/// Of the nodes that ship, are in the online pool and carry the SKU, the one whose parcel of one unit costs least
/// (carrier and handling; ties by nodes.csv). Where none of the pool carries the SKU, any node that ships and does.
struct HomeNodes: Sendable {
  private let arcs: ArcTable
  private let carriers: CarrierTable
  private let handling: [Int64]
  private let isPool: [Bool]
  private let weights: [Int64]

  /// The homes that one worker has looked up for its present SKU.
  struct Memory: Sendable {
    fileprivate var sku: SKUIndex = -1
    fileprivate var known: [Int32] = []
    fileprivate static let unknown: Int32 = -2
  }

  /// - Complexity: O(destinations x nodes + rows of stock, supply, receipts and levels).
  init(_ scenario: Scenario, destinations: some Sequence<(zone: ZoneIndex, service: ServiceIndex)>, threads: Int) {
    arcs = ArcTable(scenario, destinations: destinations, threads: threads)
    carriers = CarrierTable(scenario)
    handling = scenario.nodes.map { $0.handlingPerShipment.millionths + $0.handlingPerUnit.millionths }
    isPool = scenario.nodes.map(\.onlinePool)
    weights = scenario.skus.map(\.weight.milligrams)
  }

  /// The number of a zone and service among the destinations. Complexity: O(1).
  func destination(zone: ZoneIndex, service: ServiceIndex) -> Int32 { arcs.destination(zone: zone, service: service) }

  /// The home of a SKU's demand from a destination, or -1 where no node that carries it can send it there.
  /// - Complexity: O(carriers of the SKU) the first time, then O(1); ask for one SKU after the other.
  func home(destination: Int32, sku: SKUIndex, memory: inout Memory) -> NodeIndex {
    if memory.sku != sku || memory.known.isEmpty {
      memory.sku = sku
      memory.known = [Int32](repeating: Memory.unknown, count: arcs.destinations.count)
    }
    let known = memory.known[Int(destination)]
    if known != Memory.unknown { return known }
    let home = cheapest(destination: destination, sku: sku)
    memory.known[Int(destination)] = home
    return home
  }

  private func cheapest(destination: Int32, sku: SKUIndex) -> NodeIndex {
    var best: (pool: (cost: Int64, node: NodeIndex), any: (cost: Int64, node: NodeIndex)) = ((.max, -1), (.max, -1))
    for place in carriers.nodes(of: sku) {
      let node = carriers.nodes[place]
      let arc = arcs.arc(destination: destination, node: node)
      guard arc >= 0, arcs.isWithinLimit[Int(arc)], let carrier = carrierCost(arc, weights[Int(sku)]) else { continue }
      let cost = carrier + handling[Int(node)]
      if cost < best.any.cost { best.any = (cost, node) }
      if isPool[Int(node)], cost < best.pool.cost { best.pool = (cost, node) }
    }
    return best.pool.node >= 0 ? best.pool.node : best.any.node
  }

  /// What one unit costs in a parcel of its own; nil where it is too heavy.
  private func carrierCost(_ arc: Int32, _ weight: Int64) -> Int64? {
    for band in arcs.bandStarts[Int(arc)]..<arcs.bandStarts[Int(arc) + 1]
    where weight <= arcs.bands[Int(band)].maxWeight {
      return arcs.bands[Int(band)].cost(units: 1, weight: weight)
    }
    return nil
  }
}

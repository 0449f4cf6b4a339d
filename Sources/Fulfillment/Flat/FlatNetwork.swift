import SupplyModel

/// What a parcel from one node to one destination costs, ready for the inner loops (millionths).
struct FlatPlace: BitwiseCopyable, Sendable {
  /// Once a parcel: handling, and the carrier's price where it is affine.
  var fixed: Int64
  /// Each unit: handling, and the carrier's price where it is affine.
  var unit: Int64
  /// Units that may go this way before any open line is served; -1: none ever.
  var unitsLeft: Int32
  /// Index into `ArcTable`, or -1.
  var arc: Int32

  static let closed = FlatPlace(fixed: 0, unit: 0, unitsLeft: -1, arc: -1)
}

/// All pairs of destination and node in one flat table: what the scans of `FlatSearch` read.
struct FlatNetwork: Sendable {
  let nodes: Int
  /// By destination x nodes + node; nodes that do not ship there are closed.
  let places: FlatArray<FlatPlace>
  /// By destination: whether a parcel's price is fixed + unit x units on every arc, up to `affineWeight`.
  private(set) var isAffine: [Bool]
  /// By destination: the heaviest parcel of which that is true (milligrams).
  private(set) var affineWeight: [Int64]
  /// Whether any node takes a commission.
  let hasCommission: Bool
  /// Whether every node that ships has a day to ship on, however late an order came.
  let alwaysShips: Bool

  /// - Complexity: O(destinations x nodes).
  init(_ tables: ScenarioTables) {
    nodes = tables.nodes.count
    let destinations = tables.arcs.destinations.count
    places = FlatArray(repeating: .closed, count: destinations * nodes)
    isAffine = [Bool](repeating: true, count: destinations)
    affineWeight = [Int64](repeating: .max, count: destinations)
    hasCommission = tables.nodes.contains { $0.commissionRate.billionths != 0 }
    alwaysShips = tables.nodes.allSatisfy { !$0.isOpen || !$0.ships || $0.nextOpenDay != nil || $0.cutoff == .max }
    for destination in 0..<destinations {
      for arc in Int(tables.arcs.starts[destination])..<Int(tables.arcs.starts[destination + 1]) {
        guard let band = FlatNetwork.affineBand(tables, arc) else {
          isAffine[destination] = false
          continue
        }
        affineWeight[destination] = min(affineWeight[destination], band.maxWeight)
      }
      for arc in Int(tables.arcs.starts[destination])..<Int(tables.arcs.starts[destination + 1]) {
        let node = Int(tables.arcs.nodes[arc])
        let facts = tables.nodes[node]
        guard facts.isOpen, facts.ships, tables.arcs.isWithinLimit[arc] else { continue }
        var place = FlatPlace(
          fixed: facts.handlingPerShipment, unit: facts.handlingPerUnit, unitsLeft: FlatNetwork.units(tables, arc),
          arc: Int32(arc))
        if isAffine[destination], let band = FlatNetwork.affineBand(tables, arc) {
          place.fixed += band.perShipment
          place.unit += band.perUnit
        }
        places[destination * nodes + node] = place
      }
    }
  }

  /// Units that an arc can take at all.
  private static func units(_ tables: ScenarioTables, _ arc: Int) -> Int32 {
    let layout = tables.resources
    let node = NodeIndex(tables.arcs.nodes[arc])
    guard layout.limits[layout.capacityOrders(node)] > 0 else { return 0 }
    let units = layout.limits[layout.capacityUnits(node)]
    let lane = tables.arcs.laneLimits.isEmpty ? -1 : tables.arcs.lanes[arc]
    return lane >= 0 ? min(units, layout.limits[layout.lane(lane)]) : units
  }

  /// The first band of an arc if it is affine in units.
  private static func affineBand(_ tables: ScenarioTables, _ arc: Int) -> ParcelBand? {
    let range = tables.bands(Int32(arc))
    guard !range.isEmpty else { return nil }
    let band = tables.arcs.bands[range.lowerBound]
    return band.perKilogram == 0 && band.minimumCost <= band.perShipment + band.perUnit ? band : nil
  }
}

/// How parcels get from nodes to destinations: for each destination (a zone and a service that some order uses) the
/// nodes that can reach it, and at which prices.
///
/// Destination-major, nodes ascending within: `arcs[starts[d] ..< starts[d + 1]]`.
package struct ArcTable: Sendable {
  /// The zone and service of each destination.
  package private(set) var destinations: [(zone: ZoneIndex, service: ServiceIndex)] = []
  /// First arc of each destination; `destinations.count + 1` long.
  package private(set) var starts: [Int32] = [0]
  package private(set) var nodes: [NodeIndex] = []
  /// First band of each arc; `nodes.count + 1` long. Bands ascend by weight.
  package private(set) var bandStarts: [Int32] = [0]
  package private(set) var bands: [ParcelBand] = []
  /// Index into `laneLimits`, or -1 where the lane has no capacity.
  package private(set) var lanes: [Int32] = []
  /// Capacity in units of each limited lane.
  package private(set) var laneLimits: [Int32] = []
  /// The arc of each limited lane.
  package private(set) var laneArcs: [Int32] = []
  /// Whether open lines may use the arc: it is within `max_km` (locked ones are under way whatever the limit says).
  package private(set) var isWithinLimit: [Bool] = []
  /// Metres of each arc, `Int32.max` where a coordinate is missing.
  package private(set) var distances: [Int32] = []
  private var destinationOf: [Int32] = []
  private let serviceCount: Int

  /// Arcs for every (zone, service) that a shipped order of the scenario names.
  /// - Complexity: O(destinations x nodes + lanes log lanes of one origin).
  init(_ scenario: Scenario, threads: Int) {
    let shipped = scenario.orders.lazy.compactMap { order -> (zone: ZoneIndex, service: ServiceIndex)? in
      if case .ship(let zone) = order.method { (zone, order.service) } else { nil }
    }
    self.init(scenario, destinations: shipped, threads: threads)
  }

  /// Arcs for zones and services in order of first appearance; a pair may come twice.
  /// - Complexity: O(destinations x nodes + lanes log lanes of one origin).
  package init(
    _ scenario: Scenario, destinations wanted: some Sequence<(zone: ZoneIndex, service: ServiceIndex)>, threads: Int
  ) {
    serviceCount = max(1, scenario.services.count)
    destinationOf = [Int32](repeating: -1, count: scenario.zones.count * serviceCount)
    for destination in wanted {
      let key = Int(destination.zone) * serviceCount + Int(destination.service)
      if destinationOf[key] < 0 {
        destinationOf[key] = Int32(destinations.count)
        destinations.append(destination)
      }
    }
    let lanes = LaneIndex(scenario, destinationOf: destinationOf, destinationCount: destinations.count)
    let found = destinations
    let size = 16
    var parts = concurrentMap((found.count + size - 1) / size, threads: threads) { part in
      let range = (part * size)..<min(found.count, (part + 1) * size)
      return ArcRows(range.map { found[$0] }, range, scenario: scenario, lanes: lanes)
    }
    join(&parts)
  }

  /// Some destinations of another table, in the sequence given and each once; arcs and lanes are numbered anew.
  /// - Complexity: O(arcs of these destinations + zones x services).
  init(_ other: ArcTable, destinations wanted: [Int32]) {
    serviceCount = other.serviceCount
    destinationOf = [Int32](repeating: -1, count: other.destinationOf.count)
    for destination in wanted {
      let (zone, service) = other.destinations[Int(destination)]
      destinationOf[Int(zone) * serviceCount + Int(service)] = Int32(destinations.count)
      destinations.append((zone, service))
      for arc in Int(other.starts[Int(destination)])..<Int(other.starts[Int(destination) + 1]) {
        if other.lanes[arc] >= 0 {
          lanes.append(Int32(laneLimits.count))
          laneLimits.append(other.laneLimits[Int(other.lanes[arc])])
          laneArcs.append(Int32(nodes.count))
        } else {
          lanes.append(-1)
        }
        nodes.append(other.nodes[arc])
        bands += other.bands[Int(other.bandStarts[arc])..<Int(other.bandStarts[arc + 1])]
        bandStarts.append(Int32(bands.count))
        isWithinLimit.append(other.isWithinLimit[arc])
        distances.append(other.distances[arc])
      }
      starts.append(Int32(nodes.count))
    }
  }

  /// Puts the arcs of all parts one behind the other; each is let go once it is copied.
  private mutating func join(_ parts: inout [ArcRows]) {
    let count = parts.reduce(0) { $0 + $1.nodes.count }
    nodes.reserveCapacity(count)
    bandStarts.reserveCapacity(count + 1)
    bands.reserveCapacity(parts.reduce(0) { $0 + $1.bands.count })
    lanes.reserveCapacity(count)
    isWithinLimit.reserveCapacity(count)
    distances.reserveCapacity(count)
    for index in parts.indices {
      let part = parts[index]
      parts[index] = ArcRows()
      let (firstArc, firstBand) = (Int32(nodes.count), Int32(bands.count))
      for end in part.ends { starts.append(firstArc + end) }
      for end in part.bandEnds { bandStarts.append(firstBand + end) }
      for (arc, limit) in part.limits.enumerated() {
        lanes.append(limit < 0 ? -1 : Int32(laneLimits.count))
        guard limit >= 0 else { continue }
        laneLimits.append(limit)
        laneArcs.append(firstArc + Int32(arc))
      }
      nodes += part.nodes
      bands += part.bands
      isWithinLimit += part.isWithinLimit
      distances += part.distances
    }
  }

  /// The destination of a zone and service, or -1 where no order uses it.
  package func destination(zone: ZoneIndex, service: ServiceIndex) -> Int32 {
    destinationOf[Int(zone) * serviceCount + Int(service)]
  }

  /// The arc from a node to a destination, or -1. Complexity: O(log nodes), O(1) where every node reaches it.
  package func arc(destination: Int32, node: NodeIndex) -> Int32 {
    var low = starts[Int(destination)]
    var high = starts[Int(destination) + 1]
    let direct = low + node
    if direct < high && nodes[Int(direct)] == node { return direct }
    while low < high {
      let middle = (low + high) / 2
      if nodes[Int(middle)] < node { low = middle + 1 } else { high = middle }
    }
    return low < starts[Int(destination) + 1] && nodes[Int(low)] == node ? low : -1
  }

  /// The zone and service of an arc. Complexity: O(log destinations).
  package func destination(ofArc arc: Int) -> (zone: ZoneIndex, service: ServiceIndex) {
    var (low, high) = (0, destinations.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= Int32(arc) { low = middle } else { high = middle }
    }
    return destinations[low]
  }
}

extension ParcelBand {
  init(_ band: LaneBand) {
    self.init(
      maxWeight: band.maxWeight?.milligrams ?? .max, perShipment: band.costPerShipment.millionths,
      perUnit: band.costPerUnit.millionths, perKilogram: band.costPerKilogram.millionths,
      minimumCost: band.minimumCost.millionths, includedWeight: 0, transitDays: band.transitDays)
  }

  /// The tariff's price at a distance; nil beyond its last band.
  init?(_ tariff: Tariff, distance: Distance) {
    guard let band = tariff.bands.first(where: { $0.upTo.map { distance <= $0 } ?? true }) else { return nil }
    self.init(
      maxWeight: .max, perShipment: band.perShipment.millionths, perUnit: band.perUnit.millionths,
      perKilogram: band.perKilogram.millionths, minimumCost: 0, includedWeight: tariff.includedWeight.milligrams,
      transitDays: SupplyModel.transitDays(
        distance, minimumDays: tariff.minimumDays, speedMillimetresPerDay: tariff.speedMillimetresPerDay))
  }
}

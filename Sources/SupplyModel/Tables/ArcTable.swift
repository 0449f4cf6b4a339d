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
  init(_ scenario: Scenario) {
    serviceCount = max(1, scenario.services.count)
    destinationOf = [Int32](repeating: -1, count: scenario.zones.count * serviceCount)
    for order in scenario.orders {
      guard case .ship(let zone) = order.method else { continue }
      let key = Int(zone) * serviceCount + Int(order.service)
      if destinationOf[key] < 0 {
        destinationOf[key] = Int32(destinations.count)
        destinations.append((zone, order.service))
      }
    }
    let lanes = LaneIndex(scenario, destinationOf: destinationOf, destinationCount: destinations.count)
    for destination in destinations.indices { append(destination, scenario: scenario, lanes: lanes) }
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

  private mutating func append(_ destination: Int, scenario: Scenario, lanes index: LaneIndex) {
    let (zone, service) = destinations[destination]
    let place = scenario.zones[Int(zone)].coordinates
    let tariff = scenario.settings.tariffs.first { $0.service == service }
    var lane = index.starts[destination]
    let end = index.starts[destination + 1]
    for node in scenario.nodes.indices {
      var laneEnd = lane
      while laneEnd < end && index.origin(of: laneEnd) == Int32(node) { laneEnd += 1 }
      defer { lane = laneEnd }
      var distance: Distance?
      if let from = scenario.nodes[node].coordinates, let place { distance = from.distance(to: place) }
      if index.hasZoneRows(origin: node, service: service) {
        guard lane < laneEnd else { continue }
        appendLane(index.rows[Int(lane)..<Int(laneEnd)], scenario: scenario)
      } else {
        guard let tariff, let distance, let band = ParcelBand(tariff, distance: distance) else { continue }
        bands.append(band)
        self.lanes.append(-1)
      }
      nodes.append(NodeIndex(node))
      isWithinLimit.append(
        scenario.settings.limits.maxDistance.map { limit in distance.map { $0 <= limit } ?? true } ?? true)
      distances.append(distance?.metres ?? .max)
      bandStarts.append(Int32(bands.count))
    }
    starts.append(Int32(nodes.count))
  }

  private mutating func appendLane(_ rows: ArraySlice<Int32>, scenario: Scenario) {
    var limit: Int32?
    for row in rows {
      let lane = scenario.lanes[Int(row)]
      bands.append(ParcelBand(lane.band))
      limit = lane.capacityUnits ?? limit
    }
    if let limit {
      lanes.append(Int32(laneLimits.count))
      laneLimits.append(limit)
      laneArcs.append(Int32(nodes.count))
    } else {
      lanes.append(-1)
    }
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

/// Lane rows of the destinations in use, destination-major, by origin and weight within.
struct LaneIndex {
  /// First row of each destination; rows are indices into `Scenario.lanes`.
  private(set) var starts: [Int32]
  private(set) var rows: [Int32]
  private let origins: [Int32]
  private let zoneRows: [Bool]
  private let serviceCount: Int

  init(_ scenario: Scenario, destinationOf: [Int32], destinationCount: Int) {
    let services = max(1, scenario.services.count)
    var zoneRows = [Bool](repeating: false, count: scenario.nodes.count * services)
    var counts = [Int32](repeating: 0, count: destinationCount + 1)
    func destination(_ lane: LaneRow) -> Int? {
      guard case .zone(let zone, let service) = lane.destination else { return nil }
      zoneRows[Int(lane.origin) * services + Int(service)] = true
      let index = destinationOf[Int(zone) * services + Int(service)]
      return index < 0 ? nil : Int(index)
    }
    for lane in scenario.lanes {
      if let index = destination(lane) { counts[index + 1] += 1 }
    }
    for index in 0..<destinationCount { counts[index + 1] += counts[index] }
    starts = counts
    rows = [Int32](repeating: 0, count: Int(counts[destinationCount]))
    for (row, lane) in scenario.lanes.enumerated() {
      guard let index = destination(lane) else { continue }
      rows[Int(counts[index])] = Int32(row)
      counts[index] += 1
    }
    let weight = { (row: Int32) in scenario.lanes[Int(row)].band.maxWeight?.milligrams ?? .max }
    for index in 0..<destinationCount {
      rows[Int(starts[index])..<Int(starts[index + 1])].sort {
        let (a, b) = (scenario.lanes[Int($0)].origin, scenario.lanes[Int($1)].origin)
        return a != b ? a < b : weight($0) < weight($1)
      }
    }
    origins = rows.map { scenario.lanes[Int($0)].origin }
    self.zoneRows = zoneRows
    serviceCount = services
  }

  func origin(of position: Int32) -> Int32 { origins[Int(position)] }

  func hasZoneRows(origin: Int, service: ServiceIndex) -> Bool { zoneRows[origin * serviceCount + Int(service)] }
}

/// The arcs of some destinations in turn, for `ArcTable` to join.
struct ArcRows: Sendable {
  /// The arc behind the last one of each destination.
  private(set) var ends: [Int32] = []
  private(set) var nodes: [NodeIndex] = []
  /// The band behind the last one of each arc.
  private(set) var bandEnds: [Int32] = []
  private(set) var bands: [ParcelBand] = []
  /// Capacity in units of each arc's lane, -1 where it has none.
  private(set) var limits: [Int32] = []
  private(set) var isWithinLimit: [Bool] = []
  /// Metres, `Int32.max` where a coordinate is missing.
  private(set) var distances: [Int32] = []

  init() {}

  /// - Parameters:
  ///   - destinations: those numbered `range` in `lanes`.
  /// - Complexity: O(destinations x nodes + their lanes).
  init(
    _ destinations: [(zone: ZoneIndex, service: ServiceIndex)], _ range: Range<Int>, scenario: Scenario,
    lanes: LaneIndex
  ) {
    let places = scenario.nodes.map(\.coordinates)
    for (index, destination) in zip(range, destinations) {
      append(index, destination.zone, destination.service, places, scenario: scenario, lanes: lanes)
    }
  }

  private mutating func append(
    _ destination: Int, _ zone: ZoneIndex, _ service: ServiceIndex, _ places: [Coordinates?], scenario: Scenario,
    lanes index: LaneIndex
  ) {
    let place = scenario.zones[Int(zone)].coordinates
    let tariff = scenario.settings.tariffs.first { $0.service == service }
    let maxDistance = scenario.settings.limits.maxDistance
    var lane = index.starts[destination]
    let end = index.starts[destination + 1]
    for node in places.indices {
      var laneEnd = lane
      while laneEnd < end && index.origin(of: laneEnd) == Int32(node) { laneEnd += 1 }
      defer { lane = laneEnd }
      let hasRows = index.hasZoneRows(origin: node, service: service)
      if hasRows ? lane == laneEnd : tariff == nil { continue }
      var distance: Distance?
      if let from = places[node], let place { distance = from.distance(to: place) }
      if hasRows {
        appendLane(index.rows[Int(lane)..<Int(laneEnd)], scenario: scenario)
      } else {
        guard let tariff, let distance, let band = ParcelBand(tariff, distance: distance) else { continue }
        bands.append(band)
        limits.append(-1)
      }
      nodes.append(NodeIndex(node))
      isWithinLimit.append(maxDistance.map { limit in distance.map { $0 <= limit } ?? true } ?? true)
      distances.append(distance?.metres ?? .max)
      bandEnds.append(Int32(bands.count))
    }
    ends.append(Int32(nodes.count))
  }

  private mutating func appendLane(_ rows: ArraySlice<Int32>, scenario: Scenario) {
    var limit: Int32?
    for row in rows {
      let lane = scenario.lanes[Int(row)]
      bands.append(ParcelBand(lane.band))
      limit = lane.capacityUnits ?? limit
    }
    limits.append(limit ?? -1)
  }
}

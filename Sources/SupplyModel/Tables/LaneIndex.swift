/// Lane rows of the destinations in use, destination-major, by origin and weight within.
struct LaneIndex: Sendable {
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
    var origins = rows
    for (row, lane) in scenario.lanes.enumerated() {
      guard let index = destination(lane) else { continue }
      rows[Int(counts[index])] = Int32(row)
      origins[Int(counts[index])] = lane.origin
      counts[index] += 1
    }
    let weight = { (row: Int32) in scenario.lanes[Int(row)].band.maxWeight?.milligrams ?? .max }
    for index in 0..<destinationCount {
      let range = Int(starts[index])..<Int(starts[index + 1])
      // Files mostly go origin by origin: then nothing is out of order but weight bands, if there are any.
      if zip(origins[range], origins[range].dropFirst()).allSatisfy({ $0 < $1 }) { continue }
      rows[range].sort {
        let (a, b) = (scenario.lanes[Int($0)].origin, scenario.lanes[Int($1)].origin)
        return a != b ? a < b : weight($0) < weight($1)
      }
      for place in range { origins[place] = scenario.lanes[Int(rows[place])].origin }
    }
    self.origins = origins
    self.zoneRows = zoneRows
    serviceCount = services
  }

  func origin(of position: Int32) -> Int32 { origins[Int(position)] }

  func hasZoneRows(origin: Int, service: ServiceIndex) -> Bool { zoneRows[origin * serviceCount + Int(service)] }
}

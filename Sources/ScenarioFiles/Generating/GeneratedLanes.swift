/// lanes.csv of generated scenarios.
enum GeneratedLanes {
  /// One row for each node and zone, 3 + 0.009 a km for a parcel and 0.0015 a km for a unit, on the road a day and one
  /// more for every 600 km begun. O(nodes x zones).
  static func write(_ nodes: [GeneratedPlace], _ zones: [GeneratedPlace], to file: FileSink, _ ids: GeneratedIds) {
    file.write("origin,destination,cost_per_shipment,cost_per_unit,transit_days")
    file.endRow()
    let zoneDirections = zones.map(\.direction)
    for (index, node) in nodes.enumerated() {
      let from = node.direction
      for (zone, to) in zoneDirections.enumerated() {
        let metres = GeneratedPlace.metres(from, to)
        file.write(ids.nodes[index])
        file.comma()
        ids.appendZone(zone, to: file)
        file.comma()
        // Millionths: 0.009 a km is 9 a metre, 0.0015 a km is 1.5 a metre.
        file.write(Int64(3_000_000 + 9 * metres), scale: 6)
        file.comma()
        file.write(Int64((3 * metres + 1) / 2), scale: 6)
        file.comma()
        file.write(1 + (metres + 599_999) / 600_000)
        file.endRow()
      }
    }
  }
}

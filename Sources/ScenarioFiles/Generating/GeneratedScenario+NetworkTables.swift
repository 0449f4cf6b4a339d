extension GeneratedScenario {
  /// nodes.csv: one row a node.
  func writeNodes(to file: FileSink, _ ids: GeneratedIds) {
    file.write(
      "node_id,tier,name,latitude,longitude,region,parent,capacity_orders,handling_per_shipment,handling_per_unit,"
        + "activation_cost")
    file.endRow()
    for (index, node) in network.nodes.enumerated() {
      file.write(ids.nodes[index])
      file.comma()
      file.write(node.tier.rawValue)
      file.comma()
      file.write(name(of: node, ids.nodes[index]))
      file.comma()
      append(node.place, to: file)
      file.comma()
      file.write(region(node.city))
      file.comma()
      if let parent = node.parent { file.write(ids.nodes[parent]) }
      file.comma()
      file.write(node.capacityOrders)
      file.comma()
      file.write(Int64(node.tier.handlingPerShipment), scale: 6)
      file.comma()
      file.write(Int64(node.tier.handlingPerUnit), scale: 6)
      file.comma()
      file.write(node.tier == .store ? options.storeActivation : options.warehouseActivation)
      file.endRow()
    }
  }

  /// zones.csv: one row a zone.
  func writeZones(to file: FileSink, _ ids: GeneratedIds) {
    file.write("zone_id,name,latitude,longitude,country")
    file.endRow()
    for (index, zone) in network.zones.enumerated() {
      ids.appendZone(index, to: file)
      file.comma()
      file.write(region(zone.city) + " district ")
      file.write(index + 1)
      file.comma()
      append(zone.place, to: file)
      file.write(",CN")
      file.endRow()
    }
  }

  /// lanes.csv: one row for each node and zone, 3 + 0.009 a km for a parcel and 0.0015 a km for a unit, on the
  /// road a day and one more for every 600 km begun.
  func writeLanes(to file: FileSink, _ ids: GeneratedIds) {
    file.write("origin,destination,cost_per_shipment,cost_per_unit,transit_days")
    file.endRow()
    let zoneDirections = network.zones.map { $0.place.direction }
    for (index, node) in network.nodes.enumerated() {
      let from = node.place.direction
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

  private func append(_ place: GeneratedPlace, to file: FileSink) {
    // The region lies north of the equator and east of Greenwich: no signs.
    file.write(Int64(place.latitude), scale: 5)
    file.comma()
    file.write(Int64(place.longitude), scale: 5)
  }

  private func region(_ city: Int?) -> String {
    city.map { "City \($0 + 1)" } ?? "Country"
  }

  private func name(of node: GeneratedNetwork.Node, _ id: [UInt8]) -> String {
    let kind =
      switch node.tier {
      case .central: "Central warehouse"
      case .regional: "Regional warehouse"
      case .store: "Store"
      }
    return "\(kind) \(String(decoding: id, as: UTF8.self))"
  }
}

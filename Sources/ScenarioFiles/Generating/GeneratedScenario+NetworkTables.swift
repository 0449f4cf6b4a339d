extension GeneratedScenario {
  /// nodes.csv: one row a node.
  func writeNodes(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append(
      "node_id,tier,name,latitude,longitude,region,parent,capacity_orders,handling_per_shipment,handling_per_unit,"
        + "activation_cost")
    try file.endRow()
    for (index, node) in network.nodes.enumerated() {
      file.append(ids.nodes[index])
      file.nextCell()
      file.append(node.tier.rawValue)
      file.nextCell()
      file.append(name(of: node, ids.nodes[index]))
      file.nextCell()
      append(node.place, to: file)
      file.nextCell()
      file.append(region(node.city))
      file.nextCell()
      if let parent = node.parent { file.append(ids.nodes[parent]) }
      file.nextCell()
      file.append(node.capacityOrders)
      file.nextCell()
      file.append(Int(node.tier.handlingPerShipment), places: 6)
      file.nextCell()
      file.append(Int(node.tier.handlingPerUnit), places: 6)
      file.nextCell()
      file.append(node.tier == .store ? options.storeActivation : options.warehouseActivation)
      try file.endRow()
    }
  }

  /// zones.csv: one row a zone.
  func writeZones(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("zone_id,name,latitude,longitude,country")
    try file.endRow()
    for (index, zone) in network.zones.enumerated() {
      ids.appendZone(index, to: file)
      file.nextCell()
      file.append(region(zone.city) + " district ")
      file.append(index + 1)
      file.nextCell()
      append(zone.place, to: file)
      file.append(",CN")
      try file.endRow()
    }
  }

  /// lanes.csv: one row for each node and zone, 3 + 0.009 a km for a parcel and 0.0015 a km for a unit, on the
  /// road a day and one more for every 600 km begun.
  func writeLanes(to file: GeneratedFile, _ ids: GeneratedIds) throws(GeneratedFileError) {
    file.append("origin,destination,cost_per_shipment,cost_per_unit,transit_days")
    try file.endRow()
    let zoneDirections = network.zones.map { $0.place.direction }
    for (index, node) in network.nodes.enumerated() {
      let from = node.place.direction
      for (zone, to) in zoneDirections.enumerated() {
        let metres = GeneratedPlace.metres(from, to)
        file.append(ids.nodes[index])
        file.nextCell()
        ids.appendZone(zone, to: file)
        file.nextCell()
        // Millionths: 0.009 a km is 9 a metre, 0.0015 a km is 1.5 a metre.
        file.append(3_000_000 + 9 * metres, places: 6)
        file.nextCell()
        file.append((3 * metres + 1) / 2, places: 6)
        file.nextCell()
        file.append(1 + (metres + 599_999) / 600_000)
        try file.endRow()
      }
    }
  }

  private func append(_ place: GeneratedPlace, to file: GeneratedFile) {
    // The region lies north of the equator and east of Greenwich: no signs.
    file.append(Int(place.latitude), places: 5)
    file.nextCell()
    file.append(Int(place.longitude), places: 5)
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

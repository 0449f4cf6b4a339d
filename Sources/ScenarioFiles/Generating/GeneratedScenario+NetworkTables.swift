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
      file.write(node.tier.name(ids.nodes[index]))
      file.comma()
      file.write(node.place)
      file.comma()
      file.write(GeneratedScenario.region(node.city))
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
      file.writeZone(index, zone.place, city: zone.city, ids)
    }
  }

  /// What `region` says of a place in a city, or in the country.
  static func region(_ city: Int?) -> String {
    city.map { "City \($0 + 1)" } ?? "Country"
  }
}

extension GeneratedTier {
  /// The name of a node with this id.
  func name(_ id: [UInt8]) -> String {
    let kind =
      switch self {
      case .central: "Central warehouse"
      case .regional: "Regional warehouse"
      case .store: "Store"
      }
    return "\(kind) \(String(decoding: id, as: UTF8.self))"
  }
}

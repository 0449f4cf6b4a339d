import SupplyModel

enum ZoneColumn: Int, TableColumn {
  case zoneID, name, latitude, longitude, country

  static let table = "zones"
  static let names = ["zone_id*", "name", "latitude", "longitude", "country"]
}

/// zones.csv.
struct ZoneRows: TableReader {
  var ids = IdentifierTable()
  var zones: [Zone] = []
  /// The line of each zone.
  private(set) var lines: [Int32] = []

  init(_: References, rows: Int) {
    zones.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<ZoneColumn>) {
    guard let id = row.required(.zoneID) else { return }
    let (index, isNew) = ids.insert(id)
    guard isNew else {
      row.fault(.zoneID, "\(quoted(id)) is here twice; the first is on line \(lines[Int(index)])")
      return
    }
    var zone = Zone(id: String(decoding: id, as: UTF8.self))
    zone.name = row.text(.name)
    zone.coordinates = row.coordinates(.latitude, .longitude)
    zone.country = row.text(.country)
    zones.append(zone)
    lines.append(Int32(row.line))
  }

  /// Notes ids that are nodes as well.
  func refuseNodes(_ nodes: NodeRows, _ nodeFile: String, _ faults: inout FaultList) {
    for (index, zone) in zones.enumerated() {
      guard let node = nodes.ids.index(of: zone.id) else { continue }
      faults.add(
        line: Int(lines[index]), column: ZoneColumn.zoneID.name,
        "\(quoted(zone.id)) is a node as well (\(nodeFile):\(nodes.lines[Int(node)])); expected an id of its own")
    }
  }
}

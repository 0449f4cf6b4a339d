import SupplyModel

enum LaneColumn: Int, TableColumn {
  case origin, destination, service, maxWeight, costPerShipment, costPerUnit, costPerKilogram, minimumCost, transitDays
  case capacityUnits

  static let table = "lanes"
  static let names = [
    "origin*", "destination*", "service", "max_weight_kg", "cost_per_shipment", "cost_per_unit", "cost_per_kg",
    "minimum_cost", "transit_days", "capacity_units",
  ]
}

/// lanes.csv.
struct LaneRows: TableReader {
  /// Services by the numbers of `services` below.
  var rows: [LaneRow] = []
  /// The line of each row.
  var lines: [Int32] = []
  /// The services of zone rows in order of appearance; the default one is always there, as the first.
  var services: IdentifierTable
  /// Whether any zone row uses the default service.
  private(set) var usesDefault = false
  private var zoneGuess = IndexGuess()
  // Of their own: a table taken out of a shared object is counted as used and given back at each row.
  private let nodes: IdentifierTable
  private let zones: IdentifierTable

  init(_ references: References, rows: Int) {
    nodes = references.nodes
    zones = references.zones
    services = IdentifierTable([references.defaultService])
    self.rows.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<LaneColumn>) {
    let origin = row.reference(.origin, .node, nodes)
    let destination = readDestination(&row)
    if case .node(let node) = destination, node == origin {
      let id = row.text(.destination)
      row.fault(.destination, "\(quoted(id)) is the origin itself; expected another node or a zone")
    }
    var band = LaneBand()
    band.maxWeight = row.number(.maxWeight, .weight).map { Weight(milligrams: $0) }
    band.costPerShipment = row.money(.costPerShipment) ?? .zero
    band.costPerUnit = row.money(.costPerUnit) ?? .zero
    band.costPerKilogram = row.money(.costPerKilogram) ?? .zero
    band.minimumCost = row.money(.minimumCost) ?? .zero
    band.transitDays = row.number32(.transitDays, .days) ?? 0
    let capacity = row.number32(.capacityUnits, .count)
    guard row.rowIsSound, let origin, let destination else { return }
    rows.append(LaneRow(origin: origin, destination: destination, band: band, capacityUnits: capacity))
    lines.append(Int32(row.line))
  }

  private mutating func readDestination(_ row: inout TableCursor<LaneColumn>) -> LaneDestination? {
    guard let cell = row.required(.destination) else { return nil }
    if let zone = zoneGuess.index(of: cell, in: zones) {
      let service = row.cell(.service)
      let index = service.isEmpty ? 0 : services.insert(service).index
      usesDefault = usesDefault || index == 0
      return .zone(zone, index)
    }
    if let node = nodes.index(of: cell) { return .node(node) }
    row.unknown(.destination, cell, .zoneOrNode)
    return nil
  }

  /// One table of all stretches with the scenario's service numbers; faults: a weight band that is here twice, rows of
  /// one lane that name different capacities. A row without a capacity takes the one of its lane.
  static func joined(
    _ parts: consuming [LaneRows], services: IdentifierTable, _ references: References, _ faults: inout FaultList
  ) -> [LaneRow] {
    for part in parts.indices {
      let numbers = (0..<parts[part].services.count).map { services.index(of: parts[part].services[$0]) ?? 0 }
      // Nearly every file names its services in the same order as the scenario.
      if numbers.elementsEqual(0..<Int32(numbers.count)) { continue }
      for row in parts[part].rows.indices {
        if case .zone(let zone, let service) = parts[part].rows[row].destination {
          parts[part].rows[row].destination = .zone(zone, numbers[Int(service)])
        }
      }
    }
    let lines = parts.flatMap(\.lines)
    var rows = takeAll(&parts, \.rows)
    noteRepeatedKeys(
      lines, column: LaneColumn.maxWeight.name, &faults,
      hash: { mixed(rows[$0].laneHash, UInt64(bitPattern: rows[$0].band.maxWeight?.milligrams ?? -1)) },
      isSame: { rows[$0].isSameLane(as: rows[$1]) && rows[$0].band.maxWeight == rows[$1].band.maxWeight },
      key: {
        "the weight band \(rows[$0].band.maxWeight.map { "\($0) kg" } ?? "without limit") of \(rows[$0].name(services, references))"
      })
    shareCapacities(&rows, lines, &faults) { $0.name(services, references) }
    return rows
  }

  private static func shareCapacities(
    _ rows: inout [LaneRow], _ lines: [Int32], _ faults: inout FaultList, name: (LaneRow) -> String
  ) {
    guard rows.contains(where: { $0.capacityUnits != nil }) else { return }
    var firsts = FirstRows(rows: rows.count)
    var groups = [Int32](repeating: 0, count: rows.count)
    // The row of each lane that is the first to name a capacity, at the place of the lane's first row.
    var sources: [Int: Int] = [:]
    for row in rows.indices {
      let first = firsts.first(row, hash: rows[row].laneHash) { rows[$0].isSameLane(as: rows[row]) } ?? row
      groups[row] = Int32(first)
      guard let capacity = rows[row].capacityUnits else { continue }
      guard let source = sources[first] else {
        sources[first] = row
        continue
      }
      if let other = rows[source].capacityUnits, other != capacity {
        faults.add(
          line: Int(lines[row]), column: LaneColumn.capacityUnits.name,
          "\(capacity) differs from \(other) on line \(lines[source]); the lane \(name(rows[row])) has one capacity")
      }
    }
    for row in rows.indices where rows[row].capacityUnits == nil {
      if let source = sources[Int(groups[row])] { rows[row].capacityUnits = rows[source].capacityUnits }
    }
  }
}

extension LaneRow {
  fileprivate func isSameLane(as other: LaneRow) -> Bool {
    origin == other.origin && destination == other.destination
  }

  /// For faults.
  fileprivate func name(_ services: IdentifierTable, _ references: References) -> String {
    let origin = quoted(references.nodes[origin])
    switch destination {
    case .node(let node): return "\(origin) to \(quoted(references.nodes[node]))"
    case .zone(let zone, let service):
      return "\(origin) to \(quoted(references.zones[zone])) by \(quoted(services[service]))"
    }
  }

  fileprivate var laneHash: UInt64 {
    switch destination {
    case .zone(let zone, let service): mixed(packed(origin, zone), UInt64(service) << 1)
    case .node(let node): mixed(packed(origin, node), 1)
    }
  }
}

extension PlanBreach: CustomStringConvertible {
  /// A sentence that names the file, the row and both figures.
  package var description: String {
    switch self {
    case .unreadable(let fault): fault.description
    case .figure(let row, let column, let stated, let recomputed):
      "\(row): \(column) is \(stated), recomputed \(recomputed)"
    case .contradiction(let row, let column, let stated, let expected, let source):
      "\(row): \(column) is \(stated), \(source) is \(expected)"
    case .repeatedRow(let row): "\(row): stands twice"
    case .strayRow(let row, let why): "\(row): \(why)"
    case .missingRow(let row, let why): "\(row): the row is missing; \(why)"
    case .negativePrice(let row, let price): "\(row): price is \(price), expected at least 0"
    case .unlimited(let row, let why): "\(row): \(why)"
    case .boundTooHigh(let key, let stated, let atMost, let other):
      "\(PlanRow.summary): \(key) is \(stated), more than \(other), \(atMost)"
    default: limitText
    }
  }

  /// The sentences on hard limits.
  private var limitText: String {
    switch self {
    case .quantities(let order, let line, let ordered, let assigned, let unfilled):
      "\(file(.assignments)): order \(order), line \(line): \(assigned) assigned and \(unfilled) unfilled, "
        + "\(ordered) ordered"
    case .dividedLine(let order, let line, let ordered, let assigned, let nodes):
      "\(file(.assignments)): order \(order), line \(line): \(assigned) of \(ordered) units from "
        + "\(counted(nodes, "node")), but a line may not be divided"
    case .dividedOrder(let order, let ordered, let assigned, let nodes):
      "\(file(.assignments)): order \(order): \(assigned) of \(ordered) open units from \(counted(nodes, "node")), "
        + "but the order may not be divided"
    case .tooManyNodes(let order, let nodes, let limit, let rule):
      "\(file(.assignments)): order \(order): served by \(counted(nodes, "node")), at most \(limit) allowed"
        + rule.reason
    case .lockedLine(let order, let line, let node, let ordered, let served):
      "\(file(.assignments)): order \(order), line \(line): locked at node \(node), which serves \(served) of "
        + "\(ordered) units"
    case .outOfSeason(let order, let line, let sku, let day):
      "\(file(.assignments)): order \(order), line \(line): SKU \(sku) is out of season on \(day)"
    case .notStocked(let row, let sku): "\(row): the node has no stock row for SKU \(sku)"
    case .stock(let node, let sku, .available, let taken, let limit):
      "\(file(.assignments)): \(counted(taken, "unit")) of SKU \(sku) leave node \(node), \(limit) are available"
    case .stock(let node, let sku, .shippable, let taken, let limit):
      "\(file(.assignments)): \(counted(taken, "unit")) of SKU \(sku) are shipped from node \(node), \(limit) are not protected"
    case .capacity(let node, let kind, let used, let limit, let locked, let isClosed):
      "\(file(.assignments)): node \(node) serves \(used) \(kind.rawValue)\(lockedPart(locked)), "
        + (isClosed ? "but is closed" : "its capacity is \(limit)")
    case .laneCapacity(let origin, let zone, let service, let used, let limit, let locked):
      "\(file(.shipments)): \(used) units\(lockedPart(locked)) on the lane from \(origin) to \(zone) by \(service), "
        + "its capacity is \(limit)"
    case .doesNotShip(let row, let node): "\(row): node \(node) does not ship"
    case .doesNotHandOver(let row, let node): "\(row): node \(node) does not offer pickup"
    case .ineligible(let row, let why): "\(row): \(why)"
    case .tooFar(let row, let distance, let limit): "\(row): goes \(distance) km, max_km is \(limit)"
    case .transferred(let from, let to, let sku, let units, let needed, let pack):
      "\(file(.transfers)): \(counted(units, "unit")) of SKU \(sku) go from \(from) to \(to), "
        + "\(needed) are picked up there"
        + (pack > 1 ? " and the pack is \(pack)" : "")
    default: ""
    }
  }

  private func file(_ file: PlanFile) -> String { file.rawValue }

  private func counted(_ count: some BinaryInteger, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private func lockedPart(_ locked: Int64) -> String { locked > 0 ? " (\(locked) locked)" : "" }
}

extension PlanBreach.NodeRule {
  fileprivate var reason: String {
    switch self {
    case .maxShipments: ""
    case .minSplitValue(let value, let from): ": its value \(value) is below min_split_value \(from)"
    }
  }
}

extension LaneRefusal: CustomStringConvertible {
  /// A clause for a breach's sentence.
  package var description: String {
    switch self {
    case .notServed: "no lane of its origin and service leads there"
    case .tooHeavy(let weight, let limit): "a parcel weighs \(weight) kg, the lane takes at most \(limit)"
    case .noTariff: "there is neither a lane nor a tariff for it"
    case .noCoordinates: "there is no lane, and the tariff needs the coordinates of both ends"
    case .beyondTariff(let distance): "the distance of \(distance) km lies beyond the tariff's last band"
    }
  }
}

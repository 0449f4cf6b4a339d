import SupplyModel

extension BreakageCases {
  static let limits: [Breakage] = [
    Breakage("shippable stock", "assignments.csv: 2 units of SKU A are shipped from node DC, 1 are not protected") {
      scenario, _ in scenario.stock[0].protected = 3
    },
    Breakage(
      "available stock", "assignments.csv: 2 units of SKU TV leave node DC, 1 are available",
      "assignments.csv: 2 units of SKU TV are shipped from node DC, 1 are not protected"
    ) { scenario, _ in scenario.stock[2].onHand = 1 },
    Breakage("protected stock may be picked up", "assignments.csv: 4 units of SKU B leave node S1, 3 are available") {
      scenario, _ in
      scenario.stock[3].onHand = 3
      scenario.stock[3].protected = 0
    },
    Breakage("capacity in orders", "assignments.csv: node DC serves 3 orders (1 locked), its capacity is 2") {
      scenario, _ in scenario.nodes[0].capacityOrders = 2
    },
    Breakage("capacity in units", "assignments.csv: node DC serves 7 units (1 locked), its capacity is 6") {
      scenario, _ in scenario.nodes[0].capacityUnits = 6
    },
    Breakage("capacity by calendar", "assignments.csv: node S1 serves 4 units, its capacity is 3") { scenario, _ in
      scenario.calendar = [CalendarEntry(node: 1, day: Day(number: 20_768), capacityUnits: 3)]
    },
    Breakage(
      "locked beyond capacity leaves nothing", "assignments.csv: node DC serves 3 orders (1 locked), its capacity is 0",
      "assignments.csv: node DC serves 7 units (1 locked), its capacity is 0"
    ) { scenario, _ in
      scenario.nodes[0].capacityOrders = 0
      scenario.nodes[0].capacityUnits = 0
    },
    Breakage(
      "closed by weekday", "assignments.csv: node S1 serves 2 orders, but is closed",
      "assignments.csv: node S1 serves 4 units, but is closed"
    ) { scenario, _ in scenario.nodes[1].openDays = [WeekdaySet(.monday)] },
    Breakage(
      "closed by calendar", "assignments.csv: node DC serves 3 orders (1 locked), but is closed",
      "assignments.csv: node DC serves 7 units (1 locked), but is closed"
    ) { scenario, _ in scenario.calendar = [CalendarEntry(node: 0, day: Day(number: 20_768), open: false)] },
    Breakage(
      "the next open day", "shipments.csv: shipment O2-1: ships_on is 2026-11-12, recomputed 2026-11-14",
      "shipments.csv: shipment O2-1: arrives_on is 2026-11-14, recomputed 2026-11-16"
    ) { scenario, _ in
      scenario.nodes[0].openDays = [WeekdaySet(.wednesday), WeekdaySet(.saturday)]
    },
    Breakage(
      "lane capacity", "shipments.csv: 7 units (1 locked) on the lane from DC to Z1 by standard, its capacity is 6"
    ) { scenario, _ in
      scenario.lanes[0].capacityUnits = 6
      scenario.lanes[1].capacityUnits = 6
    },
    Breakage(
      "a lane that does not exist", "shipments.csv: shipment O1-1: no lane of its origin and service leads there",
      "shipments.csv: shipment O2-1: no lane of its origin and service leads there",
      "shipments.csv: shipment O5-1: no lane of its origin and service leads there"
    ) { scenario, plan in
      scenario.zones.append(Zone(id: "Z2"))
      _ = scenario.zoneIDs.insert("Z2")
      scenario.lanes[0].destination = .zone(1, 0)
      scenario.lanes[1].destination = .zone(1, 0)
      ignoreCost(.carrier, &plan, carriers: 6_800_000)
      for index in [0, 2, 4] { plan.shipments[index].row.arrivesOn = plan.shipments[index].row.shipsOn }
      plan.prices.removeAll { $0.resource.kind == .laneUnits }
    },
    Breakage(
      "heavier than the last band", "shipments.csv: shipment O2-1: a parcel weighs 15 kg, the lane takes at most 14.9"
    ) { scenario, plan in
      scenario.lanes[1].band.maxWeight = Weight(milligrams: 14_900_000)
      ignoreCost(.carrier, &plan, carriers: 18_800_000)
      plan.shipments[2].row.arrivesOn = plan.shipments[2].row.shipsOn + 1
    },
    Breakage(
      "another weight band", "shipments.csv: shipment O1-1: arrives_on is 2026-11-12, recomputed 2026-11-13",
      "shipments.csv: shipment O1-1: days_late is 0, recomputed 1",
      "shipments.csv: shipment O1-1: carrier is 6, recomputed 10",
      // Both arrive on the 13th now: the first of them carries the lateness.
      "shipments.csv: shipment O1-1: lateness is 0, recomputed 4",
      "shipments.csv: shipment O1-2: lateness is 4, recomputed 0",
      "summary.json: cost.carrier is 56.8, recomputed 60.8",
      "summary.json: cost.total is 219.65, recomputed 223.65",
      "summary.json: gap is \(19_650_000.0 / 219_650_000), recomputed \(23_650_000.0 / 223_650_000)",
      "summary.json: gap_served is \(19_650_000.0 / 111_650_000), recomputed \(23_650_000.0 / 115_650_000)"
    ) { scenario, plan in
      scenario.lanes[0].band.maxWeight = Weight(milligrams: 1_999_999)
      plan.summary.gap = 19_650_000.0 / 219_650_000
      plan.summary.gapServed = 19_650_000.0 / 111_650_000
    },
    Breakage(
      "beyond the tariff", "shipments.csv: shipment O1-2: the distance of 22.239 km lies beyond the tariff's last band"
    ) { scenario, plan in
      scenario.settings.tariffs[0].bands[0].upTo = Distance(metres: 22_238)
      ignoreTariffShipment(&plan)
    },
    Breakage("no tariff", "shipments.csv: shipment O1-2: there is neither a lane nor a tariff for it") {
      scenario, plan in
      scenario.settings.tariffs = []
      ignoreTariffShipment(&plan)
    },
    Breakage(
      "no coordinates",
      "shipments.csv: shipment O1-2: there is no lane, and the tariff needs the coordinates of both ends"
    ) { scenario, plan in
      scenario.nodes[1].coordinates = nil
      ignoreTariffShipment(&plan)
    },
    Breakage("max_km", "shipments.csv: shipment O1-2: goes 22.239 km, max_km is 22.238") { scenario, _ in
      scenario.settings.limits.maxDistance = Distance(metres: 22_238)
    },
    Breakage("ships", "shipments.csv: shipment O1-2: node S1 does not ship") { scenario, _ in
      scenario.nodes[1].ships = false
    },
    Breakage("pickup", "shipments.csv: shipment O3-1: node S1 does not offer pickup") { scenario, _ in
      scenario.nodes[1].pickup = false
    },
    Breakage("max_shipments of the order", "assignments.csv: order O1: served by 2 nodes, at most 1 allowed") {
      scenario, _ in scenario.orders[0].maxShipments = 1
    },
    Breakage("max_shipments of all orders", "assignments.csv: order O1: served by 2 nodes, at most 1 allowed") {
      scenario, _ in
      scenario.settings.limits.maxShipmentsPerOrder = 1
      scenario.orders[0].maxShipments = 5
    },
    Breakage(
      "min_split_value",
      "assignments.csv: order O1: served by 2 nodes, at most 1 allowed: its value 64 is below min_split_value 64.000001"
    ) { scenario, _ in scenario.settings.limits.minSplitValue = Money(millionths: 64_000_001) },
    Breakage("season", "assignments.csv: order O2, line 1: SKU TV is out of season on 2026-11-11") { scenario, _ in
      scenario.skus[2].seasonEnd = Day(number: 20_767)
    },
    Breakage("season to come", "assignments.csv: order O2, line 1: SKU TV is out of season on 2026-11-11") {
      scenario, _ in scenario.skus[2].seasonStart = Day(number: 20_769)
    },
    Breakage(
      "split: never", "assignments.csv: order O1: 5 of 5 open units from 2 nodes, but the order may not be divided"
    ) { scenario, _ in scenario.orders[0].split = .never },
    Breakage(
      "nothing that is not stocked", "assignments.csv: order O2, line 2, node DC: the node has no stock row for SKU B",
      "assignments.csv: order O5, line 2, node DC: the node has no stock row for SKU B"
    ) { scenario, _ in scenario.stock.remove(at: 1) },
  ]

  /// Sets what follows from a figure that cannot be recomputed, so that only the limit is left to be named.
  private static func ignoreCost(_ term: CostTerm, _ plan: inout PlanFiles, carriers: Int64) {
    let change = Money(millionths: carriers) - (plan.summary.terms[term] ?? .zero)
    plan.summary.terms[term] = Money(millionths: carriers)
    let total = (plan.summary.total ?? .zero) + change
    plan.summary.total = total
    plan.summary.lowerBound = total
    plan.summary.gap = 0
    plan.summary.gapServed = 0
    plan.summary.priceBound = Money(units: 100)
  }

  private static func ignoreTariffShipment(_ plan: inout PlanFiles) {
    ignoreCost(.carrier, &plan, carriers: 50_000_000)
    let total = (plan.summary.total ?? .zero) - Money(units: 4)
    plan.summary.total = total
    plan.summary.lowerBound = total
    plan.summary.terms[.lateness] = .zero
    plan.summary.counts[.lateOrders] = 0
    plan.shipments[1].row.arrivesOn = plan.shipments[1].row.shipsOn
    plan.shipments[1].row.daysLate = 0
    plan.shipments[1].row.lateness = .zero
  }
}

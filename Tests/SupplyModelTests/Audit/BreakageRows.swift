import SupplyModel

extension BreakageCases {
  static let rows: [Breakage] = [
    Breakage(
      "a SKU that is not the line's", "assignments.csv: order O1, line 1, node DC: sku_id is B, the order's is A"
    ) {
      $1.assignments[0].sku = 1
    },
    Breakage("another SKU unfilled", "unfilled.csv: order O4, line 1: sku_id is TV, the order's is A") {
      $1.unfilled[0].sku = 2
    },
    Breakage("another zone", "shipments.csv: shipment O3-1: destination is Z1, the order's is S1") {
      $1.shipments[3].destination = .ship(zone: 0)
    },
    Breakage("a pickup with a service", "shipments.csv: shipment O3-1: service is standard, the order's is empty") {
      $1.shipments[3].service = 0
    },
    Breakage("a shipment without service", "shipments.csv: shipment O1-1: service is empty, the order's is standard") {
      $1.shipments[0].service = nil
    },
    Breakage(
      "too few units", "assignments.csv: order O4, line 2: 0 assigned and 1 unfilled, 2 ordered"
    ) { $1.unfilled[1].row.quantity = 1 },
    Breakage("a missing row", "assignments.csv: order O4, line 1: 0 assigned and 0 unfilled, 5 ordered") {
      $1.unfilled.remove(at: 0)
    },
    Breakage(
      "more than ordered",
      "assignments.csv: order O3, line 1: 2 of 1 units from 1 node, but a line may not be divided",
      "assignments.csv: order O3, line 1: 2 assigned and 0 unfilled, 1 ordered"
    ) { $1.assignments[4].quantity = 2 },
    Breakage(
      "an unfilled row twice", "assignments.csv: order O4, line 2: 0 assigned and 4 unfilled, 2 ordered",
      "unfilled.csv: order O4, line 2: stands twice"
    ) { $1.unfilled.append($1.unfilled[1]) },
    Breakage(
      "an assignment twice", "assignments.csv: order O3, line 1, node S1: stands twice",
      "assignments.csv: order O3, line 1: 2 of 1 units from 2 nodes, but a line may not be divided",
      "assignments.csv: order O3, line 1: 2 assigned and 0 unfilled, 1 ordered"
    ) { $1.assignments.append($1.assignments[4]) },
    Breakage(
      "an empty shipment", "shipments.csv: shipment O4-1: no assignment belongs to it"
    ) { scenario, plan in
      var copy = plan.shipments[0]
      copy.row.order = 3
      copy.row.parcels = 0
      copy.row.units = 0
      copy.row.weight = .zero
      copy.row.arrivesOn = copy.row.shipsOn
      copy.row.carrier = .zero
      copy.row.handling = .zero
      plan.shipments.append(copy)
      _ = plan.shipmentIDs.insert("O4-1")
      plan.summary.counts[.shipments] = 6
    },
    Breakage("a node that serves nothing", "node_costs.csv: node S2: the node serves nothing") { scenario, plan in
      scenario.nodes.append(Node(id: "S2", tier: .store))
      _ = scenario.nodeIDs.insert("S2")
      plan.nodeCosts.append(NodeCost(node: 2, activation: .zero, use: .zero, orders: 0, units: 0))
    },
    Breakage("a node's row twice", "node_costs.csv: node S1: stands twice") { $1.nodeCosts.append($1.nodeCosts[1]) },
    Breakage("a node's row missing", "node_costs.csv: node DC: the row is missing; the node serves 3 orders") {
      $1.nodeCosts.remove(at: 0)
    },
    Breakage("a price below zero", "prices.csv: stock S1 B: price is -0.000001, expected at least 0") {
      $1.prices[0].price = Money(millionths: -1)
    },
    Breakage("a price twice", "prices.csv: lane_units DC Z1 standard: stands twice") { $1.prices.append($1.prices[4]) },
    Breakage("a price of no stock row", "prices.csv: protected S1 A: there is no such stock row") {
      $1.prices.append(Price(resource: .protected(1, 0), price: Money(units: 1)))
    },
    Breakage("a price of unlimited capacity", "prices.csv: capacity_orders S1: its capacity is unlimited") {
      $1.prices.append(Price(resource: .capacityOrders(1), price: Money(units: 1)))
    },
    Breakage("a price of an unlimited lane", "prices.csv: lane_units S1 Z1 standard: the lane has no capacity limit") {
      $1.prices.append(Price(resource: .laneUnits(1, 0, 0), price: Money(units: 1)))
    },
  ]
  static let causes: [Breakage] = [
    Breakage(
      "a locked line moved",
      "assignments.csv: order O5, line 1, node S1: shipment_id is O5-1, that shipment's node is DC",
      "assignments.csv: order O5, line 1, node S1: the node has no stock row for SKU A",
      "assignments.csv: order O5, line 1: locked at node DC, which serves 0 of 1 units",
      "assignments.csv: order O5: served by 2 nodes, at most 1 allowed: its value 28 is below min_split_value 64"
    ) { $1.assignments[5].node = 1 },
    Breakage(
      "a shipment of another order",
      "assignments.csv: order O1, line 1, node DC: shipment_id is O5-1, that shipment's order is O5",
      "shipments.csv: shipment O1-1: no assignment belongs to it"
    ) { $1.assignments[0].shipment = 4 },
    Breakage(
      "a second shipment from one node",
      "assignments.csv: order O2, line 2, node DC: shipment_id is O2-2, that shipment's node is S1"
    ) { scenario, plan in
      var copy = plan.shipments[2]
      copy.row.node = 1
      plan.shipments.append(copy)
      _ = plan.shipmentIDs.insert("O2-2")
      plan.assignments[3].shipment = 5
    },
  ]
}

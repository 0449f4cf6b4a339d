import SupplyModel

enum BreakageCases {
  typealias Breakage = PlanAuditTests.Breakage

  private static func shipment(
    _ index: Int, _ sentence: String, _ change: @escaping @Sendable (inout Shipment) -> Void
  ) -> Breakage {
    Breakage(sentence, sentence) { change(&$1.shipments[index].row) }
  }

  private static func summary(
    _ sentence: String, _ change: @escaping @Sendable (inout PlanSummaryFile) -> Void
  ) -> Breakage {
    Breakage(sentence, "summary.json: " + sentence) { change(&$1.summary) }
  }

  static let figures: [Breakage] =
    [
      shipment(2, "shipments.csv: shipment O2-1: parcels is 1, recomputed 3") { $0.parcels = 1 },
      shipment(2, "shipments.csv: shipment O2-1: units is 2, recomputed 3") { $0.units = 2 },
      shipment(1, "shipments.csv: shipment O1-2: weight_kg is 0.7, recomputed 0.75") {
        $0.weight = Weight(milligrams: 700_000)
      },
      shipment(2, "shipments.csv: shipment O2-1: ships_on is 2026-11-11, recomputed 2026-11-12") {
        $0.shipsOn = Day(number: 20_768)
      },
      shipment(1, "shipments.csv: shipment O1-2: arrives_on is 2026-11-12, recomputed 2026-11-13") {
        $0.arrivesOn = Day(number: 20_769)
      },
      shipment(1, "shipments.csv: shipment O1-2: days_late is 0, recomputed 1") { $0.daysLate = 0 },
      shipment(1, "shipments.csv: shipment O1-2: carrier is 6.800001, recomputed 6.8") {
        $0.carrier = Money(millionths: 6_800_001)
      },
      shipment(2, "shipments.csv: shipment O2-1: handling is 7.4, recomputed 7.5") {
        $0.handling = Money(millionths: 7_400_000)
      },
      shipment(1, "shipments.csv: shipment O1-2: commission is 1.3, recomputed 1.2") {
        $0.commission = Money(millionths: 1_300_000)
      },
      shipment(1, "shipments.csv: shipment O1-2: lateness is 0, recomputed 4") { $0.lateness = .zero },
      shipment(0, "shipments.csv: shipment O1-1: lateness is 4, recomputed 0") { $0.lateness = Money(units: 4) },
      Breakage("unfilled cost", "unfilled.csv: order O4, line 2: cost is 25.5, recomputed 24") {
        $1.unfilled[1].row.cost = Money(millionths: 25_500_000)
      },
      Breakage("activation", "node_costs.csv: node DC: activation is 29, recomputed 30") {
        $1.nodeCosts[0].activation = Money(units: 29)
      },
      Breakage("use", "node_costs.csv: node S1: use is -1.5, recomputed -2") {
        $1.nodeCosts[1].use = Money(millionths: -1_500_000)
      },
      Breakage("node's orders", "node_costs.csv: node DC: orders is 4, recomputed 3") { $1.nodeCosts[0].orders = 4 },
      Breakage("node's units", "node_costs.csv: node DC: units is 6, recomputed 7") { $1.nodeCosts[0].units = 6 },
      Breakage("mode", "assignments.csv: order O3, line 1, node S1: mode is ship, recomputed pickup") {
        $1.assignments[4].mode = .ship
      },
      summary("scenario is other, recomputed hand") { $0.scenario = "other" },
      summary("as_of is 2026-11-12, recomputed 2026-11-11") { $0.asOf = Day(number: 20_769) },
      summary("cost.total is 219.650001, recomputed 219.65") { $0.total = Money(millionths: 219_650_001) },
      summary("lower_bound is 219.650001, more than the plan's cost, 219.65") {
        $0.lowerBound = Money(millionths: 219_650_001)
        $0.gap = -0.000001 / 219.65
        $0.gapServed = -0.000001 / 111.65
      },
      summary("price_bound is 200.000001, more than lower_bound, 200") {
        $0.priceBound = Money(millionths: 200_000_001)
      },
      summary("price_bound is null, recomputed given, since lower_bound is") { $0.priceBound = nil },
      summary("bound_method is null, recomputed given, since lower_bound is") { $0.boundMethod = nil },
      summary("gap is 0.09, recomputed \(19_650_000.0 / 219_650_000)") { $0.gap = 0.09 },
      summary("gap_served is null, recomputed \(19_650_000.0 / 111_650_000)") { $0.gapServed = nil },
      Breakage(
        "no bound but its proof", "summary.json: price_bound is given, recomputed null, since lower_bound is",
        "summary.json: bound_method is given, recomputed null, since lower_bound is",
        "summary.json: gap is \(19_650_000.0 / 219_650_000), recomputed null",
        "summary.json: gap_served is \(19_650_000.0 / 111_650_000), recomputed null"
      ) {
        $1.summary.lowerBound = nil
        $1.summary.gap = 19_650_000.0 / 219_650_000
        $1.summary.gapServed = 19_650_000.0 / 111_650_000
      },
    ]
    + zip(PlanSummaryFile.Count.allCases, [5, 9, 18, 5, 4, 11, 1, 1] as [Int64]).map { count, right in
      summary("\(count.rawValue) is 77, recomputed \(right)") { $0.counts[count] = 77 }
    }
    + zip(CostTerm.allCases, ["56.8", "13.5", "1.6", "37", "0", "4", "-1.25", "108"]).map { term, right in
      summary("cost.\(term.rawValue) is 77, recomputed \(right)") { $0.terms[term] = Money(units: 77) }
    }
}

import SupplyModel

/// What a planner should know before he reads a plan: everything that leaves something out.
struct PlanNotices {
  private(set) var notices: [Notice] = []

  init(_ context: SKUModel.Context) {
    let (scenario, periods) = (context.scenario, context.periods)
    noteSupply(context)
    noteSeasons(context)
    let late = scenario.receipts.count { $0.due >= periods.end }
    if late > 0 { note(late, "receipt", "is", "are", "due after the horizon and left out") }
    let overdue = scenario.receipts.count { $0.due < periods.first }
    if overdue > 0 { note(overdue, "receipt", "was", "were", "due before as_of; taken as coming today") }
    let cutLinks = context.network.links.indices.count { link in
      context.network.links[link].purpose != .balance
        && (0..<periods.count).allSatisfy { context.schedule.trip(link, $0) == nil }
    }
    if cutLinks > 0 {
      note(
        cutLinks, "link", "takes", "take",
        "longer than the horizon of \(periods.days) days (or its origin never opens): nothing is sent on it")
    }
    let worthless = context.goods.starts.indices.dropLast().count { sku in
      let terms = SKUTerms(scenario, SKUIndex(sku), periods: periods)
      return terms.lost <= 0 && terms.waiting.isEmpty && terms.isTraded
        && context.forecast.rows(of: SKUIndex(sku)).count > 0
    }
    if worthless > 0 {
      note(
        worthless, "SKU", "has", "have",
        "no margin and no `unfilled` penalty: a lost sale costs nothing, so nothing is sent for it")
    }
  }

  private mutating func noteSupply(_ context: SKUModel.Context) {
    let periods = context.periods
    let slow = context.scenario.supply.count { supply in
      (0..<periods.count).allSatisfy {
        context.schedule.purchase(supply.node, leadDays: supply.leadDays, $0) == nil
      }
    }
    if slow > 0 {
      note(
        slow, "row of supply.csv", "has", "have",
        "a lead time beyond the horizon of \(periods.days) days: goods bought now would not count, so none are bought",
        plural: "rows of supply.csv")
    }
  }

  private mutating func noteSeasons(_ context: SKUModel.Context) {
    let asOf = context.periods.first
    var (skus, units) = (0, Int64(0))
    for (index, sku) in context.scenario.skus.enumerated() {
      guard let end = sku.seasonEnd, end < asOf else { continue }
      let held = context.goods.rows(of: SKUIndex(index)).reduce(Int64(0)) {
        $0 + Int64(context.goods.rows[$1].available)
      }
      if held > 0 { (skus, units) = (skus + 1, units + held) }
    }
    if skus > 0 {
      note(
        skus, "SKU", "is", "are", "past the season's end: \(units) units are left where they are, to be cleared")
    }
  }

  private mutating func note(
    _ count: Int, _ noun: String, _ singular: String, _ pluralVerb: String, _ rest: String, plural: String? = nil
  ) {
    notices.append(
      Notice("\(count) \(count == 1 ? noun : plural ?? noun + "s") \(count == 1 ? singular : pluralVerb) \(rest)"))
  }
}

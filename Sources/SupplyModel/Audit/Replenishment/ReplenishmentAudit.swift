/// Recomputes every cost and limit of a plan of `replenish` from the scenario and the plan's files alone.
///
/// Transfers and purchases are taken as the plan, all else as claims about it. What is expected to be asked for is taken
/// from projection.csv: demand cannot be audited, what is made of it can.
package struct ReplenishmentAudit {
  let scenario: Scenario
  let plan: ReplenishmentFiles
  let periods: PlanningPeriods
  let calendar: AuditCalendar
  let lanes: AuditLanes
  var report = ReplenishmentAuditReport()
  /// Units that come to and leave each node of a SKU, by period, from the plan's rows and receipts.
  var received: [PlaceKey: [Int64]] = [:]
  var sent: [PlaceKey: [Int64]] = [:]
  let opening: [PlaceKey: StockRow]
  /// Nothing in any period.
  let none: [Int64]

  /// A SKU at a node.
  struct PlaceKey: Hashable, Comparable {
    var sku: SKUIndex
    var node: NodeIndex

    static func < (a: PlaceKey, b: PlaceKey) -> Bool { (a.sku, a.node) < (b.sku, b.node) }
  }

  /// Audits a plan. O(rows x log rows).
  package static func audit(scenario: Scenario, plan: ReplenishmentFiles) -> ReplenishmentAuditReport {
    var audit = ReplenishmentAudit(scenario, plan)
    audit.report.add(faults: plan.faults, count: plan.faultCount)
    audit.addReceipts()
    audit.checkTransfers()
    audit.checkPurchases()
    audit.checkDocks()
    audit.checkProjection()
    audit.checkSummary()
    return audit.report
  }

  private init(_ scenario: Scenario, _ plan: ReplenishmentFiles) {
    self.scenario = scenario
    self.plan = plan
    periods = PlanningPeriods(scenario.settings)
    calendar = AuditCalendar(scenario)
    lanes = AuditLanes(scenario)
    var opening: [PlaceKey: StockRow] = [:]
    for row in scenario.stock { opening[PlaceKey(sku: row.sku, node: row.node)] = row }
    self.opening = opening
    none = [Int64](repeating: 0, count: periods.count)
  }

  // MARK: Days

  /// The day on which goods that come on a day are taken in.
  func takenIn(_ node: NodeIndex, _ day: Day) -> Day? {
    (0..<62).lazy.map { day + $0 }.first { calendar.isOpen(Int(node), on: $0) }
  }

  /// The period for whose sales goods of a day count: its own, or the next after more than half of it; nil beyond.
  func servesFrom(_ day: Day) -> Int? {
    if day < periods.first { return 0 }
    guard let period = periods.period(of: day) else { return nil }
    let isEarly = (day - periods.start(period)) * 2 <= periods.length(period)
    return isEarly ? period : (period + 1 < periods.count ? period + 1 : nil)
  }

  // MARK: Booking

  mutating func receive(_ node: NodeIndex, _ sku: SKUIndex, _ units: Int64, on day: Day) {
    guard let period = servesFrom(day) else { return }
    received[PlaceKey(sku: sku, node: node), default: none][period] += units
  }

  private mutating func addReceipts() {
    for receipt in scenario.receipts where scenario.nodes[Int(receipt.node)].tier != .vendor {
      guard let day = takenIn(receipt.node, max(receipt.due, periods.first)) else { continue }
      receive(receipt.node, receipt.sku, Int64(receipt.quantity), on: day)
    }
  }

  // MARK: Names

  func nodeID(_ node: NodeIndex) -> String { scenario.nodeIDs[node] }
  func skuID(_ sku: SKUIndex) -> String { scenario.skuIDs[sku] }

  func isInSeason(_ sku: SKUIndex, _ day: Day) -> Bool {
    scenario.skus[Int(sku)].seasonEnd.map { day <= $0 } ?? true
  }
}

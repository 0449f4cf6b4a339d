/// What an audit of a plan of `replenish` found.
package struct ReplenishmentAuditReport: Sendable {
  /// The first breaches, in the order found: a sentence each, with the file and row.
  package private(set) var breaches: [String] = []
  /// How many there are in all.
  package private(set) var count = 0
  /// What the plan is expected to cost by the audit's own arithmetic.
  package var cost = ReplenishmentCost()

  package init() {}

  /// Whether the plan keeps every limit and every figure is right.
  package var isClean: Bool { count == 0 }

  mutating func add(_ breach: String) {
    count += 1
    if breaches.count < AuditReport.breachesListed { breaches.append(breach) }
  }

  mutating func add(faults: [PlanFileFault], count: Int) {
    breaches += faults.prefix(AuditReport.breachesListed).map(\.description)
    self.count += count
  }
}

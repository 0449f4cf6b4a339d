/// What an audit found.
package struct AuditReport: Sendable {
  /// Breaches beyond this many are only counted.
  package static let breachesListed = 100

  /// The first breaches, in the order found.
  package private(set) var breaches: [PlanBreach] = []
  /// How many there are in all, the listed ones included.
  package private(set) var count = 0
  /// What the plan costs by the audit's own arithmetic.
  package var cost = CostBreakdown()

  package init() {}

  /// Whether the plan keeps every limit and every figure is right.
  package var isClean: Bool { count == 0 }

  /// Counts a breach, and lists it while there is room.
  mutating func add(_ breach: PlanBreach) {
    count += 1
    if breaches.count < AuditReport.breachesListed { breaches.append(breach) }
  }

  /// Counts breaches that were listed, or only counted, elsewhere.
  mutating func add(listed: [PlanBreach], count: Int) {
    breaches.append(contentsOf: listed.prefix(AuditReport.breachesListed - breaches.count))
    self.count += count
  }
}

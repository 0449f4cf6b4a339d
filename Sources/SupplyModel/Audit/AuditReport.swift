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
  /// What the prices prove, where that was asked for.
  package private(set) var bound: PriceBound?
  /// Whether the bound that the plan states is proven, where that was asked for and one is stated.
  package private(set) var boundVerdict: PriceBound.Verdict?

  package init() {}

  /// Judges the bound that a plan states; one that the prices do not prove is a breach.
  package mutating func check(_ stated: Money?, against bound: PriceBound) {
    self.bound = bound
    boundVerdict = stated.map { bound.verdict(on: $0) }
    if case .refuted(let breach) = boundVerdict { add(breach) }
  }

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

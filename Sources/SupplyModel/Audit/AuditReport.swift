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
  /// What prices.csv proves of `price_bound`, where that was asked for.
  package private(set) var priceBound: BoundFinding?
  /// What covers.csv proves of `lower_bound`, where that was asked for and there is one.
  package private(set) var coverBound: BoundFinding?

  /// What prices prove of a bound that a plan states.
  package struct BoundFinding: Sendable {
    package var bound: PriceBound
    /// nil where the plan states none.
    package var verdict: PriceBound.Verdict?
  }

  package init() {}

  /// Judges the bound that a plan states; one that the prices do not prove is a breach.
  package mutating func check(_ stated: Money?, against bound: PriceBound) {
    priceBound = finding(stated, bound, "price_bound")
  }

  /// The same of the bound that covers prove.
  package mutating func check(lowerBound stated: Money?, against bound: PriceBound) {
    coverBound = finding(stated, bound, "lower_bound")
  }

  private mutating func finding(_ stated: Money?, _ bound: PriceBound, _ column: String) -> BoundFinding {
    let verdict = stated.map { bound.verdict(on: $0, column) }
    if case .refuted(let breach) = verdict { add(breach) }
    return BoundFinding(bound: bound, verdict: verdict)
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

/// The terms that add up to the cost of a plan.
package enum CostTerm: String, CaseIterable, Sendable {
  case carrier, handling, commission, activation, transfer, lateness, use, unfilled
}

/// What a plan costs, a field a term; `total` is their exact sum.
package struct CostBreakdown: Hashable, Sendable {
  package var carrier = Money.zero
  package var handling = Money.zero
  package var commission = Money.zero
  package var activation = Money.zero
  package var transfer = Money.zero
  package var lateness = Money.zero
  package var use = Money.zero
  package var unfilled = Money.zero

  package init() {}

  /// The sum of all terms.
  package var total: Money {
    carrier + handling + commission + activation + transfer + lateness + use + unfilled
  }

  /// One term.
  package subscript(_ term: CostTerm) -> Money {
    switch term {
    case .carrier: carrier
    case .handling: handling
    case .commission: commission
    case .activation: activation
    case .transfer: transfer
    case .lateness: lateness
    case .use: use
    case .unfilled: unfilled
    }
  }
}

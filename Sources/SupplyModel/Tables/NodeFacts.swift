/// What a planner needs of a node on the planning day, in plain numbers (money in millionths).
package struct NodeFacts: Sendable {
  package var tier: Tier
  /// Open on as_of by open_days and calendar.csv.
  package var isOpen: Bool
  package var ships: Bool
  package var pickup: Bool
  /// Locked lines make it active whatever the plan does.
  package var isActive = false
  package var handlingPerShipment: Int64
  package var handlingPerUnit: Int64
  package var activationCost: Int64
  package var commissionRate: Ratio
  /// An order placed on as_of after this minute leaves on `nextOpenDay`.
  package var cutoff: Int16
  /// The first open day after as_of; nil where none lies within two years.
  package var nextOpenDay: Day?

  /// Whether the first order served here costs an activation that nothing has paid for.
  package var activationIsDue: Bool { activationCost > 0 && !isActive }

  /// The facts of a node on the scenario's planning day.
  /// - Parameter exceptions: the node's calendar entries.
  package init(_ node: Node, asOf: Day, exceptions: [CalendarEntry]) {
    tier = node.tier
    ships = node.ships
    pickup = node.pickup
    handlingPerShipment = node.handlingPerShipment.millionths
    handlingPerUnit = node.handlingPerUnit.millionths
    activationCost = node.activationCost.millionths
    commissionRate = node.commissionRate
    cutoff = node.cutoff?.minutes ?? .max
    let isOpen = { (day: Day) -> Bool in
      exceptions.last { $0.day == day && $0.open != nil }?.open ?? node.openDays.contains(WeekdaySet(day.weekday))
    }
    self.isOpen = isOpen(asOf)
    // Two years cover every weekday and any plausible closure; a node closed for longer leaves nothing.
    nextOpenDay = (1...731).lazy.map { asOf + Int32($0) }.first(where: isOpen)
  }
}

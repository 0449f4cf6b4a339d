/// Something that happened in a simulation: a row of `--events`.
package struct SimulationEvent: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// On hand when the replay begins.
    case opening
    /// Goods bought, taken in.
    case received
    case transferredOut = "transferred_out"
    case transferredIn = "transferred_in"
    /// Taken back into stock.
    case returned
    /// A customer in a store asked for units.
    case walkIn = "walk_in"
    /// Units sold over the counter.
    case sold
    /// An online order was placed.
    case ordered
    /// Units of an order that left for their customer or were handed over.
    case shipped
    /// Units that will not be served.
    case lost
    case markedDown = "marked_down"
    case spoiled
  }

  package var day: Day
  package var kind: Kind
  /// Of walk-ins and goods; of `shipped` the node that serves.
  package var node: NodeIndex?
  package var sku: SKUIndex
  package var quantity: Int32
  package var order: OrderIndex?
  package var line: LineIndex?
  package var customer: Int32?
  /// Of `shipped`: the day on which the customer has it.
  package var arrivesOn: Day?

  package init(
    day: Day, kind: Kind, node: NodeIndex?, sku: SKUIndex, quantity: Int32, order: OrderIndex? = nil,
    line: LineIndex? = nil, customer: Int32? = nil, arrivesOn: Day? = nil
  ) {
    self.day = day
    self.kind = kind
    self.node = node
    self.sku = sku
    self.quantity = quantity
    self.order = order
    self.line = line
    self.customer = customer
    self.arrivesOn = arrivesOn
  }
}

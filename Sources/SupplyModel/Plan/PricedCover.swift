/// A cover of covers.csv: of some lines that one stock row could serve only so many fit, and what that is worth.
///
/// The sum of the coefficients of all lines that the row serves whole is at most `limit` in every plan (Balas 1975).
package struct PricedCover: Hashable, Sendable {
  package struct Term: Hashable, Sendable {
    package var order: OrderIndex
    /// Index into `Scenario.lines`; an open line of the order.
    package var line: LineIndex
    package var coefficient: Int32

    package init(order: OrderIndex, line: LineIndex, coefficient: Int32) {
      self.order = order
      self.line = line
      self.coefficient = coefficient
    }
  }

  /// Whether another cover differs in its lines at most.
  package func isSame(_ other: PricedCover) -> Bool {
    (node, sku, limit, price) == (other.node, other.sku, other.limit, other.price)
  }

  package var node: NodeIndex
  package var sku: SKUIndex
  package var limit: Int32
  package var price: Money
  package var terms: [Term]

  package init(node: NodeIndex, sku: SKUIndex, limit: Int32, price: Money, terms: [Term]) {
    self.node = node
    self.sku = sku
    self.limit = limit
    self.price = price
    self.terms = terms
  }
}

/// Covers and the prices that go with them: what proves `lower_bound` where it is more than prices.csv proves.
package struct CoverProof: Hashable, Sendable {
  /// Of all other resources.
  package var prices: [Price]
  /// Each with a price above zero.
  package var covers: [PricedCover]

  package init(prices: [Price] = [], covers: [PricedCover] = []) {
    self.prices = prices
    self.covers = covers
  }

  package var isEmpty: Bool { covers.isEmpty }
}

/// The order quantity at which a fixed cost an order and the holding of half an order cost the same.
///
/// Source: Harris 1913; Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., chapter 3. All O(1).
package struct EconomicOrderQuantity: Hashable, Sendable {
  /// Money an order, at least 0.
  package let fixedCost: Double
  /// Money a unit and period, above 0.
  package let holdingCost: Double
  /// Units a period, at least 0.
  package let demandRate: Double

  package init(fixedCost: Double, holdingCost: Double, demandRate: Double) {
    precondition(fixedCost >= 0 && holdingCost > 0 && demandRate >= 0, "an order quantity needs a cost of holding")
    self.fixedCost = fixedCost
    self.holdingCost = holdingCost
    self.demandRate = demandRate
  }

  /// Units an order.
  package var quantity: Double { (2 * fixedCost * demandRate / holdingCost).squareRoot() }

  /// Money a period at the best quantity, without the price of the goods.
  package var cost: Double { (2 * fixedCost * demandRate * holdingCost).squareRoot() }

  /// Money a period at another quantity, above 0.
  package func cost(of quantity: Double) -> Double {
    fixedCost * demandRate / quantity + holdingCost * quantity / 2
  }

  /// The best quantity and its cost where units may be backordered at `stockoutCost` a unit and period, and the share of
  /// demand that is.
  package func withBackorders(stockoutCost: Double) -> (quantity: Double, backorderedShare: Double, cost: Double) {
    precondition(stockoutCost > 0, "backorders cost something")
    let share = stockoutCost / (holdingCost + stockoutCost)
    return (quantity / share.squareRoot(), 1 - share, cost * share.squareRoot())
  }

  /// The best quantity and its cost where an order comes in at `rate` units a period, above the demand, and not at once.
  package func produced(at rate: Double) -> (quantity: Double, cost: Double) {
    precondition(rate > demandRate, "what is produced more slowly than it is asked for is never in stock")
    let idle = (1 - demandRate / rate).squareRoot()
    return (quantity / idle, cost * idle)
  }
}

import SupplyModel
import Testing

@Suite struct BudgetTests {
  @Test(
    arguments: [
      (0.0, 100, 100, true), (0, 100, 101, true), (0, 101, 100, false), (0, -100, -101, false), (0, 0, 0, true),
      (0.25, 100, 75, true), (0.25, 100, 74, false), (0.25, -75, -100, true), (0.25, -74, -100, false),
      (0.5, 50, -50, false), (2, 50, -50, true),
    ] as [(Double, Int64, Int64, Bool)])
  func aPlanIsNearEnoughWithinAShareOfTheGreaterOfCostAndBound(gap: Double, cost: Int64, bound: Int64, isMet: Bool) {
    #expect(Budget(targetGap: gap).isMet(cost: cost, bound: bound) == isMet)
  }

  /// A search that has proven that there is no plan may say so by the greatest bound.
  @Test func theGreatestBoundIsMet() {
    #expect(Budget().isMet(cost: -1, bound: .max))
  }
}

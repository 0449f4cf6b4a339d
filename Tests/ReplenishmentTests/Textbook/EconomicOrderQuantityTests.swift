import Replenishment
import Testing

/// Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., examples 3.1, 3.8 and 3.9; digits by stockpyl 1.0.2.
@Suite struct EconomicOrderQuantityTests {
  private let example = EconomicOrderQuantity(fixedCost: 8, holdingCost: 0.225, demandRate: 1_300)

  @Test func theBestQuantity() {
    #expect(abs(example.quantity - 304.0467800264368) < 1e-9)
    #expect(abs(example.cost - 68.41052550594829) < 1e-9)
    #expect(abs(example.cost(of: example.quantity) - example.cost) < 1e-9)
    #expect(example.cost(of: 310) > example.cost && example.cost(of: 298) > example.cost)
  }

  @Test func backordersAndProduction() {
    let backorders = example.withBackorders(stockoutCost: 5)
    #expect(abs(backorders.quantity - 310.81255515896464) < 1e-9)
    #expect(abs(backorders.backorderedShare - 0.0430622009569378) < 1e-12)
    #expect(abs(backorders.cost - 66.92136355097325) < 1e-9)
    let produced = example.produced(at: 1_700)
    #expect(abs(produced.quantity - 626.8084945889684) < 1e-9)
    #expect(abs(produced.cost - 33.183979125298336) < 1e-9)
  }
}

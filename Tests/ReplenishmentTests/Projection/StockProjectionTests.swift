import Replenishment
import SupplyModel
import Testing

/// Stock over time where it can be worked out by hand.
@Suite struct StockProjectionTests {
  private func rows(_ network: HandNetwork) throws -> [ProjectionRow] {
    try ReplenishmentPlanner(network.scenario, forecast: network.forecast).plan(.none).projection
  }

  private func network(periods: Int32, stock: Int32, mean: Double, sd: Double, _ edit: (inout SKU) -> Void = { _ in })
    -> HandNetwork
  {
    var network = HandNetwork(periods: periods)
    network.node("dc", .central)
    network.sku("a", price: 20, cost: 10, edit)
    network.demand("dc", "a", [mean], sd: [sd])
    network.hand.stock("dc", "a", stock)
    return network
  }

  /// Demand of exactly 4 a week against 10 units: 4, 4, then 2 of 4.
  @Test func demandKnownForSure() throws {
    let rows = try rows(network(periods: 3, stock: 10, mean: 4, sd: 0))
    #expect(rows.map(\.sold.double) == [4, 4, 2])
    #expect(rows.map(\.short.double) == [0, 0, 2])
    #expect(rows.map(\.mean.double) == [6, 2, 0])
    #expect(rows.map(\.median) == [6, 2, 0])
  }

  /// Large stock is kept in cells of several units: what comes in parts of a cell is not lost at the upper end.
  @Test func largeStockKeepsWhatComesInPartsOfACell() throws {
    var network = network(periods: 8, stock: 600, mean: 0.01, sd: 0.1)
    for period in 0..<8 as Range<Int32> {
      network.hand.scenario.receipts.append(
        Receipt(node: 0, sku: 0, quantity: 7, due: network.scenario.settings.asOf + 7 * period))
    }
    let last = try #require(rows(network).last)
    #expect(abs(last.mean.double - (656 - 0.08)) < 1e-3)
  }

  /// One unit and Poisson demand of 1: sold with probability 1 - 1/e in the first week, else again in the second.
  @Test func oneUnitAndPoissonDemand() throws {
    let rows = try rows(network(periods: 2, stock: 1, mean: 1, sd: 1))
    let e = 2.718281828459045
    #expect(abs(rows[0].sold.double - (1 - 1 / e)) < 1e-5)
    #expect(abs(rows[1].sold.double - (1 - 1 / e) / e) < 1e-5)
    #expect(abs(rows[1].mean.double - 1 / (e * e)) < 1e-5)
    #expect(abs(rows[0].short.double - 1 / e) < 1e-5)
  }

  /// Receipts come before the demand of their period; those that come late in it count for the next.
  @Test(arguments: [(0, [4.0, 0]), (3, [4.0, 0]), (4, [0, 4.0]), (7, [0, 4.0])] as [(Int32, [Double])])
  func receiptsServeFromTheirPeriodOn(dueIn: Int32, sold: [Double]) throws {
    var network = network(periods: 2, stock: 0, mean: 4, sd: 0)
    network.hand.scenario.receipts.append(
      Receipt(node: 0, sku: 0, quantity: 4, due: network.scenario.settings.asOf + dueIn))
    #expect(try rows(network).map(\.sold.double) == sold)
  }

  /// Two weeks of life: what is left after the second week is lost.
  @Test func spoilageTakesWhatIsTooOld() throws {
    let rows = try rows(network(periods: 3, stock: 20, mean: 4, sd: 0) { $0.shelfLifeDays = 14 })
    #expect(rows.map(\.sold.double) == [4, 4, 0])
    #expect(rows.map(\.spoiled.double) == [0, 12, 0])
    #expect(rows.map(\.mean.double) == [16, 0, 0])
  }

  /// Backorders: what waits is served by the next goods.
  @Test func shortagesWait() throws {
    var network = network(periods: 3, stock: 6, mean: 4, sd: 0)
    network.hand.scenario.settings.replenishment.backorderPerUnitDay = Money(units: 1)
    network.hand.scenario.receipts.append(
      Receipt(node: 0, sku: 0, quantity: 10, due: network.scenario.settings.asOf + 14))
    let rows = try rows(network)
    #expect(rows.map(\.short.double) == [0, 2, 0])
    #expect(rows.map(\.sold.double) == [4, 2, 6])
    #expect(rows.map(\.mean.double) == [2, 0, 4])
  }

  /// Large stock lies on a grid; its mean stays exact.
  @Test func largeStockKeepsItsMean() throws {
    let rows = try rows(network(periods: 2, stock: 100_000, mean: 30_000, sd: 4_000))
    #expect(abs(rows[0].mean.double - 70_000) < 100)
    #expect(abs(rows[1].mean.double - 40_000) < 200)
    #expect(abs(Double(rows[1].high - rows[1].median) - 1.2816 * 5_657) < 600)
  }
}

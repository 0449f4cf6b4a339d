import RandomStreams
import Replenishment
import Testing

/// Five stores of mean 3 to 7 and a coefficient of variation of 0.4, holding 1, backorders 9: figures of an independent
/// program.
@Suite struct OneWarehouseTests {
  private static let costs = Newsvendor(holdingCost: 1, stockoutCost: 9)

  private static func system(_ means: [Double], correlation: Double = 0, storeLeadTime: Double = 2) -> OneWarehouse {
    OneWarehouse(
      stores: means.map { OneWarehouse.Store(mean: $0, standardDeviation: 0.4 * $0) }, correlation: correlation,
      warehouseLeadTime: 3, storeLeadTime: storeLeadTime)
  }

  private static let cases: [(system: OneWarehouse, bound: Double, simulated: Double)] = [
    (system([3, 4, 5, 6, 7]), 33.520, 33.48), (system([3, 4, 5, 6, 7], correlation: 0.5), 38.546, 38.52),
    (system([3, 4, 5, 6, 7], storeLeadTime: 6), 48.534, 48.47),
    (system([Double](repeating: 5, count: 10)), 63.762, 63.77),
  ]

  @Test(arguments: 0..<4)
  func lowerBound(index: Int) {
    let (system, bound, _) = Self.cases[index]
    #expect(abs(system.lowerBound(Self.costs) - bound) < 5e-4)
  }

  /// Ordering up to the level and dividing by equal fractiles, 40,000 periods: about what is reported, to 1 %, of which
  /// most is noise.
  @Test(arguments: 0..<4)
  func simulatedCost(index: Int) {
    let (system, _, reported) = Self.cases[index]
    let cost = Self.simulate(system, periods: 40_000)
    #expect(abs(cost - reported) < 0.01 * reported, "\(cost) against \(reported)")
  }

  /// Each period: order, receive at the warehouse and divide all of it, receive at stores, demand, cost.
  private static func simulate(_ system: OneWarehouse, periods: Int) -> Double {
    var stream = RandomStream(seed: 7, purpose: "one warehouse")
    let stores = system.stores
    let (toWarehouse, toStore) = (Int(system.warehouseLeadTime), Int(system.storeLeadTime))
    let level = system.orderUpTo(costs)
    let share = stores.map { store in store.mean / stores.reduce(0) { $0 + $1.mean } }
    // What is on hand, and on the way, starts at the level, in proportion.
    var onHand = stores.indices.map { level * share[$0] }
    var toStores = [[Double]](repeating: [Double](repeating: 0, count: stores.count), count: toStore)
    var toWarehouses = [Double](repeating: 0, count: toWarehouse)
    var (sum, measured) = (0.0, 0)
    for period in 0..<periods {
      let position = onHand.reduce(0, +) + toStores.joined().reduce(0, +) + toWarehouses.reduce(0, +)
      toWarehouses.append(max(0, level - position))
      let received = toWarehouses.removeFirst()
      let span = system.storeLeadTime + 1
      let places = stores.indices.map { index in
        FractileDivision.Place(
          mean: stores[index].mean * span, standardDeviation: stores[index].standardDeviation * span.squareRoot(),
          position: onHand[index] + toStores.reduce(0) { $0 + $1[index] })
      }
      toStores.append(FractileDivision.divide(received, among: places))
      for (index, units) in toStores.removeFirst().enumerated() { onHand[index] += units }
      let common = stream.normal()
      for index in stores.indices {
        let own = stream.normal()
        let z = system.correlation.squareRoot() * common + (1 - system.correlation).squareRoot() * own
        onHand[index] -= stores[index].mean + stores[index].standardDeviation * z
      }
      if period >= 200 {
        sum += onHand.reduce(0) { $0 + costs.holdingCost * max(0, $1) + costs.stockoutCost * max(0, -$1) }
        measured += 1
      }
    }
    return sum / Double(measured)
  }
}

@Suite struct FractileDivisionTests {
  private typealias Place = FractileDivision.Place

  @Test func byHand() {
    // Positions above the mean by -2, 0 and 1 deviations of 2, 3 and 5 units.
    let places = [
      Place(mean: 10, standardDeviation: 2, position: 6), Place(mean: 12, standardDeviation: 3, position: 12),
      Place(mean: 20, standardDeviation: 5, position: 25),
    ]
    #expect(FractileDivision.divide(0, among: places) == [0, 0, 0])
    #expect(FractileDivision.divide(2, among: places) == [2, 0, 0])
    // Four units lift the first to the second; five more lift both by one deviation, to the third.
    #expect(FractileDivision.divide(4, among: places) == [4, 0, 0])
    #expect(FractileDivision.divide(9, among: places) == [6, 3, 0])
    #expect(FractileDivision.divide(19, among: places) == [8, 6, 5])
    #expect(FractileDivision.divide(3, among: []) == [])
  }

  @Test(arguments: 1...100)
  func whatItPromises(seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: "fractiles")
    let places = (0...stream.uniform(below: 8)).map { _ in
      Place(
        mean: stream.uniform(from: 0, to: 20), standardDeviation: stream.uniform(from: 0.1, to: 6),
        position: stream.uniform(from: -5, to: 40))
    }
    let units = stream.uniform(from: 0, to: 50)
    let shares = FractileDivision.divide(units, among: places)
    #expect(shares.allSatisfy { $0 >= 0 })
    #expect(abs(shares.reduce(0, +) - units) < 1e-9)
    let fractiles = zip(places, shares).map { ($0.position + $1 - $0.mean) / $0.standardDeviation }
    let lifted = zip(fractiles, shares).filter { $0.1 > 1e-9 }.map(\.0)
    let least = fractiles.min() ?? 0
    #expect(lifted.allSatisfy { abs($0 - least) < 1e-6 })
  }
}

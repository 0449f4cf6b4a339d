import Forecasting
import RandomStreams
import Replenishment
import Testing

@Suite struct SerialSystemTests {
  /// Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd ed., example 6.1. Its 7, 4 and 2 are what a unit costs at
  /// each stage, so that the echelon costs are 3, 2 and 2.
  private static let example = SerialSystem(
    localHoldingCosts: [7, 4, 2], leadTimes: [1, 1, 2], stockoutCost: 37.12,
    demand: .normal(mean: 5, standardDeviation: 1))

  private static func poisson(_ mean: Double) -> LeadTimeDemand {
    .counts(DemandDistribution(mean: mean, variance: mean))
  }

  /// Published to two decimals from a grid of 0.03 units, which is the tolerance for levels; the cost is flat there.
  @Test func clarkAndScarf() {
    let best = Self.example.best()
    #expect(Self.example.stages.map(\.echelonHoldingCost) == [3, 2, 2])
    for (level, published) in zip(best.echelonLevels, [6.48, 12.03, 22.72]) { #expect(abs(level - published) < 0.03) }
    #expect(abs(best.cost - 47.67) < 0.01, "\(best)")
    let local = best.localLevels
    #expect(local[0] == best.echelonLevels[0])
    #expect(abs(local.reduce(0, +) - best.echelonLevels[2]) < 1e-12)
  }

  /// Finer steps move neither: errors fall with the square of the step.
  @Test func finerStepsAgree() {
    let (usual, fine) = (Self.example.best(), Self.example.best(steps: 400))
    #expect(abs(usual.cost - fine.cost) < 2e-3)
    for (a, b) in zip(usual.echelonLevels, fine.echelonLevels) { #expect(abs(a - b) < 2e-3) }
  }

  /// stockpyl 1.0.2 with 4,000 x 200 steps, by which it is still some 0.02 % off.
  @Test(
    arguments: [
      ([6.490880975286938, 12.027434723327854, 22.634032391786285], 47.67830247733575),
      ([4, 9, 10], 401.15395888989144), ([8, 13, 24], 51.973493637814045),
    ] as [([Double], Double)])
  func costsOfGivenLevels(levels: [Double], cost: Double) {
    let found = Self.example.cost(ofEchelonLevels: levels)
    #expect(abs(found - cost) < 5e-4 * cost, "\(found)")
    #expect(found >= Self.example.best().cost - 1e-6)
  }

  @Test func oneStageIsANewsvendor() {
    let system = SerialSystem(
      localHoldingCosts: [2], leadTimes: [4], stockoutCost: 18, demand: .normal(mean: 30, standardDeviation: 5))
    let newsvendor = Newsvendor(holdingCost: 2, stockoutCost: 18).best(mean: 120, standardDeviation: 10)
    let best = system.best()
    #expect(abs(best.echelonLevels[0] - newsvendor.quantity) < 1e-3)
    #expect(abs(best.cost - newsvendor.cost) < 1e-3)
  }

  /// Snyder and Shen, problems 6.1 and 6.16; levels by stockpyl 1.0.2, whose usual grid is 0.9 and 1.6
  /// units wide here. The first level of the first is a newsvendor's, 123.4709.
  @Test(
    arguments: [
      (
        SerialSystem(
          localHoldingCosts: [2, 1], leadTimes: [1, 1], stockoutCost: 15,
          demand: .normal(mean: 100, standardDeviation: 15)),
        [123.94, 228.49], 166.27
      ),
      (
        SerialSystem(
          localHoldingCosts: [7, 2], leadTimes: [8, 3], stockoutCost: 24,
          demand: .normal(mean: 20, standardDeviation: 4)),
        [171.06, 232.11], 438.24
      ),
    ] as [(SerialSystem, [Double], Double)])
  func furtherPublishedSystems(system: SerialSystem, levels: [Double], cost: Double) {
    let best = system.best()
    for (level, published) in zip(best.echelonLevels, levels) { #expect(abs(level - published) < 0.005 * published) }
    #expect(abs(best.cost - cost) < 1e-3 * cost, "\(best)")
  }

  /// Shang and Song 2003, the first instance: 22, 18, 13 and 8 units; digits of the cost by stockpyl 1.0.2.
  @Test func wholeUnits() {
    let system = SerialSystem(
      stages: [SerialSystem.Stage](repeating: .init(echelonHoldingCost: 0.25, leadTime: 0.25), count: 4),
      stockoutCost: 9, demand: Self.poisson(16))
    let best = system.best()
    #expect(best.echelonLevels == [8, 13, 18, 22])
    #expect(abs(best.cost - 12.68693933233134) < 2e-3, "\(best.cost)")
    #expect(SerialNewsvendorBounds(system).heuristic == [8, 13.5, 18, 22.5])
  }

  @Test func heuristicOfTheExample() {
    let bounds = SerialNewsvendorBounds(Self.example)
    let published = [6.490880975286938, 12.027434723327854, 22.634032391786285]
    for (level, value) in zip(bounds.heuristic, published) { #expect(abs(level - value) < 1e-9) }
  }

  /// The recursion in plain words over whole units, and the bounds of Shang and Song around its levels.
  @Test(arguments: 1...60)
  func wholeUnitsAsDefined(seed: UInt64) {
    var stream = RandomStream(seed: seed, purpose: "serial")
    let count = 1 + stream.uniform(below: 3)
    let system = SerialSystem(
      stages: (0..<count).map { _ in
        SerialSystem.Stage(
          echelonHoldingCost: stream.uniform(from: 0.1, to: 3), leadTime: Double(1 + stream.uniform(below: 2)))
      }, stockoutCost: stream.uniform(from: 2, to: 40), demand: Self.poisson(stream.uniform(from: 0.5, to: 4)))
    let best = system.best()
    let plain = PlainRecursion(system)
    #expect(abs(best.cost - plain.cost) < 1e-6 * plain.cost)
    #expect(abs(system.cost(ofEchelonLevels: best.echelonLevels) - best.cost) < 1e-9)
    let bounds = SerialNewsvendorBounds(system)
    for stage in 0..<count {
      #expect(best.echelonLevels[stage] >= bounds.lower[stage] && best.echelonLevels[stage] <= bounds.upper[stage])
    }
  }

  /// What is stocked does not hang on the order of costs and more does not cost less.
  @Test func costRisesWithWhatMakesItWorse() {
    let base = Self.example.best().cost
    let demand = LeadTimeDemand.normal(mean: 5, standardDeviation: 1.2)
    let worse = [
      SerialSystem(localHoldingCosts: [7, 4, 2], leadTimes: [1, 1, 2], stockoutCost: 37.12, demand: demand),
      SerialSystem(
        localHoldingCosts: [7, 4, 2], leadTimes: [1, 1, 3], stockoutCost: 37.12, demand: Self.example.demand),
      SerialSystem(localHoldingCosts: [7, 4, 2], leadTimes: [1, 1, 2], stockoutCost: 60, demand: Self.example.demand),
      SerialSystem(
        localHoldingCosts: [8, 4, 2], leadTimes: [1, 1, 2], stockoutCost: 37.12, demand: Self.example.demand),
    ]
    for system in worse { #expect(system.best().cost > base) }
  }
}

/// C_j(y) = E[h_j (y - D) + B_(j-1)(y - D)] by functions of functions: slow, and nothing can be off by one.
private final class PlainRecursion {
  private let system: SerialSystem
  private var known: [[Int: Double]]
  private var levels: [Int] = []
  private(set) var cost = 0.0
  private let tails: [[Double]]

  init(_ system: SerialSystem) {
    self.system = system
    known = [[Int: Double]](repeating: [:], count: system.stages.count)
    tails = system.stages.map { stage in
      guard case .counts(let demand) = system.demand.times(stage.leadTime) else { return [] }
      return demand.tail(epsilon: 1e-14)
    }
    for stage in system.stages.indices {
      let best = (0...80).min { value(stage, $0) < value(stage, $1) } ?? 0
      levels.append(best)
      cost = value(stage, best)
    }
  }

  private func value(_ stage: Int, _ stock: Int) -> Double {
    if let value = known[stage][stock] { return value }
    var value = 0.0
    for units in tails[stage].indices {
      let probability = (units == 0 ? 1 : tails[stage][units - 1]) - tails[stage][units]
      let left = stock - units
      let held = system.stages[stage].echelonHoldingCost * Double(left)
      value += probability * (held + (stage == 0 ? short(left) : self.value(stage - 1, min(levels[stage - 1], left))))
    }
    known[stage][stock] = value
    return value
  }

  private func short(_ left: Int) -> Double {
    (system.stockoutCost + system.stages.reduce(0) { $0 + $1.echelonHoldingCost }) * Double(max(0, -left))
  }
}

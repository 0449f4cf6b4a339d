import RandomStreams
import SupplyModel

/// Demand of files times `demand_scale` and promotions: customers and orders stay away, or come more than once.
///
/// With a factor f, copy k = 1, 2, … of a row comes where k - 1 + u < f, u drawn once a row, uniform in 0 ..< 1: f copies
/// in the mean, floor(f) or ceil(f) of them. u depends on the row and the seed alone, so that under a larger factor all
/// come who come under a smaller one. Lines of one order share u: they stay together as far as their factors allow.
struct ScaledDemand {
  private let scenario: Scenario
  private let window: ReplayWindow
  private let promotions: [Promotion]
  private let scale: Double

  init(_ scenario: Scenario, window: ReplayWindow) {
    self.scenario = scenario
    self.window = window
    scale = scenario.settings.simulation.demandScale
    promotions = scenario.settings.simulation.promotions.filter {
      $0.factor != 1 && $0.from < window.end && $0.to >= window.start
    }
  }

  /// Whether anything is asked for more or less often than the files say.
  var isScaled: Bool { scale != 1 || !promotions.isEmpty }

  /// Whether it is up to chance: not where all factors are whole numbers.
  var isRandom: Bool {
    scale != scale.rounded() || promotions.contains { $0.factor != $0.factor.rounded() }
  }

  /// At most so many copies of a row. Complexity: O(promotions^3).
  var mostCopies: Double {
    let categories = Set(promotions.compactMap(\.category)).sorted()
    // Factors change on these days only.
    let days = [window.start] + promotions.flatMap { [$0.from, $0.to + 1] }
    let factors = days.filter { window.start <= $0 && $0 < window.end }.flatMap { day in
      ([nil] + categories).map { factor($0, day) }
    }
    return (factors.max() ?? scale).rounded(.up)
  }

  /// How much of what they ask for on a day customers do ask for.
  /// - Parameter category: nil = one that no promotion names.
  private func factor(_ category: String?, _ day: Day) -> Double {
    var factor = scale
    for promotion in promotions where promotion.from <= day && day <= promotion.to {
      if promotion.category.map({ $0 == category }) ?? true { factor *= promotion.factor }
    }
    return factor
  }

  private func factor(_ sku: SKUIndex, _ day: Day) -> Double { factor(scenario.skuCategories[Int(sku)], day) }

  /// The scenario with its demand and orders from the start of the window on scaled; what lies before stays.
  ///
  /// Only the first copy of a row is the customer that the row names. Orders with locked lines are under way already and
  /// stay as they are.
  /// - Complexity: O(rows that come of it, each with the promotions).
  func scenario(seed: UInt64, replication: Int) -> Scenario {
    guard isScaled else { return scenario }
    var result = scenario
    scaleWalkIns(&result, RandomStreamFamily(seed: seed, purpose: "scaled walk-ins of replication \(replication)"))
    scaleOrders(&result, RandomStreamFamily(seed: seed, purpose: "scaled orders of replication \(replication)"))
    return result
  }

  private func scaleWalkIns(_ result: inout Scenario, _ family: RandomStreamFamily) {
    result.demand = []
    result.demand.reserveCapacity(scenario.demand.count)
    for (index, row) in scenario.demand.enumerated() {
      guard window.index(row.day) != nil else {
        result.demand.append(row)
        continue
      }
      var stream = RandomStream(family: family, index: UInt64(index))
      let (chance, factor) = (stream.unit(), factor(row.sku, row.day))
      var copy = row
      var number = 0.0
      while number + chance < factor {
        result.demand.append(copy)
        copy.customer = nil
        number += 1
      }
    }
  }

  // MARK: Orders

  private func scaleOrders(_ result: inout Scenario, _ family: RandomStreamFamily) {
    (result.orders, result.lines, result.orderIDs) = ([], [], IdentifierTable())
    var names = Names(scenario.orderIDs)
    // By order of the file: those that it has become.
    var copies = [Range<Int32>](repeating: 0..<0, count: scenario.orders.count)
    for (index, order) in scenario.orders.enumerated() {
      let first = Int32(result.orders.count)
      let day = day(order)
      let isUnderWay = order.lines.contains { scenario.lines[Int($0)].lockedNode != nil }
      if isUnderWay || day.flatMap(window.index) == nil {
        add(order, Array(order.lines), &result)
      } else if let day {
        var stream = RandomStream(family: family, index: UInt64(index))
        let chance = stream.unit()
        let factors = order.lines.map { factor(scenario.lines[Int($0)].sku, day) }
        var copy = order
        for number in 0..<Int((factors.max() ?? 0).rounded(.up)) {
          let lines = zip(order.lines, factors).filter { Double(number) + chance < $0.1 }.map(\.0)
          if !lines.isEmpty { add(copy, lines, &result) }
          copy.customer = nil
        }
      }
      copies[index] = first..<Int32(result.orders.count)
      for number in 0..<copies[index].count { names.add(index, copy: number, to: &result.orderIDs) }
    }
    result.returns = scenario.returns.flatMap { row -> [ReturnRow] in
      guard let order = row.order else { return [row] }
      return copies[Int(order)].map { copy in
        var row = row
        row.order = copy
        return row
      }
    }
  }

  /// The local day of an order; without a time it is there from the start.
  private func day(_ order: Order) -> Day? {
    order.placedAt.map { scenario.settings.clock.local($0).day } ?? window.start
  }

  private func add(_ order: Order, _ lines: [Int32], _ result: inout Scenario) {
    var order = order
    let first = Int32(result.lines.count)
    for line in lines { result.lines.append(scenario.lines[Int(line)]) }
    order.lines = first..<Int32(result.lines.count)
    result.orders.append(order)
  }

  /// Ids of copies: those of the file, the second copy with `~2` behind it, or with more of `~` where that is taken.
  private struct Names {
    private let known: IdentifierTable

    init(_ known: IdentifierTable) { self.known = known }

    mutating func add(_ order: Int, copy: Int, to table: inout IdentifierTable) {
      // Without ids they are numbered.
      guard !known.isEmpty else { return }
      var name = known[order]
      if copy > 0 {
        name += "~\(copy + 1)"
        while known.index(of: name) != nil || !table.insert(name).isNew { name += "~" }
      } else {
        _ = table.insert(name)
      }
    }
  }
}

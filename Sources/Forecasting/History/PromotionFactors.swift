import SupplyModel

/// What promotions multiply demand by, day by day. Several that hold at once are multiplied.
struct PromotionFactors: Sendable {
  private let first: Day
  private let days: Int
  /// The row of each SKU in `factors`, -1 where no promotion touches it.
  private let rows: [Int32]
  private let factors: [Double]

  /// - Parameters:
  ///   - first: the first day that may be asked for.
  ///   - end: the day after the last.
  /// - Complexity: O(promotions x days + SKUs).
  init(_ scenario: Scenario, first: Day, end: Day) {
    self.first = first
    let days = max(0, Int(end - first))
    self.days = days
    let promotions = scenario.settings.simulation.promotions.filter {
      $0.factor != 1 && $0.from < end && $0.to >= first
    }
    let categories = Set(promotions.compactMap(\.category)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, Int32($0 + 1)) })
    let other: Int32 = promotions.contains { $0.category == nil } ? 0 : -1
    rows =
      promotions.isEmpty
      ? [Int32](repeating: -1, count: scenario.skus.count) : scenario.skuCategories.map { numbers[$0] ?? other }
    var factors = [Double](repeating: 1, count: (categories.count + 1) * days)
    for promotion in promotions {
      let range = max(0, Int(promotion.from - first))..<min(days, Int(promotion.to - first) + 1)
      let touched = promotion.category.flatMap { numbers[$0] }.map { [Int($0)] } ?? Array(0...categories.count)
      for row in touched {
        for day in range { factors[row * days + day] *= promotion.factor }
      }
    }
    self.factors = factors
  }

  /// The factor of a SKU on a day counted from `first`. Complexity: O(1).
  @inline(__always)
  func factor(_ sku: SKUIndex, _ day: Int) -> Double {
    let row = rows[Int(sku)]
    return row < 0 ? 1 : factors[Int(row) * days + day]
  }

  /// Whether any promotion touches a SKU. Complexity: O(1).
  func touches(_ sku: SKUIndex) -> Bool { rows[Int(sku)] >= 0 }
}

import RandomStreams
import SupplyModel

/// How much of its daily rate a SKU is asked for on each day: weekday, month, promotions, season, and how its category
/// happens to sell.
struct DayWeights: Sendable {
  /// Days of a stretch, to be drawn by weight.
  struct Stretch {
    /// Running sums of the weights from the start of the window.
    fileprivate let sums: ArraySlice<Double>
    fileprivate let first: Int
    let total: Double

    /// The weight of a day, counted from the start of the window. Complexity: O(1).
    func weight(_ day: Int) -> Double {
      let place = sums.startIndex + day - first
      return sums[place + 1] - sums[place]
    }

    /// A day, counted from the start of the window, with probability in proportion to its weight.
    /// - Complexity: O(log days).
    func draw(_ stream: inout RandomStream) -> Int {
      let before = sums[sums.startIndex]
      let place = before + stream.unit() * total
      var (low, high) = (sums.startIndex, sums.endIndex - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if sums[middle] <= place { low = middle } else { high = middle }
      }
      // A day of weight 0 begins where the next one does: never drawn but by the last bit of a sum.
      return first + low - sums.startIndex
    }
  }

  private struct Season: Hashable {
    var category: Int32
    var start: Day?
    var end: Day?
  }

  /// By kind of SKU: running sums, one longer than the window.
  private var sums: [[Double]] = []
  private let kinds: [Int32]

  /// - Complexity: O(kinds of SKU x days + SKUs).
  init(_ scenario: Scenario, _ settings: SyntheticDemandSettings, window: ReplayWindow, family: RandomStreamFamily) {
    var categories: [String: Int32] = [:]
    var known: [Season: Int32] = [:]
    var kinds: [Int32] = []
    for (index, sku) in scenario.skus.enumerated() {
      let name = scenario.skuCategories[index]
      let category = categories[name] ?? Int32(categories.count)
      categories[name] = category
      let season = Season(category: category, start: sku.seasonStart, end: sku.seasonEnd)
      if known[season] == nil {
        known[season] = Int32(sums.count)
        sums.append(
          DayWeights.sums(scenario, settings, window, name, sku, RandomStream(family: family, index: UInt64(category))))
      }
      kinds.append(known[season] ?? 0)
    }
    self.kinds = kinds
  }

  private static func sums(
    _ scenario: Scenario, _ settings: SyntheticDemandSettings, _ window: ReplayWindow, _ category: String, _ sku: SKU,
    _ stream: RandomStream
  ) -> [Double] {
    var stream = stream
    let variance = PortableMath.log(1 + settings.categoryVariation * settings.categoryVariation)
    var sums = [0.0]
    for index in 0..<window.days {
      let day = window.start + Int32(index)
      var weight = settings.weekdays[Int(day.weekday.rawValue)] * settings.months[day.date.month - 1]
      for promotion in scenario.settings.simulation.promotions
      where promotion.from <= day && day <= promotion.to && promotion.category.map({ $0 == category }) ?? true {
        weight *= promotion.factor
      }
      if settings.categoryVariation > 0 {
        weight *= PortableMath.exp(stream.normal(mean: -variance / 2, standardDeviation: variance.squareRoot()))
      }
      if !sku.isInSeason(on: day) { weight = 0 }
      sums.append(sums[index] + weight)
    }
    return sums
  }

  /// The days of a stretch for a SKU. Complexity: O(1).
  func days(_ sku: SKUIndex, _ range: Range<Int>) -> Stretch {
    let sums = sums[Int(kinds[Int(sku)])]
    return Stretch(
      sums: sums[range.lowerBound...range.upperBound], first: range.lowerBound,
      total: sums[range.upperBound] - sums[range.lowerBound])
  }
}

import Forecasting

/// The distribution of demand from the first period up to each one, at a node for a SKU.
struct CumulativeDemand {
  /// P(D > j) at j = 0, step, 2 step … for each period; straight lines between.
  private(set) var tails: [[Double]] = []
  private(set) var steps: [Int] = []

  /// Units beyond which demand is next to impossible.
  static let epsilon = 1e-6
  /// Entries of a tail at most, about.
  static let entries = 512

  /// - Parameters:
  ///   - means: of each period.
  ///   - deviations: the same; periods are independent.
  init(means: ArraySlice<Double>, deviations: ArraySlice<Double>) {
    var (mean, variance) = (0.0, 0.0)
    for (m, s) in zip(means, deviations) {
      mean += m
      variance += s * s
      let demand = DemandDistribution(mean: mean, variance: variance)
      let reach = mean + 6 * variance.squareRoot()
      let step = max(1, Int(reach) / CumulativeDemand.entries)
      steps.append(step)
      tails.append(demand.tail(epsilon: CumulativeDemand.epsilon, step: step))
    }
  }

  /// P(demand through `period` > units); before the first period there is none. Complexity: O(1).
  func above(_ period: Int, _ units: Int) -> Double {
    if period < 0 { return units < 0 ? 1 : 0 }
    if units < 0 { return 1 }
    let (index, rest) = units.quotientAndRemainder(dividingBy: steps[period])
    guard index < tails[period].count else { return 0 }
    if rest == 0 { return tails[period][index] }
    let next = index + 1 < tails[period].count ? tails[period][index + 1] : 0
    return tails[period][index] + (next - tails[period][index]) * Double(rest) / Double(steps[period])
  }

  /// The middle of the step that holds a unit: it stands for all units of the step, so that sums over steps lean
  /// neither way.
  func middle(_ period: Int, _ units: Int) -> Int {
    units < 0 ? units : units / steps[period] * steps[period] + steps[period] / 2
  }

  /// Expected demand through a period beyond so many units.
  func excess(_ period: Int, _ units: Int) -> Double {
    if period < 0 { return 0 }
    let (tail, step) = (tails[period], steps[period])
    var sum = 0.0
    var unit = max(0, units)
    while unit / step < tail.count {
      let width = step - unit % step
      sum += tail[unit / step] * Double(width)
      unit += width
    }
    return sum
  }

  /// The number of units that demand through a period hardly exceeds.
  func reach(_ period: Int) -> Int { tails[period].count * steps[period] }
  /// Units between which the distribution through a period is not told apart.
  func step(_ period: Int) -> Int { steps[period] }
}

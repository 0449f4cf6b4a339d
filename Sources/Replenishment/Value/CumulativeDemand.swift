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

  /// The same for demand before a period, where that is not the tail of the period before.
  private var priors: [[Double]?] = []

  /// - Parameters:
  ///   - means: of each period.
  ///   - deviations: the same; periods are independent.
  ///   - lost: by period, units that are expected to be lost before it. As far as demand before a period is lost, how
  ///     much there was of it makes no difference to what is needed from then on: its variance goes.
  init(means: ArraySlice<Double>, deviations: ArraySlice<Double>, lost: ArraySlice<Int32> = []) {
    var (mean, variance) = (0.0, 0.0)
    for (index, (m, s)) in zip(means, deviations).enumerated() {
      let gone = index < lost.count ? Double(max(0, lost[lost.startIndex + index])) : 0
      let kept = gone > 0 && mean > 0 ? variance * (1 - min(1, gone / mean)) : variance
      let demand = DemandDistribution(mean: mean + m, variance: kept + s * s)
      let reach = mean + m + 6 * (kept + s * s).squareRoot()
      let step = max(1, Int(reach) / CumulativeDemand.entries)
      let prior = DemandDistribution(mean: mean, variance: kept)
      priors.append(kept < variance ? prior.tail(epsilon: CumulativeDemand.epsilon, step: step) : nil)
      steps.append(step)
      tails.append(demand.tail(epsilon: CumulativeDemand.epsilon, step: step))
      mean += m
      variance += s * s
    }
  }

  /// - Parameter totals: mean and variance of each.
  init(totals: [(mean: Double, variance: Double)]) {
    for (mean, variance) in totals {
      let step = max(1, Int(mean + 6 * variance.squareRoot()) / CumulativeDemand.entries)
      priors.append(nil)
      steps.append(step)
      tails.append(
        DemandDistribution(mean: mean, variance: variance).tail(epsilon: CumulativeDemand.epsilon, step: step))
    }
  }

  /// P(demand through `period` > units). Complexity: O(1).
  func above(_ period: Int, _ units: Int) -> Double {
    CumulativeDemand.above(tails[period], steps[period], units)
  }

  /// P(demand before `period` > units); before the first period there is none. Complexity: O(1).
  func above(before period: Int, _ units: Int) -> Double {
    if period == 0 { return units < 0 ? 1 : 0 }
    if let prior = priors[period] { return CumulativeDemand.above(prior, steps[period], units) }
    return above(period - 1, units)
  }

  private static func above(_ tail: [Double], _ step: Int, _ units: Int) -> Double {
    if units < 0 { return 1 }
    let (index, rest) = units.quotientAndRemainder(dividingBy: step)
    guard index < tail.count else { return 0 }
    if rest == 0 { return tail[index] }
    let next = index + 1 < tail.count ? tail[index + 1] : 0
    return tail[index] + (next - tail[index]) * Double(rest) / Double(step)
  }

  /// The middle of the step that holds a unit: it stands for all units of the step, so that sums over steps lean
  /// neither way.
  func middle(_ period: Int, _ units: Int) -> Int {
    units < 0 ? units : units / steps[period] * steps[period] + steps[period] / 2
  }

  /// Expected demand through a period beyond so many units, less that before it.
  func excess(in period: Int, _ units: Int) -> Double {
    let all = CumulativeDemand.excess(tails[period], steps[period], units)
    if period == 0 { return all }
    if let prior = priors[period] { return all - CumulativeDemand.excess(prior, steps[period], units) }
    return all - CumulativeDemand.excess(tails[period - 1], steps[period - 1], units)
  }

  private static func excess(_ tail: [Double], _ step: Int, _ units: Int) -> Double {
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

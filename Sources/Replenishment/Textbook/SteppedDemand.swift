import Forecasting

/// Demand cut into steps: `weights[k]` of it is `(first + k) x step`.
///
/// A demand between two steps is shared between them in proportion, which keeps the mean and is exact for every function
/// that is straight between steps. Source of the weights: they are the second differences of E max(0, D - x).
struct SteppedDemand: Sendable {
  let step: Double
  let first: Int
  let weights: [Double]
  let mean: Double
  /// E max(0, D - k x step) for k = first, first + 1, …; 0 behind the end.
  let losses: [Double]

  /// Standard deviations beyond which demand is left out: 1e-19 of it.
  private static let reach = 9.0

  /// - Complexity: O(reach of the demand / step).
  init(_ demand: LeadTimeDemand, step: Double) {
    self.step = step
    mean = demand.mean
    let loss: (Int) -> Double
    let last: Int
    switch demand {
    case .normal(let mean, let deviation):
      first = Int(((mean - SteppedDemand.reach * deviation) / step).rounded(.down))
      last = Int(((mean + SteppedDemand.reach * deviation) / step).rounded(.up))
      loss = { normalLoss(at: Double($0) * step, mean: mean, standardDeviation: deviation) }
    case .counts(let demand):
      let tail = demand.tail(epsilon: 1e-18)
      var beyond = [Double](repeating: 0, count: tail.count + 1)
      for units in tail.indices.reversed() { beyond[units] = beyond[units + 1] + tail[units] }
      let table = beyond
      let mean = table[0]
      first = 0
      last = (tail.count + Int(step) - 1) / Int(step)
      loss = { index in
        let units = index * Int(step)
        return units < 0 ? mean - Double(units) : units < table.count ? table[units] : 0
      }
    }
    let all = (first - 1...last + 1).map(loss)
    weights = (1..<all.count - 1).map { max(0, (all[$0 - 1] - 2 * all[$0] + all[$0 + 1]) / step) }
    losses = Array(all.dropFirst().dropLast())
  }

  /// E max(0, D - index x step). O(1).
  func loss(_ index: Int) -> Double {
    if index < first { return mean - Double(index) * step }
    return index - first < losses.count ? losses[index - first] : 0
  }
}

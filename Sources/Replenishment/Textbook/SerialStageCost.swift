/// C_j of `SerialSystem` at every step of the stock in question: straight to the left of the table.
struct StageCost {
  let step: Double
  /// `values[k]` is the cost at `(first + k) x step`.
  let first: Int
  let values: [Double]
  /// Left of the table the stock will be short for certain: each unit more saves so much.
  let leftSlope: Double

  /// - Parameters:
  ///   - holdingCost: echelon, money a unit and period.
  ///   - demand: over the lead time of the stage.
  ///   - below: what the stages before it cost.
  ///   - within: demand over the lead times up to and with this stage, which spans the levels that are of interest.
  /// - Complexity: O(steps of `within` x steps of `demand`).
  init(_ holdingCost: Double, _ demand: SteppedDemand, _ below: ServedCost, within: SteppedDemand) {
    step = demand.step
    first = min(within.first, below.first + demand.first)
    // Behind this the stages before have all they take: the table ends in a straight line.
    let end = max(within.first + within.weights.count, below.end + demand.first + demand.weights.count + 1)
    leftSlope = holdingCost + below.leftSlope
    var values: [Double] = []
    values.reserveCapacity(end - first)
    for index in first..<end {
      let held = holdingCost * (Double(index) * demand.step - demand.mean)
      values.append(held + below.expected(index, less: demand))
    }
    self.values = values
  }

  /// The level of least cost: on a step, or where demand is divisible at the lowest point of the parabola through three.
  func bestLevel(isDivisible: Bool) -> Double {
    var best = 0
    for index in values.indices where values[index] < values[best] { best = index }
    let level = Double(first + best) * step
    guard isDivisible, best > 0, best + 1 < values.count else { return level }
    let (left, middle, right) = (values[best - 1], values[best], values[best + 1])
    let bend = left - 2 * middle + right
    return bend > 0 ? level + step * (left - right) / (2 * bend) : level
  }

  /// The cost at any level, by the parabola through the three nearest steps. O(1).
  func cost(at level: Double) -> Double {
    let place = level / step - Double(first)
    if place <= 0 { return values[0] + leftSlope * step * place }
    let middle = min(max(Int(place.rounded()), 1), values.count - 2)
    guard middle >= 1 else { return values[values.count - 1] }
    let offset = place - Double(middle)
    let (left, right) = (values[middle - 1], values[middle + 1])
    return values[middle] + offset * (right - left) / 2 + offset * offset * (left - 2 * values[middle] + right) / 2
  }
}

/// B_j of `SerialSystem`: what a stage and those before it cost when so much is sent to them and they take what their
/// level allows: a table, straight to its left, flat to its right.
struct ServedCost {
  private let step: Double
  let first: Int
  private let values: [Double]
  let leftSlope: Double

  /// B_0: being short. Its one bend is at 0.
  init(stockoutCost: Double, step: Double) {
    self.step = step
    first = 0
    values = [0]
    leftSlope = -stockoutCost
  }

  /// B_j: the cost of a stage up to its level, and flat from there.
  init(_ costs: StageCost, level: Double) {
    step = costs.step
    leftSlope = costs.leftSlope
    let flat = costs.cost(at: level)
    let last = Int((level / costs.step).rounded(.up))
    first = min(costs.first, last)
    let inside = costs.values.prefix(max(0, last - costs.first))
    values = last > costs.first ? inside + [flat] : [flat]
  }

  /// The step behind the last of the table.
  var end: Int { first + values.count }

  /// E of it at a stock of `index` steps less a demand. O(steps of the demand).
  func expected(_ index: Int, less demand: SteppedDemand) -> Double {
    // One bend: no need to add up.
    if values.count == 1 { return values[0] - leftSlope * demand.loss(index - first) }
    var sum = 0.0
    for (offset, weight) in demand.weights.enumerated() {
      let place = index - demand.first - offset - first
      if place < 0 {
        sum += weight * (values[0] + leftSlope * step * Double(place))
      } else {
        sum += weight * values[min(place, values.count - 1)]
      }
    }
    return sum
  }
}

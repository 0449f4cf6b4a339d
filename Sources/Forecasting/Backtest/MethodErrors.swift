import SupplyModel

/// Squared errors of the forecasts one block ahead so far, by method and parameter, brought to whole blocks.
struct MethodErrors: Sendable {
  private var naive = 0.0
  private var average = SIMD4<Double>.zero
  private var smoothed = SIMD8<Double>.zero
  private var croston = SIMD4<Double>.zero
  private var unbiased = SIMD4<Double>.zero
  private var fading = SIMD16<Double>.zero
  /// Blocks compared.
  private(set) var count = 0.0

  /// Takes in a block. Complexity: O(parameters).
  /// - Parameters:
  ///   - rates: what was expected at its start.
  ///   - days: those of its days that count.
  ///   - wholeDays: how many days a whole block has.
  mutating func add(_ rates: MethodRates, days: DayWeights, total: Double, wholeDays: Double) {
    guard days.plain > 0 else { return }
    // The error of some days stands for that of a whole block as variances do: in proportion to days.
    let scale = wholeDays / days.plain
    let naiveError = rates.total(.seasonalNaive, 0, of: days) - total
    naive += naiveError * naiveError * scale
    let smoothedError = rates.smoothed * days.seasonal - total
    smoothed += smoothedError * smoothedError * scale
    let averageError = rates.average * days.plain - total
    average += averageError * averageError * scale
    let crostonError = rates.croston * days.plain - total
    croston += crostonError * crostonError * scale
    let unbiasedError = rates.unbiased * days.plain - total
    unbiased += unbiasedError * unbiasedError * scale
    let fadingError = rates.fading * days.plain - total
    fading += fadingError * fadingError * scale
    count += 1
  }

  /// The parameter of a method with the least error so far, the first of equals, and that error's mean square.
  /// - Complexity: O(parameters).
  @inline(__always)
  func best(_ method: ForecastMethod) -> (choice: Int, meanSquare: Double) {
    let blocks = max(1, count)
    switch method {
    case .seasonalNaive: return (0, naive / blocks)
    case .movingAverage: return least(average, blocks)
    case .exponentialSmoothing: return least(smoothed, blocks)
    case .croston: return least(croston, blocks)
    case .sba: return least(unbiased, blocks)
    case .tsb: return least(fading, blocks)
    case .mean, .file: return (0, 0)
    }
  }

  @inline(__always)
  private func least<Errors: SIMD>(_ errors: Errors, _ blocks: Double) -> (Int, Double) where Errors.Scalar == Double {
    var choice = 0
    for place in 1..<Errors.scalarCount where errors[place] < errors[choice] { choice = place }
    return (choice, errors[choice] / blocks)
  }
}

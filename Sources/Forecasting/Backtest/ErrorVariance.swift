/// The variance of what is to come, from the errors made so far.
enum ErrorVariance {
  /// Errors for which Poisson's variance counts as much as smaller errors do.
  static let weightOfPoisson = 20.0

  /// The mean squared error, which has the error of the mean in it; where it is below the mean, demand would vary less
  /// than Poisson's: believed as far as there are errors to show for it.
  /// - Parameters:
  ///   - count: how many errors the mean square is of.
  static func variance(mean: Double, meanSquare: Double, count: Double) -> Double {
    if meanSquare >= mean { return meanSquare }
    return (count * meanSquare + weightOfPoisson * mean) / (count + weightOfPoisson)
  }
}

/// The loss of a quantile forecast (Koenker and Bassett 1978): `p` of what it lacks, `1 - p` of what it has too much.
@inline(__always)
package func pinballLoss(_ actual: Double, quantile: Double, probability: Double) -> Double {
  actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual)
}

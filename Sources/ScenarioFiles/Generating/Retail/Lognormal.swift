import RandomStreams

/// A lognormal distribution of mean 1: what sizes, tastes and errors are drawn from.
struct Lognormal: Sendable {
  private let deviation: Double

  /// - Parameter variation: standard deviation over mean; 0 is always 1.
  init(variation: Double) {
    deviation = PortableMath.log(1 + variation * variation).squareRoot()
  }

  /// One value. O(1).
  func draw(from stream: inout RandomStream) -> Double {
    if deviation == 0 { return 1 }
    return PortableMath.exp(stream.normal(mean: -deviation * deviation / 2, standardDeviation: deviation))
  }
}

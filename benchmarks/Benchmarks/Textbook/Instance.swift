/// One textbook problem, as bench/textbook.py writes it.
struct Instance: Decodable {
  var name: String
  /// `newsvendor`, `serial` or `tree`.
  var model: String
  var holding: Double?
  var stockout: Double?
  var mean: Double?
  /// Without it demand is Poisson.
  var deviation: Double?
  /// From the customer up.
  var echelonHolding: [Double]?
  var leadTimes: [Double]?
  /// Levels that the peer found, for their cost.
  var levels: [Double]?
  var stages: [[Double]]?
  var links: [[Int]]?
}

/// What comes of it.
struct Measured: Encodable {
  var name: String
  var values: [Double]
  var cost: Double
  /// Of one call, the least of some.
  var seconds: Double
  var costOfLevels: Double?
}

/// A file that does not say what its model needs.
struct Incomplete: Error {
  var name: String
}

/// A plan of `replenish` as it stands in its files: rows with ids resolved against a scenario, nothing else believed.
package struct ReplenishmentFiles: Sendable {
  /// summary.json: numbers by key, those of objects as `cost.total`. Nulls are left out.
  package var figures: [String: Decimal6] = [:]
  package var policy: String?
  package var transfers: [Transfer] = []
  package var purchases: [Purchase] = []
  /// What purchases.csv says each row costs.
  package var purchaseCosts: [Money] = []
  package var projection: [ProjectionRow] = []
  /// The first cells that could not be read.
  package var faults: [PlanFileFault] = []
  /// How many cells could not be read in all.
  package var faultCount = 0

  package init() {}

  /// A number of summary.json.
  package struct Decimal6: Hashable, Sendable {
    /// Millionths; nil where it has more decimals.
    package var millionths: Int64?
    package var double: Double

    package init(millionths: Int64?, double: Double) {
      self.millionths = millionths
      self.double = double
    }
  }
}

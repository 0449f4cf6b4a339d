/// scenario.yaml, `simulation.demand`: demand that is drawn from forecast.csv, by a seed.
package struct SyntheticDemandSettings: Hashable, Sendable {
  /// Variance of a day's demand over its mean; 1 = Poisson, above it negative binomial.
  package var dispersion = 1.0
  /// By weekday from Monday on, relative to the mean day.
  package var weekdays = [Double](repeating: 1, count: 7)
  /// By month from January on, relative to forecast.csv.
  package var months = [Double](repeating: 1, count: 12)
  /// Coefficient of variation of a factor that all demand for a SKU has in a replication: hits and flops.
  package var skuError = 0.0
  /// The same for a SKU at one place.
  package var placeError = 0.0
  /// The same for all SKUs of a category on one day: they sell well or badly together.
  package var categoryVariation = 0.0
  /// Shares of online orders of 1, 2, 3 ... lines.
  package var orderLines = [1.0]
  /// The share of online orders that are picked up at a store.
  package var pickupShare = 0.0
  /// Days from an online order to its promise; nil = nothing is promised.
  package var promiseDays: Int32?
  /// How online orders may be divided.
  package var split = SplitRule.lines
  /// Customers in all; 0 = purchases have no customer.
  package var customers: Int32 = 0

  package init() {}
}

import Forecasting

/// A warehouse that keeps no stock of its own and divides what comes in among stores; demand is normal, what is short
/// waits.
///
/// Source: Eppen and Schrage 1981, Centralized ordering policies in a multi-warehouse system with lead times and random
/// demand; the bound lets all stores pool their stock at any time.
package struct OneWarehouse: Hashable, Sendable {
  /// A store's demand a period, in units.
  package struct Store: Hashable, Sendable {
    package var mean: Double
    package var standardDeviation: Double

    package init(mean: Double, standardDeviation: Double) {
      precondition(standardDeviation >= 0, "a deviation is from 0")
      self.mean = mean
      self.standardDeviation = standardDeviation
    }
  }

  package let stores: [Store]
  /// Of any two stores in one period.
  package let correlation: Double
  /// Periods from outside to the warehouse, and from there to a store.
  package let warehouseLeadTime: Double
  package let storeLeadTime: Double

  package init(stores: [Store], correlation: Double = 0, warehouseLeadTime: Double, storeLeadTime: Double) {
    precondition(!stores.isEmpty && warehouseLeadTime >= 0 && storeLeadTime >= 0, "stores, and lead times from 0")
    precondition(correlation >= -1 && correlation <= 1, "a correlation is between -1 and 1")
    self.stores = stores
    self.correlation = correlation
    self.warehouseLeadTime = warehouseLeadTime
    self.storeLeadTime = storeLeadTime
  }

  /// Sum of the stores' deviations: what they amount to when nothing cancels out.
  private var summedDeviation: Double { stores.reduce(0) { $0 + $1.standardDeviation } }

  /// Variance of one period's demand at all stores together.
  package var periodVariance: Double {
    let own = stores.reduce(0) { $0 + $1.standardDeviation * $1.standardDeviation }
    return max(0, own + correlation * (summedDeviation * summedDeviation - own))
  }

  /// Deviation of what the order of one period has to cover: demand over the warehouse lead time cancels out between
  /// stores, that over a store's lead time and the period itself does not, because the division is fixed by then.
  package var coveredDeviation: Double {
    (warehouseLeadTime * periodVariance + (storeLeadTime + 1) * summedDeviation * summedDeviation).squareRoot()
  }

  /// The echelon level up to which the warehouse orders each period, in units. O(stores).
  package func orderUpTo(_ costs: Newsvendor) -> Double {
    let mean = stores.reduce(0) { $0 + $1.mean } * (warehouseLeadTime + storeLeadTime + 1)
    return mean + NormalDistribution.quantile(costs.criticalRatio) * coveredDeviation
  }

  /// No way of ordering and dividing costs less a period. O(stores).
  ///
  /// Nearly reached by ordering up to `orderUpTo` and dividing by equal fractiles, as long as the stores' demand can
  /// be evened out by what comes in.
  package func lowerBound(_ costs: Newsvendor) -> Double {
    costs.best(mean: 0, standardDeviation: coveredDeviation).cost
  }
}

/// What a synthetic scenario should look like; equal options give byte-identical files on every machine.
///
/// Start from `init(size:seed:)` and change what should differ, or name all sizes freely. Bounds are checked by
/// `validate()`, which `generateScenario` calls.
package struct GeneratorOptions: Sendable, Hashable {
  /// The named sizes: nodes, zones, SKUs, orders.
  package enum Size: String, CaseIterable, Sendable {
    /// 10, 30, 60, 500, with activation costs: small enough to solve to proven optimality.
    case xs = "XS"
    /// 20, 50, 1,000, 10,000.
    case s = "S"
    /// 200, 300, 10,000, 100,000.
    case m = "M"
    /// 1,000, 1,000, 50,000, 1,000,000: a day of a large retailer.
    case l = "L"
  }

  /// The name in scenario.yaml: letters, digits, `-`, `_` and `.`. Default: `generated`, and the size where one is
  /// named, so that outputs of several sizes can be told apart.
  package var name = "generated"

  /// The seed of all random streams. Default 1: a scenario that two people generate without saying more is the same.
  package var seed: UInt64 = 1

  /// Nodes of all tiers, 1 ... 20,000. Default that of S: minutes of planning would be a poor first impression.
  package var nodes = 20

  /// Delivery zones, 1 ... 100,000. Default that of S.
  package var zones = 50

  /// SKUs, 1 ... 5,000,000. Default that of S.
  package var skus = 1000

  /// Customer orders over all days, 1 ... 50,000,000. Default that of S.
  package var orders = 10_000

  /// Days over which orders are placed, from the planning day on, 1 ... 3,660. Default 1, one batch for `assign`;
  /// with more there is also walk-in demand and a `simulation` section for `simulate`.
  package var days = 1

  /// The share of SKUs whose stock is below their demand, 0 ... 1. Default 0.13, as in the instances that published
  /// figures refer to (12-14%): enough that orders compete, few enough that most are served.
  package var shortSkuShare = 0.13

  /// All nodes' `capacity_orders` together over the orders of a day, 0.01 ... 1000. Default 1.1: binding, since the
  /// well-placed nodes fill up and split orders use several places. Every node may serve at least one order a day,
  /// whatever the ratio.
  package var capacityRatio = 1.1

  /// The share of zones outside cities, 0 ... 1. Default 0.2, as in the published instances.
  package var ruralShare = 0.2

  /// Walk-in purchases at stores over online orders, 0 ... 1000, used with several days only. Default 1: where a
  /// store sells as much over the counter, its stock has a use of its own.
  package var walkInRatio = 1.0

  /// The cost of opening a warehouse (central or regional) for a day, whole currency units. Default 0, as in the
  /// published instances; the XS size sets 60.
  package var warehouseActivation = 0

  /// The cost of opening a store for a day, whole currency units. Default 0; the XS size sets 25, so that a store
  /// with few parcels is better left closed.
  package var storeActivation = 0

  /// A scenario of the default sizes.
  package init() {}

  /// A scenario of a named size, as the benchmarks use it.
  package init(size: Size, seed: UInt64 = 1) {
    self.seed = seed
    name = "generated-\(size.rawValue.lowercased())"
    switch size {
    case .xs:
      (nodes, zones, skus, orders) = (10, 30, 60, 500)
      (warehouseActivation, storeActivation) = (60, 25)
    case .s: (nodes, zones, skus, orders) = (20, 50, 1000, 10_000)
    case .m: (nodes, zones, skus, orders) = (200, 300, 10_000, 100_000)
    case .l: (nodes, zones, skus, orders) = (1000, 1000, 50_000, 1_000_000)
    }
  }

  /// A scenario of free sizes.
  package init(nodes: Int, zones: Int, skus: Int, orders: Int, days: Int = 1, seed: UInt64 = 1) {
    self.nodes = nodes
    self.zones = zones
    self.skus = skus
    self.orders = orders
    self.days = days
    self.seed = seed
  }
}

import SupplyModel

/// A whole retail network to be simulated: what a spec file says, each key with its default.
///
/// Equal specs and seeds give the same bytes on every machine. `init(text:file:)` reads and checks a file.
package struct RetailSpec: Sendable {
  /// The name in scenario.yaml.
  package var name = "retail"

  /// Printed, never converted; the default goes with the map, which is that of all generated scenarios.
  package var currency = "CNY"

  /// The seed of all random streams; `--seed` replaces it.
  package var seed: UInt64 = 1

  /// The planning day, on which the simulation starts. Default a Thursday that begins a year, so that a year of days is
  /// a year of the calendar.
  package var start = Day(number: 20_454)

  /// Days that are simulated. Default a year: turnover is a yearly figure, and every season comes once.
  package var days = 365

  /// Days before `start` for which demand is written with `write_demand`: what forecasts learn from. Default none.
  package var historyDays = 0

  /// Whether demand.csv and orders.csv are drawn and written. Default no: a simulation draws its own demand from
  /// forecast.csv, anew in each replication.
  package var writesDemand = false

  /// Where things are.
  package var network = Network()

  /// How nodes work.
  package var tiers = TierValues(
    central: Tier(of: .central), regional: Tier(of: .regional), store: Tier(of: .store))

  /// What is sold.
  package var categories: [Category] = []

  /// How much of it is asked for.
  package var demand = Demand()

  /// What lies where on the first day.
  package var stock = Stock()

  /// Who buys, and how long that takes.
  package var supply = Supply()

  /// The levels of `min_max` and `base_stock`, in days of demand.
  package var levels = Levels()

  /// Everything else of scenario.yaml, as the spec has it.
  var settings: YAMLTree?

  /// `network:`
  package struct Network: Sendable, Equatable {
    /// Central warehouses, at least 1: parents end there.
    package var central = 1
    /// Regional warehouses. Default none: stores are replenished from the centre then.
    package var regional = 0
    /// Stores, at least 1. Default a small chain.
    package var stores = 50
    /// Delivery zones, at least 1.
    package var zones = 50
    /// Cities of very different sizes about which zones lie; 0 = the square root of the zones, as in other generated
    /// scenarios.
    package var cities = 0
    /// The share of zones outside cities, as in other generated scenarios.
    package var ruralShare = 0.2
    /// From west to east, in kilometres; two thirds of it from south to north. Default the map of all generated
    /// scenarios, a large country; 60 is a city.
    package var widthKilometres = 1500.0
    /// The share of stores that stand where customers live (zones drawn by weight, 2 km about); others stand about the
    /// cities. Default most: chains follow their customers.
    package var storeZonePull = 0.7
    /// Whether lanes.csv is written: distances priced as in other generated scenarios. Default no: tariffs of
    /// `settings` hold, and a thousand nodes by a thousand zones make a large file.
    package var writesLanes = false

    /// The defaults.
    package init() {}

    /// All nodes.
    package var nodes: Int { central + regional + stores }
  }

  /// `tiers.NAME:` columns of nodes.csv that all nodes of a tier share.
  package struct Tier: Sendable, Equatable {
    package var ships = true
    package var pickup: Bool
    package var onlinePool: Bool
    package var acceptsReturns: Bool
    package var capacityOrders: Int?
    package var capacityUnits: Int?
    /// Millionths; the default is that of other generated scenarios.
    package var handlingPerShipment: Int64
    package var handlingPerUnit: Int64
    package var activationCost: Int64 = 0
    /// Billionths.
    package var commissionRate: Int64 = 0
    package var rejectRate: Int64 = 0
    package var cutoff = ""
    package var openDays = ""

    /// The defaults: a store hands over and takes back, and serves online orders only where channels share stock.
    init(of tier: GeneratedTier) {
      pickup = tier == .store
      onlinePool = tier != .store
      acceptsReturns = tier == .store
      handlingPerShipment = tier.handlingPerShipment
      handlingPerUnit = tier.handlingPerUnit
    }
  }
}

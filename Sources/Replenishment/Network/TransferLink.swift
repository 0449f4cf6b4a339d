import SupplyModel

/// A way for goods from one node to another: a node row of lanes.csv, or the transfer tariff.
struct TransferLink: Hashable, Sendable {
  /// What the link is for.
  enum Purpose: Hashable, Sendable {
    /// From a node to one that it replenishes: in every period.
    case supply
    /// A lane that the scenario names besides: in every period.
    case lane
    /// Sideways or back, for stock that does not sell where it is: today only, since tomorrow it is planned anew.
    case balance
  }

  var from: NodeIndex
  var to: NodeIndex
  var purpose: Purpose
  /// Once for all goods that travel together.
  var perDispatch: Money
  var perUnit: Money
  /// Of the whole weight.
  var perKilogram: Money
  var minimumCost: Money
  /// Most weight of one load; nil = any.
  var maxWeight: Weight?
  var transitDays: Int32
  /// Units a day; nil = unlimited.
  var capacityUnits: Int32?

  /// What one more unit costs on a journey that takes place anyway.
  func marginalCost(_ weight: Weight) -> Money { perUnit + perKilogram.perKilogram(weight) }

  /// What a journey costs: goods too heavy for one load go in several.
  func cost(units: Int64, weight: Weight) -> Money {
    var loads: Int64 = 1
    if let most = maxWeight?.milligrams, most > 0 { loads = max(1, (weight.milligrams + most - 1) / most) }
    let plain = perDispatch * loads + perUnit * units + perKilogram.perKilogram(weight)
    return max(minimumCost * loads, plain)
  }
}

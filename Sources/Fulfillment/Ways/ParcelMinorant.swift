import SupplyModel

/// A linear function of units and weight that a source's main parcel never costs less than.
///
/// Exact where one band without a minimum or a free weight takes every content of the order; with several bands, the
/// cheapest slopes over the cheapest corner.
struct ParcelMinorant {
  /// Millionths once the source sends anything.
  var fixed: Int64
  var perUnit: Int64
  var perKilogram: Int64

  /// - Parameters:
  ///   - units: the most units of the order that the parcel may hold beside its locked ones.
  ///   - weight: their weight in milligrams.
  /// - Complexity: O(bands).
  init(_ problem: OrderProblem, source: Int, units: Int32, weight: Int64) {
    let (floor, sloped) = ParcelMinorant.both(problem, source: source, units: units, weight: weight)
    let half = sloped.perUnit * Int64(units) / 2 + product(sloped.perKilogram, weight / 2)
    self = floor.fixed > sloped.fixed + half ? floor : sloped
  }

  /// A constant and a sloped function, neither above the parcel's cost: so is any mean of the two.
  /// - Parameters: as above.
  /// - Complexity: O(bands).
  static func both(
    _ problem: OrderProblem, source: Int, units: Int32, weight: Int64
  ) -> (floor: ParcelMinorant, sloped: ParcelMinorant) {
    let place = problem.sources[source]
    let handling = problem.tables.nodes[Int(place.node)].handlingPerShipment
    guard place.arc >= 0 else {
      let flat = ParcelMinorant(fixed: handling - place.lockedParcelCost, perUnit: 0, perKilogram: 0)
      return (flat, flat)
    }
    let bands = problem.tables.bands(place.arc).map { problem.tables.arcs.bands[$0] }
    let heaviest = place.lockedWeight + weight
    var reachable: [(band: ParcelBand, from: Int64)] = []
    var from: Int64 = 0
    for band in bands {
      if band.maxWeight >= place.lockedWeight && from < heaviest {
        reachable.append((band, max(from, place.lockedWeight)))
      }
      if from == 0 && heaviest == 0 && reachable.isEmpty { reachable.append((band, 0)) }
      from = band.maxWeight
    }
    let perUnit = reachable.map(\.band.perUnit).min() ?? 0
    let perKilogram = reachable.map { $0.band.includedWeight >= heaviest ? 0 : $0.band.perKilogram }.min() ?? 0
    var fixed = Int64.max
    var floor = Int64.max
    for (band, from) in reachable {
      // Charged weight is at least the weight less what is included; slopes above the common ones start at `from`.
      let slope = band.includedWeight >= heaviest ? 0 : band.perKilogram
      var corner = band.perShipment + (band.perUnit - perUnit) * Int64(place.lockedUnits)
      corner += product(slope - perKilogram, from)
      if slope > 0 { corner -= product(slope, band.includedWeight) + 1 }
      fixed = min(fixed, corner)
      floor = min(floor, max(band.minimumCost, band.perShipment + band.perUnit * Int64(place.lockedUnits)))
    }
    if reachable.isEmpty { (fixed, floor) = (0, 0) }
    let base = handling - place.lockedParcelCost
    let locked = perUnit * Int64(place.lockedUnits) + product(perKilogram, place.lockedWeight)
    return (
      ParcelMinorant(fixed: base + floor, perUnit: 0, perKilogram: 0),
      ParcelMinorant(fixed: base + fixed + locked, perUnit: perUnit, perKilogram: perKilogram)
    )
  }

  private init(fixed: Int64, perUnit: Int64, perKilogram: Int64) {
    self.fixed = fixed
    self.perUnit = perUnit
    self.perKilogram = perKilogram
  }

  /// The part of the function that units of a given weight (in milligrams, all together) add; rounded down.
  func slope(units: Int32, weight: Int64) -> Int64 { perUnit * Int64(units) + product(perKilogram, weight) }
}

/// Millionths a kilogram times milligrams, rounded down (both >= 0).
private func product(_ perKilogram: Int64, _ weight: Int64) -> Int64 {
  perKilogram == 0 || weight == 0 ? 0 : max(0, roundedProduct(perKilogram, weight, per: 1_000_000) - 1)
}

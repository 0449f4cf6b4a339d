/// What one parcel costs within one weight band, lanes and tariffs alike (money in millionths, weight in milligrams).
package struct ParcelBand: Sendable {
  /// Inclusive; `Int64.max` = unlimited.
  package var maxWeight: Int64
  package var perShipment: Int64
  package var perUnit: Int64
  package var perKilogram: Int64
  package var minimumCost: Int64
  /// Weight that `perKilogram` does not charge.
  package var includedWeight: Int64
  package var transitDays: Int32

  /// max(minimum, per shipment + per unit x units + per kg x charged weight). Complexity: O(1).
  @inline(__always)
  package func cost(units: Int32, weight: Int64) -> Int64 {
    var cost = perShipment + perUnit * Int64(units)
    if perKilogram != 0 && weight > includedWeight {
      cost += roundedProduct(perKilogram, weight - includedWeight, per: 1_000_000)
    }
    return max(cost, minimumCost)
  }
}

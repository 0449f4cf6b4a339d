/// What one parcel (or transfer) costs on a lane: one row of lanes.csv, one weight band of the lane.
package struct LaneBand: Sendable {
  /// Heaviest parcel of this band, inclusive; nil = unlimited.
  package var maxWeight: Weight?
  package var costPerShipment = Money.zero
  package var costPerUnit = Money.zero
  /// Per kilogram of the whole weight.
  package var costPerKilogram = Money.zero
  package var minimumCost = Money.zero
  package var transitDays: Int32 = 0

  package init() {}
}

/// Where a lane leads.
package enum LaneDestination: Hashable, Sendable {
  /// Parcels to customers, at one service level.
  case zone(ZoneIndex, ServiceIndex)
  /// Transfers.
  case node(NodeIndex)
}

/// One row of lanes.csv.
package struct LaneRow: Sendable {
  package var origin: NodeIndex
  package var destination: LaneDestination
  package var band: LaneBand
  /// Units a day on the whole lane, all its weight bands together; nil = unlimited.
  package var capacityUnits: Int32?

  package init(origin: NodeIndex, destination: LaneDestination, band: LaneBand, capacityUnits: Int32? = nil) {
    self.origin = origin
    self.destination = destination
    self.band = band
    self.capacityUnits = capacityUnits
  }
}

/// A distance band of a tariff.
package struct TariffBand: Sendable {
  /// Farthest distance, inclusive; nil = any.
  package var upTo: Distance?
  package var perShipment = Money.zero
  /// Per kilogram beyond the tariff's included weight.
  package var perKilogram = Money.zero
  package var perUnit = Money.zero

  package init() {}
}

/// The price list for an origin and service without any zone row in lanes.csv.
package struct Tariff: Sendable {
  package var service: ServiceIndex
  /// Millimetres a day; nil = distance adds no days.
  package var speedMillimetresPerDay: Int64?
  package var minimumDays: Int32 = 0
  package var includedWeight = Weight.zero
  /// By ascending distance; without an open last band, farther zones are ineligible.
  package var bands: [TariffBand] = []

  package init(service: ServiceIndex) { self.service = service }
}

/// `minimum_days + ceil(distance / speed)`, in whole days. Without a speed the distance adds nothing.
@inlinable
package func transitDays(_ distance: Distance, minimumDays: Int32, speedMillimetresPerDay: Int64?) -> Int32 {
  guard let speed = speedMillimetresPerDay, speed > 0 else { return minimumDays }
  let millimetres = Int64(distance.metres) * 1_000
  return minimumDays + Int32((millimetres + speed - 1) / speed)
}

/// The price list for transfers between nodes without a lane row of their own.
package struct TransferTariff: Sendable {
  package var perShipment = Money.zero
  package var perKilometre = Money.zero
  package var perUnit = Money.zero
  package var speedMillimetresPerDay: Int64?
  package var minimumDays: Int32 = 0

  package init() {}
}

/// The kinds of node of a generated scenario, and what each costs and holds.
///
/// Costs are those of the instances that published figures refer to, in the currency's hundredths: a shipment
/// 300 + 450 / 480 / 550 + 0.9 a km, a unit 60 / 80 / 180 + 0.15 a km. Here the node's part is handling, and the
/// 300 and the kilometres are the carrier's.
package enum GeneratedTier: String, CaseIterable, Sendable {
  case central, regional, store

  /// Millionths of the currency, for each shipment.
  package var handlingPerShipment: Int64 {
    switch self {
    case .central: 4_500_000
    case .regional: 4_800_000
    case .store: 5_500_000
    }
  }

  /// Millionths of the currency, for each unit: a picker in a store walks farther and disturbs customers.
  package var handlingPerUnit: Int64 {
    switch self {
    case .central: 600_000
    case .regional: 800_000
    case .store: 1_800_000
    }
  }

  /// The tier's part of all capacity: less than its part of the cheap orders, so that warehouses fill up.
  var capacityShare: Double {
    switch self {
    case .central: 0.30
    case .regional: 0.20
    case .store: 0.50
    }
  }

  /// The tier's part of all units in stock: warehouses hold most SKUs, but too little for all who would have them.
  var stockShare: Double {
    switch self {
    case .central: 0.35
    case .regional: 0.25
    case .store: 0.40
    }
  }

  /// The tiers of `nodes` nodes in order: one central warehouse and one more for every 300 nodes (20 at most), 5%
  /// regional ones from 10 nodes on, the rest stores.
  static func mix(nodes: Int) -> [GeneratedTier] {
    let central = min(1 + nodes / 300, 20)
    let regional = nodes < 10 ? 0 : max(1, nodes / 20)
    return (0..<nodes).map { $0 < central ? .central : $0 < central + regional ? .regional : .store }
  }

  /// A weight for each node: its tier's `share`, divided in the tier in proportion to `sizes`. O(nodes).
  static func weights(
    _ tiers: [GeneratedTier], _ sizes: [Double], share: (GeneratedTier) -> Double
  ) -> [Double] {
    var totals: [GeneratedTier: Double] = [:]
    for (tier, size) in zip(tiers, sizes) { totals[tier, default: 0] += size }
    return zip(tiers, sizes).map { tier, size in share(tier) * size / (totals[tier] ?? 1) }
  }
}

import RandomStreams
import SupplyModel
import TestSupport

/// Seeded demand of some stores and SKUs over a year before as_of: rates from one in a month to a few a day, a weekly
/// season, and demand that varies more than Poisson's.
struct SyntheticDemand {
  var stores = 6
  var skus = 20
  var days: Int32 = 364
  /// Negative binomial: variance = mean + mean^2 / dispersion.
  var dispersion = 2.0
  /// Days from the last of history; the actual demand of the horizon comes from the same streams.
  var horizon: Int32 = 28
  var seed: UInt64 = 1
  private static let weekdays = [0.7, 0.8, 0.8, 0.9, 1.2, 1.6, 1.0]

  /// The scenario, and what its horizon will bring by SKU, store and week.
  /// - Parameters:
  ///   - scale: multiplies all demand.
  ///   - order: the stores in this order.
  func make(scale: Int32 = 1, order: [Int]? = nil) -> (scenario: Scenario, future: [String: [Double]]) {
    var hand = HandScenario()
    for store in order ?? Array(0..<stores) { hand.node("S\(store)", .store) }
    for sku in 0..<skus { hand.sku("K\(sku)") }
    var future: [String: [Double]] = [:]
    let asOf = hand.scenario.settings.asOf
    for sku in 0..<skus {
      for store in 0..<stores {
        var stream = RandomStream(seed: seed, purpose: "synthetic", index: UInt64(sku * 1_000 + store))
        let rate = PortableMath.exp(Double(sku) / Double(skus) * 5 - 3.4) * (0.5 + Double(store) / Double(stores))
        var weeks = [Double](repeating: 0, count: Int(horizon) / 7)
        for day in -days..<horizon {
          let mean = rate * SyntheticDemand.weekdays[Int((asOf + day).weekday.rawValue)]
          let units = stream.negativeBinomial(mean: mean, dispersion: dispersion)
          if day >= 0 {
            weeks[Int(day) / 7] += Double(units)
          } else if units > 0 {
            hand.scenario.demand.append(
              WalkInDemand(
                day: asOf + day, node: hand.nodeIndex("S\(store)"), sku: SKUIndex(sku), quantity: Int32(units) * scale))
          }
        }
        future["S\(store) K\(sku)"] = weeks
      }
    }
    return (hand.scenario, future)
  }
}

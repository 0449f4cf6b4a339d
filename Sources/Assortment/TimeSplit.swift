import SupplyModel

/// Which orders an assortment is chosen by, and which later ones it is then judged by.
package enum Holdout: Hashable, Sendable {
  /// The last part of all orders by time, from 0 to below 1.
  case share(Double)
  /// The orders of so many last days, the day of the latest order being the last.
  case days(Int32)

  /// The last fifth: enough to judge by where orders are few, and recent enough to be like what comes.
  package static let usual = Holdout.share(0.2)
}

/// Orders divided by time. An order without a time counts as the earliest; equals go by the order of orders.csv.
struct TimeSplit: Sendable {
  /// Whether each order is judged by, not chosen by.
  private let isHeldOut: [Bool]
  /// The first of those that has a time.
  let from: Instant?

  /// - Parameter orders: those to divide.
  /// - Complexity: O(orders log orders).
  init(_ holdout: Holdout, of orders: [OrderIndex], scenario: Scenario) {
    var isHeldOut = [Bool](repeating: false, count: scenario.orders.count)
    let time = { (order: OrderIndex) in scenario.orders[Int(order)].placedAt }
    switch holdout {
    case .share(let share):
      let last = Int((Double(orders.count) * share).rounded(.down))
      let byTime = orders.map { (time($0)?.seconds ?? .min, $0) }.sorted { $0 < $1 }
      for (_, order) in byTime.suffix(last) { isHeldOut[Int(order)] = true }
    case .days(let days):
      let clock = scenario.settings.clock
      guard let latest = orders.compactMap(time).max().map({ clock.local($0).day }) else { break }
      for order in orders {
        if let placedAt = time(order), latest - clock.local(placedAt).day < days { isHeldOut[Int(order)] = true }
      }
    }
    self.isHeldOut = isHeldOut
    from = orders.lazy.filter { isHeldOut[Int($0)] }.compactMap(time).min()
  }

  /// Those to choose by, and those to judge by, in the order given.
  func divide(_ orders: [OrderIndex]) -> (training: [OrderIndex], holdout: [OrderIndex]) {
    (orders.filter { !isHeldOut[Int($0)] }, orders.filter { isHeldOut[Int($0)] })
  }
}

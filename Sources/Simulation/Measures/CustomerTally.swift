import SupplyModel

/// Who bought in which channel while it was measured.
struct CustomerTally: Sendable {
  private enum Purchases: UInt8, Sendable {
    case none, online, store
  }

  /// By customer.
  private var first: [Purchases]
  private var next: [Purchases]
  private var boughtOnline: [Bool]
  private var boughtInStore: [Bool]
  /// The last purchase in a store: units of one visit are rows of their own.
  private var lastVisit: [Int32]

  init(customers: Int) {
    first = [Purchases](repeating: .none, count: customers)
    next = first
    boughtOnline = [Bool](repeating: false, count: customers)
    boughtInStore = boughtOnline
    lastVisit = [Int32](repeating: -1, count: customers)
  }

  /// - Parameter order: every online order is a purchase of its own.
  mutating func buyOnline(_ customer: Int32) {
    guard customer >= 0 else { return }
    boughtOnline[Int(customer)] = true
    count(customer, .online)
  }

  /// What a customer buys in stores on one day is one purchase.
  mutating func buyInStore(_ customer: Int32, day: Int) {
    guard customer >= 0 else { return }
    boughtInStore[Int(customer)] = true
    guard lastVisit[Int(customer)] != Int32(day) else { return }
    lastVisit[Int(customer)] = Int32(day)
    count(customer, .store)
  }

  private mutating func count(_ customer: Int32, _ channel: Purchases) {
    if first[Int(customer)] == .none {
      first[Int(customer)] = channel
    } else if next[Int(customer)] == .none {
      next[Int(customer)] = channel
    }
  }

  /// Customers who bought in both channels / customers who bought.
  var crossChannelShare: Double? {
    let both = first.indices.count { boughtOnline[$0] && boughtInStore[$0] }
    return ratio(Double(both), Double(first.count { $0 != .none }))
  }

  /// Customers whose second purchase was in the other channel than their first / customers with a second.
  var crossChannelRepeatShare: Double? {
    let crossed = first.indices.count { next[$0] != .none && next[$0] != first[$0] }
    return ratio(Double(crossed), Double(next.count { $0 != .none }))
  }
}

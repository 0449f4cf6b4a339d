import SupplyModel

/// By how much limits are exceeded (or not used up): the direction in which prices move.
struct PriceSteps {
  private var links: [Double]
  private var sending: [Double]
  private var receiving: [Double]
  private var storage: [Double]
  private var budget = 0.0
  private let average: Double

  /// - Parameters:
  ///   - left: what a plan leaves of each limit.
  ///   - room: the limits.
  ///   - average: money a unit bought (millionths), which makes the budget comparable with units.
  init(_ left: SharedRoom, _ room: SharedRoom, _ average: Double) {
    func excess(_ left: [Int64], _ room: [Int64]) -> [Double] {
      zip(left, room).map { $1 >= SharedRoom.unlimited / 2 ? 0 : -Double($0) }
    }
    links = excess(left.links, room.links)
    sending = excess(left.sending, room.sending)
    receiving = excess(left.receiving, room.receiving)
    storage = excess(left.storage, room.storage)
    if room.budget < SharedRoom.unlimited / 2 { budget = -Double(left.budget) / average }
    self.average = average
  }

  /// The sum of squares.
  var norm: Double {
    [links, sending, receiving, storage].reduce(budget * budget) { $1.reduce($0) { $0 + $1 * $1 } }
  }

  /// Moves prices by `length` times the excess, none below 0 (links: below their share of journeys).
  func apply(_ length: Double, to prices: inout SharedPrices, floor: [Double]) {
    for place in links.indices { prices.links[place] = max(floor[place], prices.links[place] + length * links[place]) }
    for place in sending.indices {
      prices.sending[place] = max(0, prices.sending[place] + length * sending[place])
      prices.receiving[place] = max(0, prices.receiving[place] + length * receiving[place])
      prices.storage[place] = max(0, prices.storage[place] + length * storage[place])
    }
    prices.budget = max(0, prices.budget + length * budget / average)
  }
}

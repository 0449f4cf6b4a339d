import SupplyModel

/// What is left of the limits that SKUs share, in units; `unlimited` where there is none.
struct SharedRoom: Sendable {
  static let unlimited = Int64.max / 4

  /// By link and period.
  var links: [Int64]
  /// By node and period.
  var sending: [Int64]
  var receiving: [Int64]
  var storage: [Int64]
  /// Millionths.
  var budget: Int64
  let periods: Int
  /// Whether nothing is limited: then there is nothing to keep account of.
  private(set) var hasNoLimits = false

  init(
    links: [Int64], sending: [Int64], receiving: [Int64], storage: [Int64], budget: Int64, periods: Int
  ) {
    (self.links, self.sending, self.receiving) = (links, sending, receiving)
    (self.storage, self.budget, self.periods) = (storage, budget, periods)
    hasNoLimits =
      budget >= SharedRoom.unlimited
      && [links, sending, receiving, storage].allSatisfy { $0.allSatisfy { $0 >= SharedRoom.unlimited } }
  }

  /// Packs that a transfer may have.
  func transfer(_ link: Int, _ period: Int, _ from: Int, _ to: Int, _ arrival: Int, pack: Int32) -> Int32 {
    let units = min(links[link * periods + period], sending[from * periods + period], arriving(to, arrival))
    return packs(units, pack)
  }

  /// Packs that a purchase may have.
  func purchase(_ node: Int, _ arrival: Int, paid: Double, pack: Int32) -> Int32 {
    var units = arriving(node, arrival)
    if budget < SharedRoom.unlimited, paid > 0 { units = min(units, Int64(Double(max(0, budget)) / paid)) }
    return packs(units, pack)
  }

  private func arriving(_ node: Int, _ arrival: Int) -> Int64 {
    var units = receiving[node * periods + arrival]
    for period in arrival..<periods { units = min(units, storage[node * periods + period]) }
    return units
  }

  private func packs(_ units: Int64, _ pack: Int32) -> Int32 {
    units >= Int64(StockFlow.unlimited) ? StockFlow.unlimited : Int32(max(0, units) / Int64(pack))
  }

  /// Takes what a move uses.
  mutating func take(_ move: StockMove, network: SupplyNetwork) { change(move, sign: 1, network) }

  /// Gives back what a move has taken.
  mutating func giveBack(_ move: StockMove, network: SupplyNetwork) { change(move, sign: -1, network) }

  /// Takes what moves use, unless any limit that they need would be exceeded: then nothing. Complexity: O(moves).
  mutating func takeIfThere(_ moves: [StockMove], network: SupplyNetwork) -> Bool {
    for move in moves { take(move, network: network) }
    guard moves.contains(where: { isExceeded(by: $0, network: network) }) else { return true }
    for move in moves { giveBack(move, network: network) }
    return false
  }

  private mutating func change(_ move: StockMove, sign: Int64, _ network: SupplyNetwork) {
    if hasNoLimits { return }
    let units = sign * Int64(move.units)
    let (to, arrival) = (Int(move.to), Int(move.servesFrom))
    if let link = move.link {
      let from = Int(network.links[Int(link)].from)
      links[Int(link) * periods + Int(move.period)] -= units
      sending[from * periods + Int(move.period)] -= units
      for period in Int(move.period)..<periods where storage[from * periods + period] < SharedRoom.unlimited {
        storage[from * periods + period] += units
      }
    } else {
      budget -= sign * move.paid
    }
    receiving[to * periods + arrival] -= units
    for period in arrival..<periods { storage[to * periods + period] -= units }
  }

  /// Whether a move needs a limit that is exceeded here.
  func isExceeded(by move: StockMove, network: SupplyNetwork) -> Bool {
    let (to, arrival) = (Int(move.to), Int(move.servesFrom))
    if receiving[to * periods + arrival] < 0 { return true }
    if (arrival..<periods).contains(where: { storage[to * periods + $0] < 0 }) { return true }
    guard let link = move.link else { return budget < 0 }
    let from = Int(network.links[Int(link)].from)
    return links[Int(link) * periods + Int(move.period)] < 0 || sending[from * periods + Int(move.period)] < 0
  }

  /// Whether any limit is exceeded that was not exceeded as much before.
  func isExceeded(beyond before: SharedRoom) -> Bool {
    func worse(_ now: [Int64], _ before: [Int64]) -> Bool { zip(now, before).contains { $0 < 0 && $0 < $1 } }
    return (budget < 0 && budget < before.budget) || worse(links, before.links) || worse(sending, before.sending)
      || worse(receiving, before.receiving) || worse(storage, before.storage)
  }

  /// Makes limits smaller that were exceeded: by what they lacked, at least by half of what was there.
  mutating func tighten(by left: SharedRoom, below before: SharedRoom) {
    func tightened(_ own: [Int64], _ left: [Int64], _ before: [Int64]) -> [Int64] {
      own.indices.map { left[$0] < 0 && left[$0] < before[$0] ? max(0, min(own[$0] / 2, own[$0] + left[$0])) : own[$0] }
    }
    links = tightened(links, left.links, before.links)
    sending = tightened(sending, left.sending, before.sending)
    receiving = tightened(receiving, left.receiving, before.receiving)
    storage = tightened(storage, left.storage, before.storage)
    if left.budget < 0 { budget = max(0, min(budget / 2, budget + left.budget)) }
  }

  /// Whether any limit is exceeded.
  var isExceeded: Bool {
    if hasNoLimits { return false }
    return budget < 0 || links.contains { $0 < 0 } || sending.contains { $0 < 0 } || receiving.contains { $0 < 0 }
      || storage.contains { $0 < 0 }
  }
}

import RandomStreams

/// Random changes to a plan over a set of open nodes, at first also such as cost something: one order elsewhere, two
/// exchanged, with more than a node has room for on the way.
///
/// Threshold accepting (Dueck & Scheuer 1990): a change may cost less than a threshold that falls to nothing.
struct FacilityAnnealing {
  private let table: FacilityTable
  /// The open nodes; behind them stands the place of orders that nobody serves.
  private let nodes: [Int]
  /// By order x places + place (millionths).
  private var costs: [Int64] = []
  /// By order x places: the places, cheapest first.
  private var ranked: [Int32] = []
  private var room: [Int]
  private var orderRoom: [Int]
  /// By place: the orders there, in no particular order; by order: where it stands in that.
  private var members: [[Int32]]
  private var position: [Int]
  private var place: [Int]
  /// Units beyond the room of their nodes, which plans on the way may have, and what each of them counts as.
  private var excess = 0
  private var excessRate: Int64 = 0
  private var random: Xorshift64

  private var places: Int { nodes.count + 1 }

  init(_ plan: FacilityPlan, seed: UInt64) {
    table = plan.table
    let open = plan.isOpen.indices.filter { plan.isOpen[$0] }
    nodes = open
    random = Xorshift64(seed: seed)
    room = open.map { plan.table.capacities[$0] } + [.max / 2]
    orderRoom = open.map { plan.table.orderLimits[$0] } + [.max / 2]
    members = Array(repeating: [], count: open.count + 1)
    position = [Int](repeating: 0, count: plan.nodes.count)
    place = position
    for order in plan.nodes.indices {
      let row = open.map { table.wholeCosts[order * table.nodeCount + $0] } + [table.unfilled[order]]
      costs += row
      ranked += row.indices.sorted { (row[$0], $0) < (row[$1], $1) }.map { Int32($0) }
      let at = open.firstIndex { Int32($0) == plan.nodes[order] } ?? open.count
      place[order] = at
      position[order] = members[at].count
      members[at].append(Int32(order))
      room[at] -= Int(table.quantities[order])
      orderRoom[at] -= 1
    }
  }

  private mutating func draw(_ count: Int) -> Int {
    Int(((random.next() >> 32) &* UInt64(count)) >> 32)
  }

  private func cost(_ order: Int, _ at: Int) -> Int64 { costs[order * places + at] }

  /// - Parameters:
  ///   - temperature: the greatest threshold (millionths).
  ///   - rate: what a unit beyond a node's room costs halfway (millionths).
  /// - Returns: the best plan on the way, at the places where the orders stood then.
  /// - Complexity: O(steps).
  mutating func run(steps: Int, temperature: Double, rate: Double) -> [Int32] {
    var (change, least) = (Int64(0), Int64(0))
    var best = place
    for step in 0..<steps {
      let left = 1 - Double(step) / Double(steps)
      let threshold = Int64(temperature * left * left * Double(draw(1 << 16)) / 65_536)
      if step & 255 == 0 { excessRate = Int64(rate * (1.5 - left)) }
      let delta = tryChange(threshold)
      guard delta != 0 else { continue }
      change += delta
      if change < least && excess == 0 {
        least = change
        best = place
      }
    }
    return best.map { $0 < nodes.count ? Int32(nodes[$0]) : -1 }
  }

  /// - Returns: what the change costs, room apart; 0 for none.
  private mutating func tryChange(_ threshold: Int64) -> Int64 {
    let order = draw(place.count)
    let old = place[order]
    let at = Int(ranked[order * places + min(draw(places), draw(places))])
    guard at != old else { return 0 }
    let units = Int(table.quantities[order])
    let gain = cost(order, at) - cost(order, old)
    guard gain < infeasible / 2 else { return 0 }
    if members[at].isEmpty || draw(2) == 0 {
      let more = overflow(at, units) + overflow(old, -units)
      guard orderRoom[at] > 0, gain + Int64(more) * excessRate < threshold else { return 0 }
      move(order, to: at)
      excess += more
      return gain
    }
    let other = Int(members[at][draw(members[at].count)])
    let own = Int(table.quantities[other])
    let delta = gain + cost(other, old) - cost(other, at)
    let more = overflow(at, units - own) + overflow(old, own - units)
    guard delta < infeasible / 2, delta + Int64(more) * excessRate < threshold else { return 0 }
    move(other, to: old)
    move(order, to: at)
    excess += more
    return delta
  }

  /// How many more units stand beyond a place's room when it takes so many more.
  @inline(__always)
  private func overflow(_ at: Int, _ units: Int) -> Int { max(0, units - room[at]) - max(0, -room[at]) }

  private mutating func move(_ order: Int, to new: Int) {
    let (old, units) = (place[order], Int(table.quantities[order]))
    let last = members[old].removeLast()
    if Int(last) != order {
      members[old][position[order]] = last
      position[Int(last)] = position[order]
    }
    position[order] = members[new].count
    members[new].append(Int32(order))
    place[order] = new
    room[old] += units
    orderRoom[old] += 1
    room[new] -= units
    orderRoom[new] -= 1
  }
}

extension FacilityPlan {
  /// The better of this plan and what random changes make of it.
  /// - Parameter seed: of the changes; odd ones begin warmer.
  func annealed(steps: Int, seed: UInt64) -> FacilityPlan {
    guard isOpen.contains(true), !nodes.isEmpty else { return self }
    var annealing = FacilityAnnealing(self, seed: seed)
    let scale = Double(max(0, cost))
    let units = max(1, table.quantities.reduce(0) { $0 + Double($1) })
    let isWarm = seed % 2 == 1
    let found = annealing.run(
      steps: steps, temperature: (isWarm ? 0.1 : 0.05) * scale / Double(nodes.count),
      rate: (isWarm ? 1.5 : 1) * scale / units)
    var other = FacilityPlan(table, isOpen: isOpen)
    for (order, node) in found.enumerated() where node >= 0 { other.move(order, to: node) }
    other.improve()
    return other.cost < cost ? other.adding(work: work + 3 * steps) : adding(work: other.work + 3 * steps)
  }
}

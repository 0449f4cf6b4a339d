import SupplyModel

/// How far each order of the replay is.
struct OrderBook: Sendable {
  /// By line of the scenario: units that nobody has served yet.
  private(set) var left: [Int32]
  /// By order: the day on which it was placed, counted from the start; -1 before that.
  private(set) var placed: [Int32]
  /// By order: units that are still asked for, shipments so far, and the latest day of arrival.
  private(set) var unitsLeft: [Int32]
  private(set) var shipments: [Int16]
  private(set) var lastArrival: [Int32]
  /// By order: how often it was turned away by a node.
  var attempts: [UInt8]
  /// Whether its first batch is behind it.
  private(set) var isTried: [Bool]
  /// The node that sent its first shipment, and whether that was all, from the node whose carrier is cheapest for it.
  private var firstNode: [NodeIndex]
  private(set) var isLocal: [Bool]

  init(_ scenario: Scenario) {
    left = scenario.lines.map(\.quantity)
    let count = scenario.orders.count
    placed = [Int32](repeating: -1, count: count)
    unitsLeft = scenario.orders.map { order in order.lines.reduce(Int32(0)) { $0 + scenario.lines[Int($1)].quantity } }
    shipments = [Int16](repeating: 0, count: count)
    lastArrival = [Int32](repeating: -1, count: count)
    attempts = [UInt8](repeating: 0, count: count)
    isTried = [Bool](repeating: false, count: count)
    firstNode = [NodeIndex](repeating: -1, count: count)
    isLocal = [Bool](repeating: false, count: count)
  }

  mutating func place(_ order: Int, _ day: Int) { placed[order] = Int32(day) }
  mutating func markTried(_ order: Int) { isTried[order] = true }

  mutating func serve(_ order: Int, line: Int, units: Int32) {
    left[line] -= units
    unitsLeft[order] -= units
  }

  /// - Parameter isCheapest: of the first shipment: whether no other node's carrier would take less for the whole order.
  mutating func ship(_ order: Int, arrives day: Int, from node: NodeIndex, isCheapest: () -> Bool) {
    if shipments[order] == 0 {
      firstNode[order] = node
      isLocal[order] = isCheapest()
    } else if node != firstNode[order] {
      isLocal[order] = false
    }

    shipments[order] &+= 1
    lastArrival[order] = max(lastArrival[order], Int32(day))
  }

  /// Nobody will serve what is left of an order.
  /// - Returns: by line, the units.
  mutating func cancel(_ order: Int, _ lines: Range<Int32>) -> [(line: Int, units: Int32)] {
    var lost: [(line: Int, units: Int32)] = []
    for line in lines where left[Int(line)] > 0 {
      lost.append((Int(line), left[Int(line)]))
      left[Int(line)] = 0
    }
    return lost
  }
}

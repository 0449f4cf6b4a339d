import SupplyModel

/// Units that leave nodes by transfers, by the day on which they do: they take capacity of that day.
struct Departures: Sendable {
  /// By day, then node; empty where nothing leaves.
  private var days: [[Int32]]
  private let nodes: Int

  init(days: Int, nodes: Int) {
    self.days = [[Int32]](repeating: [], count: days)
    self.nodes = nodes
  }

  /// - Parameter day: counted from the start; what leaves after the last one is nobody's concern.
  mutating func add(_ node: NodeIndex, _ units: Int32, day: Int) {
    guard day < days.count else { return }
    if days[day].isEmpty { days[day] = [Int32](repeating: 0, count: nodes) }
    days[day][Int(node)] += units
  }

  /// Units that are known to leave a node on a day.
  func units(_ node: NodeIndex, day: Int) -> Int32 {
    day < days.count && !days[day].isEmpty ? days[day][Int(node)] : 0
  }

  /// The nodes that goods leave on a day, with their units; asked once.
  mutating func take(_ day: Int) -> [(node: NodeIndex, units: Int32)] {
    let leaving = days[day]
    days[day] = []
    return leaving.indices.filter { leaving[$0] > 0 }.map { (NodeIndex($0), leaving[$0]) }
  }
}

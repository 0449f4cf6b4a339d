/// One circle for each group of items that lead back to themselves, beginning with its lowest item.
///
/// Depth first without recursion: a chain may be as long as the file.
/// - Complexity: O(items + edges).
func circles(successors: [[Int]]) -> [[Int]] {
  enum State { case new, open, done }
  var states = [State](repeating: .new, count: successors.count)
  var found: [[Int]] = []
  for root in successors.indices where states[root] == .new && !successors[root].isEmpty {
    var path: [(item: Int, next: Int)] = [(root, 0)]
    states[root] = .open
    while let (item, next) = path.last {
      guard next < successors[item].count else {
        states[item] = .done
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let successor = successors[item][next]
      switch states[successor] {
      case .new:
        states[successor] = .open
        path.append((successor, 0))
      case .open:
        guard let start = path.firstIndex(where: { $0.item == successor }) else { continue }
        let circle = path[start...].map(\.item)
        let lowest = circle.indices.min { circle[$0] < circle[$1] } ?? 0
        found.append(Array(circle[lowest...] + circle[..<lowest]))
      case .done: break
      }
    }
  }
  return found
}

import SupplyModel

/// Finds the word or id that was probably meant.
///
/// One search looks at every candidate, so it is done for listed faults only and remembered by value.
struct Suggestions {
  /// The id tables to look in; a zone before a node where both fit.
  let nodes: IdentifierTable
  let skus: IdentifierTable
  let zones: IdentifierTable
  let orders: IdentifierTable
  let services: IdentifierTable
  /// Asked only when a time zone is unknown: the list is long to build.
  let timezones: () -> [String]

  private var found: [Key: String?] = [:]
  /// Which bytes each id has, modulo 64, to pass over most candidates without measuring them.
  private var masks: [Puzzle.Candidates: [UInt64]] = [:]

  private struct Key: Hashable {
    var value: String
    var candidates: Puzzle.Candidates
  }

  init(_ scenario: Scenario, timezones: @escaping () -> [String]) {
    self.nodes = scenario.nodeIDs
    self.skus = scenario.skuIDs
    self.zones = scenario.zoneIDs
    self.orders = scenario.orderIDs
    self.services = scenario.services
    self.timezones = timezones
  }

  /// What was probably meant, or nil where nothing is near. Complexity: O(candidates).
  mutating func answer(_ puzzle: Puzzle) -> String? {
    let key = Key(value: puzzle.value, candidates: puzzle.candidates)
    if let known = found[key] { return known }
    let answer: String? =
      switch puzzle.candidates {
      case .words(let words): nearestWord(to: puzzle.value, among: words)
      case .timezones: nearestWord(to: puzzle.value, among: timezones())
      case .nodes: nearestID(to: puzzle.value, in: [(.nodes, nodes)])
      case .skus: nearestID(to: puzzle.value, in: [(.skus, skus)])
      case .zones: nearestID(to: puzzle.value, in: [(.zones, zones)])
      case .zonesAndNodes: nearestID(to: puzzle.value, in: [(.zones, zones), (.nodes, nodes)])
      case .orders: nearestID(to: puzzle.value, in: [(.orders, orders)])
      case .services: nearestID(to: puzzle.value, in: [(.services, services)])
      }
    found[key] = answer
    return answer
  }

  private mutating func nearestID(
    to value: String, in tables: [(kind: Puzzle.Candidates, table: IdentifierTable)]
  ) -> String? {
    let wanted = Array(value.utf8)
    let wantedMask = byteMask(wanted[...])
    // Ids differ from each other by a digit or two, so only a small difference says anything.
    var limit = wanted.count < 3 ? 0 : min(2, wanted.count / 3)
    var best: (distance: Int, text: String)?
    for (kind, table) in tables {
      let known = masks[kind] ?? (0..<table.count).map { byteMask(table.bytes(of: $0)) }
      masks[kind] = known
      for index in 0..<table.count where (known[index] ^ wantedMask).nonzeroBitCount <= 2 * limit + 2 {
        let candidate = table.bytes(of: index)
        let distance = isSameNumber(wanted[...], candidate) ? 0 : editDistance(wanted, candidate, limit: limit)
        if let distance, distance < best?.distance ?? .max {
          best = (distance, table[index])
          limit = max(0, distance - 1)
          if distance == 0 { break }
        }
      }
    }
    return best?.text
  }
}

/// Whether both are digits and differ by leading zeros only: `7` and `007`.
private func isSameNumber(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
  guard a.count != b.count, a.last == b.last, a.allSatisfy(isDigit), b.allSatisfy(isDigit) else { return false }
  return a.drop { $0 == 0x30 } == b.drop { $0 == 0x30 }
}

/// Which bytes occur, modulo 64, upper and lower case alike.
private func byteMask(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.reduce(0) { $0 | 1 << UInt64(((0x41...0x5A).contains($1) ? $1 | 0x20 : $1) & 63) }
}

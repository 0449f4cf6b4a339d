/// Divides what is short so that every taker ends with the same probability of a stock-out (Eppen and Schrage 1981).
enum EqualFractile {
  struct Taker {
    /// What it has and what is on its way, units.
    var position: Double
    /// What it asks for, units.
    var request: Int32
    /// Demand over the time that this has to last.
    var demand: CoverDemand
  }

  /// Units for each taker, multiples of `pack`, in all at most `available`.
  /// - Complexity: O(takers x log takers).
  static func divide(_ available: Int32, pack: Int32, among takers: [Taker]) -> [Int32] {
    let wanted = takers.reduce(Int64(0)) { $0 + Int64($1.request) }
    if wanted <= Int64(available) { return takers.map { $0.request / pack * pack } }
    if takers.count == 1 { return [min(available, takers[0].request) / pack * pack] }
    // What each takes rises with z from what it lacks to its mean; without any spread the mean decides, and a small one
    // keeps shares continuous in z.
    let lines = takers.map { taker in
      (
        base: taker.demand.mean - taker.position,
        slope: max(taker.demand.deviation, 1e-3 * max(1, taker.demand.mean)), most: Double(taker.request)
      )
    }
    func total(_ z: Double) -> Double {
      var sum = 0.0
      for line in lines { sum += min(line.most, max(0, line.base + z * line.slope)) }
      return sum
    }
    var (low, high) = (-1e6, 1e6)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if total(middle) > Double(available) { high = middle } else { low = middle }
    }
    let exact = lines.map { min($0.most, max(0, $0.base + low * $0.slope)) }
    var units = exact.map { Int32($0) / pack * pack }
    var left = available - units.reduce(0, +)
    // The largest remainders get the packs that are left.
    let order = exact.indices.sorted {
      let (a, b) = (exact[$0] - Double(units[$0]), exact[$1] - Double(units[$1]))
      return a != b ? a > b : $0 < $1
    }
    for index in order where left >= pack && units[index] + pack <= takers[index].request {
      units[index] += pack
      left -= pack
    }
    return units
  }
}

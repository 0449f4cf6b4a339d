/// The cheapest nodes beside those already chosen such that all that are chosen could hold the demand.
///
/// Whatever is served fits the nodes that are active: a constraint that says nothing new of plans, but much of what is
/// left when each node is looked at alone (the surrogate constraint of Cornuéjols, Sridharan & Thizy 1991).
struct FacilityCover {
  /// Cells of the table at most; demand is counted in larger parts beyond.
  private static let maxCells = 2_000

  private var least: [Double] = []
  private var decisions: [Bool] = []
  /// Candidates of the best cover, by position.
  private(set) var chosen: [Int] = []

  /// - Parameters:
  ///   - candidates: cost > 0 (whole) and units of each.
  ///   - demand: units that are to be covered, > 0.
  ///   - unfilled: what it costs at least to leave a unit uncovered instead.
  /// - Returns: a whole number, no more than any cover costs.
  /// - Complexity: O(candidates x cells).
  mutating func solve(_ candidates: [(cost: Double, units: Int)], demand: Int, unfilled: Double) -> Double {
    let part = (demand + FacilityCover.maxCells - 1) / FacilityCover.maxCells
    let size = demand / part + 1
    least.removeAll(keepingCapacity: true)
    least.append(0)
    least.append(contentsOf: repeatElement(.infinity, count: size - 1))
    decisions.removeAll(keepingCapacity: true)
    decisions.append(contentsOf: repeatElement(false, count: size * candidates.count))
    least.withUnsafeMutableBufferPointer { least in
      for (position, candidate) in candidates.enumerated() {
        let units = (candidate.units + part - 1) / part
        var covered = size - 1
        while covered > 0 {
          let other = least[max(0, covered - units)] + candidate.cost
          if other < least[covered] {
            least[covered] = other
            decisions[position * size + covered] = true
          }
          covered -= 1
        }
      }
    }
    var best = (value: Double.infinity, covered: 0)
    for covered in 0..<size {
      let missing = covered == size - 1 ? 0 : unfilled * Double(demand - covered * part - (part - 1))
      let value = least[covered] + max(0, missing)
      if value < best.value { best = (value, covered) }
    }
    chosen.removeAll(keepingCapacity: true)
    var covered = best.covered
    for (position, candidate) in candidates.enumerated().reversed() where decisions[position * size + covered] {
      chosen.append(position)
      covered = max(0, covered - (candidate.units + part - 1) / part)
    }
    return max(0, best.value.rounded(.down) - 1)
  }
}

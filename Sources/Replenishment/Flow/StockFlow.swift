/// A network of stock over time, in whole units, for `FlowSimplex`: what is at a vertex leaves it along arcs until it
/// ends at the root.
///
/// Vertices are numbered from 0; the root comes last and takes all that is left, or sends what is bought.
struct StockFlow {
  struct Arc {
    var tail: Int32
    var head: Int32
    /// Most units, at least 0; `unlimited` where nothing limits them.
    var capacity: Int32
    /// Millionths a unit.
    var cost: Int64
  }

  static let unlimited = Int32.max / 2

  /// Units that begin at each vertex, the root's left out.
  var supplies: [Int32] = []
  var arcs: [Arc] = []
  /// Ways on from each vertex that make up a plan without a decision: chains of arcs with the same ends, the last of
  /// them unlimited, that lead to the root. `chain[v]` are indices into `arcs`.
  var chains: [Range<Int32>] = []

  var root: Int { supplies.count }

  mutating func removeAll() {
    supplies.removeAll(keepingCapacity: true)
    arcs.removeAll(keepingCapacity: true)
    chains.removeAll(keepingCapacity: true)
  }
}

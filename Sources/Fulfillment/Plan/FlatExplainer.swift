import SupplyModel

/// Why a line of a flat order stays unfilled, for the reasons that nearly all such lines have: one scan of its holders
/// in flat arrays. The words are those of `ShortfallExplainer`.
struct FlatExplainer {
  private let flat: FlatScenario
  /// By node: open on as_of, with capacity before anything is served.
  private let works: [Bool]

  /// What a scan of a line's holders finds: nodes, -1 for none; each the first of its kind.
  private struct Holders {
    /// Whether any could serve it if nothing else were served.
    var isServable = false
    var able: NodeIndex = -1
    /// Among the nodes that the policy asks: the one with most stock left, and how much that is.
    var richest: NodeIndex = -1
    var most: Int32 = -1
    var stocked: NodeIndex = -1
    var capable: NodeIndex = -1
    var free: NodeIndex = -1
  }

  init(_ flat: FlatScenario, works: [Bool]) {
    self.flat = flat
    self.works = works
  }

  /// Why a line stays unfilled, and the node that the repair names; for `stockUsed`, the missing units too.
  /// - Parameters:
  ///   - asked: the nodes that the rule asks; nil: all.
  ///   - limits: by resource id, before anything is served.
  ///   - left: by resource id, in the finished plan.
  /// - Returns: nil where only the general explainer can tell.
  /// - Complexity: O(holders).
  func explain(
    order: Int, line: Int, asked: [NodeIndex]?, limits: UnsafePointer<Int32>, left: UnsafePointer<Int32>
  ) -> (reason: ShortfallReason, node: NodeIndex, missing: Int32)? {
    // Undivided orders and heavy parcels have reasons of their own.
    guard flat.orders.isFlat(order), flat.orders.kinds[order] == .anyNodes, flat.orders.isAffine[order] else {
      return nil
    }
    let need = flat.orders.quantities[line]
    let found = holders(order, line, need, asked, FlatRuleView(flat, left: limits), FlatRuleView(flat, left: left))
    guard found.isServable else { return nil }
    if found.richest < 0 { return (.notInRule, found.able, 0) }
    if found.stocked < 0 { return (.stockUsed, found.richest, need - found.most) }
    if found.capable < 0 { return (.capacityUsed, found.stocked, 0) }
    if found.free < 0 { return (.laneFull, found.capable, 0) }
    return (.cheaperUnfilled, found.free, 0)
  }

  private func holders(
    _ order: Int, _ line: Int, _ need: Int32, _ asked: [NodeIndex]?, _ before: FlatRuleView, _ after: FlatRuleView
  ) -> Holders {
    var found = Holders()
    let sku = Int(flat.orders.skus[line])
    let places = flat.network.places.base + Int(flat.orders.destinations[order]) * flat.network.nodes
    for row in Int(flat.rowStarts[sku])..<Int(flat.rowStarts[sku + 1]) where before.holds(row, need) {
      let node = flat.rowNodes[row]
      let place = places[Int(node)]
      if place.unitsLeft < 0 { continue }
      found.isServable = found.isServable || works[Int(node)]
      if found.able < 0 { found.able = node }
      if let asked, !asked.contains(node) { continue }
      let stock = after.stockLeft(row)
      if stock > found.most { (found.richest, found.most) = (node, stock) }
      guard found.free < 0, stock >= need else { continue }
      if found.stocked < 0 { found.stocked = node }
      guard after.pickingLeft(Int(node)) >= need else { continue }
      if found.capable < 0 { found.capable = node }
      if after.unitsLeft(Int(node), place) >= need { found.free = node }
    }
    return found
  }
}

import SupplyModel

/// Finds lifted cover cuts that a fractional solution of a master program violates.
struct CoverSeparation {
  /// The cuts violated, at most one a resource and way of choosing covers; by resource.
  /// - Parameter values: one a column of the program.
  /// - Complexity: O(entries of all ways + resources x items x cover).
  static func cuts(_ master: MasterProgram, values: [Double], limits: [Int32]) -> [CoverCut] {
    var rows: [Int32: [(order: Int, amount: Int32, value: Double)]] = [:]
    for resource in master.resources { rows[resource] = [] }
    for (index, way) in master.ways.enumerated() {
      for (resource, amount) in zip(way.resources, way.amounts) {
        rows[resource]?.append((way.order, amount, values[master.firstWay + index]))
      }
    }
    var cuts: [CoverCut] = []
    for resource in master.resources {
      guard let uses = rows[resource], uses.contains(where: { $0.amount > 1 }) else { continue }
      let gate = master.gate(of: resource)
      let open = gate < 0 ? 1 : values[master.column(ofActivation: gate)]
      guard open > 1e-6 else { continue }
      cuts += LiftedCover.violated(by: items(uses, open: open), room: limits[Int(resource)]).map { cover in
        CoverCut(
          resource: resource,
          terms: cover.terms.map { CoverCut.Term(order: $0.id, threshold: $0.units, coefficient: $0.coefficient) },
          limit: cover.limit)
      }
    }
    return cuts
  }

  /// One item an order: the threshold with the largest share, the largest such.
  private static func items(_ uses: [(order: Int, amount: Int32, value: Double)], open: Double) -> [LiftedCover.Item] {
    var items: [LiftedCover.Item] = []
    let sorted = uses.sorted { ($0.order, $1.amount) < ($1.order, $0.amount) }
    var start = 0
    while start < sorted.count {
      let order = sorted[start].order
      var (end, share) = (start, 0.0)
      var item = LiftedCover.Item(id: order, units: sorted[start].amount, share: -1)
      while end < sorted.count && sorted[end].order == order {
        share += sorted[end].value
        let isLast =
          end + 1 == sorted.count || sorted[end + 1].order != order || sorted[end + 1].amount != sorted[end].amount
        if isLast && share > item.share + 1e-6 {
          item.units = sorted[end].amount
          item.share = share
        }
        end += 1
      }
      item.share = min(1, item.share / open)
      items.append(item)
      start = end
    }
    return items
  }
}

import SupplyModel

/// For each node that is full: the orders served there that could leave at the least loss, by prices.
///
/// Who else must leave a full node is a question with thousands of answers; these few are the likely ones.
///
/// Unchecked, because `update` runs on the one thread that also starts the searches and waits for all of them
/// (`WorkerPool.run`), and writes only after its own tasks are done, none of which reads it: while searches read it,
/// nobody writes.
final class NodeTenants: @unchecked Sendable {
  /// Orders kept for each node.
  static let most = 1024

  private let flat: FlatScenario
  /// By node, ascending by loss.
  private var tenants: [[Int32]]

  init(_ flat: FlatScenario) {
    self.flat = flat
    tenants = [[Int32]](repeating: [], count: flat.network.nodes)
  }

  func orders(of node: Int) -> [Int32] { tenants[node] }

  /// Asks every order at a full node what it would lose elsewhere.
  /// - Complexity: one search an order; in parallel.
  func update(_ plan: FlatPlan, _ prices: FlatPrices, _ pool: WorkerPool<OrderSearch>) {
    let flat = self.flat
    let layout = flat.tables.resources
    let isFull = (0..<flat.network.nodes).map {
      let orders = layout.capacityOrders(NodeIndex($0))
      return flat.limits[orders] != .max && prices.nodeOrders[$0] > 0
    }
    // Each task has a slot of its own; a line's loss stands at the line that pays for its node.
    let losses = FlatArray<Int64>(repeating: .max, count: flat.orders.skus.count)
    let tasks = plan.walk.tasks
    pool.run(tasks.count) { search, task in
      search.forget()
      for order in tasks[task] {
        guard flat.orders.isFlat(order) else { continue }
        let lines = flat.orders.lines(order)
        let rows = plan.rowOf.base + lines.lowerBound
        var now: Int64 = -1
        for (position, line) in lines.enumerated() where rows[position] >= 0 && flat.isFirst(position, rows) {
          let node = Int(flat.rowNodes[Int(rows[position])])
          guard isFull[node] else { continue }
          if now < 0 { now = flat.pricedCost(of: order, rows, prices) }
          search.searchAlone(order, prices, without: node)
          losses[line] = search.flatSearch.value - now
        }
      }
    }
    var found = [[(loss: Int64, order: Int32)]](repeating: [], count: flat.network.nodes)
    for line in 0..<losses.count where losses[line] != .max {
      let node = Int(flat.rowNodes[Int(plan.rowOf[line])])
      found[node].append((losses[line], plan.orderOf[line]))
    }
    for node in found.indices {
      found[node].sort { ($0.loss, $0.order) < ($1.loss, $1.order) }
      tenants[node] = found[node].prefix(NodeTenants.most).map(\.order)
    }
  }
}

import LinearProgramming
import SupplyModel

/// The duals of a master program as prices in millionths, rounded and never negative, so that a bound from them is
/// exact integer arithmetic.
struct MasterPrices: Sendable {
  /// Prices of resources; `activation` holds what all orders pay alike.
  var prices: Prices
  /// What single orders pay for a node's activation beside that.
  var links: [LinkPrice] = []

  struct LinkPrice: Sendable {
    var order: Int
    var node: NodeIndex
    var price: Int64
  }

  /// - Parameter duals: one a row of the program.
  init(_ master: MasterProgram, duals: [Double], tables: ScenarioTables) {
    prices = Prices(tables)
    for (row, dual) in zip(master.rows, duals) {
      // Rows are upper limits of a minimisation: their duals are at most 0 but for noise.
      let price = Int64((max(0, -dual) * 1e6).rounded())
      switch row {
      case .order: continue
      case .resource(let resource): prices.resources[Int(resource)] = price
      case .link(let order, let node) where order < 0: prices.activation[Int(node)] = price
      case .link(let order, let node):
        if price > 0 { links.append(LinkPrice(order: order, node: node, price: price)) }
      }
    }
    links.sort { ($0.order, $0.node) < ($1.order, $1.node) }
  }

  /// Prices of a price vector alone.
  init(_ prices: Prices) { self.prices = prices }

  /// Runs `body` for each order with the query at its own prices.
  func forEachOrder(_ orders: [Int], limits: [Int32], _ body: (_ index: Int, _ order: Int, _ query: WayQuery) -> Void) {
    var own = prices.activation
    var next = 0
    let sorted = orders.indices.sorted { orders[$0] < orders[$1] }
    withQuery(prices, remaining: limits) { query in
      for index in sorted {
        let order = orders[index]
        while next < links.count && links[next].order < order { next += 1 }
        var end = next
        while end < links.count && links[end].order == order {
          own[Int(links[end].node)] += links[end].price
          end += 1
        }
        own.withUnsafeBufferPointer { activation in
          var query = query
          if let base = activation.baseAddress { query.activation = base }
          body(index, order, query)
        }
        for link in links[next..<end] { own[Int(link.node)] -= link.price }
      }
    }
  }
}

import LinearProgramming
import SupplyModel

/// The duals of a master program as prices in millionths, rounded and never negative, so that a bound from them is
/// exact integer arithmetic.
struct MasterPrices: Sendable {
  /// Prices of resources; `activation` holds what all orders pay alike.
  var prices: Prices
  /// What single orders pay for a node's activation beside that.
  var links: [LinkPrice] = []

  /// What orders pay for their part in a cut, by order.
  var covers: [CoverPrice] = []
  /// Prices of the cuts, with the resources whose nodes they belong to.
  var cuts: [(resource: Int32, limit: Int32, price: Int64)] = []

  struct CoverPrice: Sendable {
    var order: Int
    var resource: Int32
    var threshold: Int32
    /// Millionths, its coefficient included.
    var price: Int64
  }

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
      case .cover(let index): if price > 0 { add(master.covers[Int(index)], price) }
      case .link(let order, let node) where order < 0: prices.activation[Int(node)] = price
      case .link(let order, let node):
        if price > 0 { links.append(LinkPrice(order: order, node: node, price: price)) }
      }
    }
    links.sort { ($0.order, $0.node) < ($1.order, $1.node) }
    covers.sort { ($0.order, $0.resource, $0.threshold, $0.price) < ($1.order, $1.resource, $1.threshold, $1.price) }
  }

  private mutating func add(_ cut: CoverCut, _ price: Int64) {
    cuts.append((cut.resource, cut.limit, price))
    for term in cut.terms {
      covers.append(
        CoverPrice(
          order: term.order, resource: cut.resource, threshold: term.threshold,
          price: price * Int64(term.coefficient)))
    }
  }

  /// Prices of a price vector alone.
  init(_ prices: Prices) { self.prices = prices }

  /// What a way pays for the cuts that its order is in.
  static func price(of way: Way, _ covers: ArraySlice<CoverPrice>) -> Int64 {
    covers.reduce(0) { $0 + (way.amount(of: $1.resource) >= $1.threshold ? $1.price : 0) }
  }

  /// Runs `body` for each order with the query at its own prices, cuts apart, and what it pays for its cuts.
  func forEachOrder(
    _ orders: [Int], limits: [Int32],
    _ body: (_ index: Int, _ order: Int, _ query: WayQuery, _ covers: ArraySlice<CoverPrice>) -> Void
  ) {
    var own = prices.activation
    var next = 0
    var firstCover = 0
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
        while firstCover < covers.count && covers[firstCover].order < order { firstCover += 1 }
        var endCover = firstCover
        while endCover < covers.count && covers[endCover].order == order { endCover += 1 }
        own.withUnsafeBufferPointer { activation in
          var query = query
          if let base = activation.baseAddress { query.activation = base }
          body(index, order, query, covers[firstCover..<endCover])
        }
        for link in links[next..<end] { own[Int(link.node)] -= link.price }
      }
    }
  }
}

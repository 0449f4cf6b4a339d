/// What taking some units from a stock row costs beside the parcel, or that it cannot be: the part of a flat search
/// that differs between prices, what is left, and what could be made room for.
protocol RowTerms {
  func node(_ row: Int) -> Int
  /// Millionths for all units of a line; `infeasible` where the row cannot give so many.
  func cost(_ row: Int, _ quantity: Int32, of line: Int) -> Int64
}

/// A stock row as the price search meets it: all that a step of its inner loop reads, in one place.
struct FlatRow: BitwiseCopyable, Sendable {
  /// Price and use cost of a unit (millionths); may be negative.
  var price: Int64
  var node: Int32
  /// Units that may ship before any open line is served.
  var limit: Int32
}

/// Rows at prices, each order by itself: all that the row had at first is there for it.
struct WholeRows: RowTerms {
  let rows: UnsafePointer<FlatRow>

  init(_ prices: FlatPrices) { rows = UnsafePointer(prices.rows.base) }

  @inline(__always)
  func node(_ row: Int) -> Int { Int(rows[row].node) }

  @inline(__always)
  func cost(_ row: Int, _ quantity: Int32, of line: Int) -> Int64 {
    rows[row].limit >= quantity ? rows[row].price &* Int64(quantity) : infeasible
  }
}

/// Rows at prices, as far as units are left.
struct PricedRows: RowTerms {
  let rows: UnsafePointer<FlatRow>
  /// By row: units left, and units left to ship.
  let left: UnsafePointer<Int32>
  let shippable: UnsafePointer<Int32>

  /// - Parameter left: by resource id.
  init(_ prices: FlatPrices, left: UnsafePointer<Int32>, _ flat: FlatScenario) {
    rows = UnsafePointer(prices.rows.base)
    self.left = left
    shippable = flat.shippable(left)
  }

  @inline(__always)
  func node(_ row: Int) -> Int { Int(rows[row].node) }

  @inline(__always)
  func cost(_ row: Int, _ quantity: Int32, of line: Int) -> Int64 {
    left[row] >= quantity && shippable[row] >= quantity ? rows[row].price &* Int64(quantity) : infeasible
  }
}

/// Rows at cost where units are left, at prices where others would have to make room.
struct ContestedRows: RowTerms {
  /// Left of a row that nobody may be ejected from lies below.
  static let closed: Int32 = -1 << 24

  let useCosts: UnsafePointer<Int64>
  let rows: UnsafePointer<FlatRow>
  let left: UnsafePointer<Int32>
  let shippable: UnsafePointer<Int32>

  /// - Parameter left: by resource id.
  init(_ prices: FlatPrices, left: UnsafePointer<Int32>, _ flat: FlatScenario) {
    useCosts = UnsafePointer(flat.useCosts.base)
    rows = UnsafePointer(prices.rows.base)
    self.left = left
    shippable = flat.shippable(left)
  }

  @inline(__always)
  func node(_ row: Int) -> Int { Int(rows[row].node) }

  @inline(__always)
  func cost(_ row: Int, _ quantity: Int32, of line: Int) -> Int64 {
    let room = min(left[row], shippable[row])
    if room >= quantity { return useCosts[row] &* Int64(quantity) }
    guard room > ContestedRows.closed, rows[row].limit >= quantity else { return infeasible }
    let free = Int64(max(0, room))
    return rows[row].price &* (Int64(quantity) - free) &+ useCosts[row] &* free
  }
}

extension FlatScenario {
  /// By row, what is left to ship, in what is left by resource id. Where all stock may ship, one limit says it all.
  fileprivate func shippable(_ left: UnsafePointer<Int32>) -> UnsafePointer<Int32> {
    left + (hasProtectedStock ? tables.resources.stockRows : 0)
  }
}

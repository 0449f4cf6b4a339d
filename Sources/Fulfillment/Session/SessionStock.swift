import SupplyModel

extension FulfillmentSession {
  /// Lends the stock to someone who changes much of it, on several threads: by row what may leave, and what may be
  /// shipped or transferred, which is to be kept at the first less `protectedUnits`, 0 or more.
  package func withStock(
    _ body: (_ available: UnsafeMutablePointer<Int32>, _ shippable: UnsafeMutablePointer<Int32>) -> Void
  ) {
    let rows = frame.resources.protected(0)
    _ = state.withRemaining { body($0, $0 + rows) }
  }

  /// Units of a row that only the node's own customers may have.
  package func protectedUnits(_ row: Int) -> Int32 { protected[row] }
}

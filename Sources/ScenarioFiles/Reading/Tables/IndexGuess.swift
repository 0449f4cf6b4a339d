import SupplyModel

/// Looks ids up that mostly come in order: tables are often sorted, so that the row above or its successor is the
/// likely answer, at a fraction of a look-up. Where the guess was wrong, it is not tried again for some rows.
struct IndexGuess: Sendable {
  private var last: Int32 = -1
  private var pause: Int32 = 0

  /// The index of an id, or nil where it is not in the table. Complexity: O(length) expected.
  @inline(__always)
  mutating func index(of id: UnsafeBufferPointer<UInt8>, in table: IdentifierTable) -> Int32? {
    if pause == 0 {
      if table.isID(last, id) { return last }
      if table.isID(last &+ 1, id) {
        last &+= 1
        return last
      }
    }
    guard let index = table.index(of: id) else { return nil }
    let wouldHit = index == last || index == last &+ 1
    pause = wouldHit ? 0 : pause == 0 ? 32 : pause - 1
    last = index
    return index
  }
}

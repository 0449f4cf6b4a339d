/// Finds rows whose key an earlier row has: open addressing over row numbers, no keys of its own.
struct FirstRows {
  /// Row number in the low half, high bits of the hash in the high half; -1 where free.
  private var slots: [Int64]
  private let mask: Int

  /// - Parameter rows: how many rows will be asked about at most.
  init(rows: Int) {
    var size = 16
    while size < rows * 2 { size *= 2 }
    slots = [Int64](repeating: -1, count: size)
    mask = size - 1
  }

  /// The earlier row with the same key, or nil where this is the first one.
  /// - Parameters:
  ///   - row: below 2^31.
  ///   - hash: equal for rows of equal keys, well mixed.
  ///   - isSame: whether the earlier row given has the same key.
  /// - Complexity: O(1) expected.
  @inline(__always)
  mutating func first(_ row: Int, hash: UInt64, isSame: (Int) -> Bool) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    let tag = Int64(hash >> 33) << 32
    while slots[slot] >= 0 {
      let entry = slots[slot]
      if entry & ~0xFFFF_FFFF == tag, isSame(Int(entry & 0xFFFF_FFFF)) { return Int(entry & 0xFFFF_FFFF) }
      slot = (slot + 1) & mask
    }
    slots[slot] = tag | Int64(row)
    return nil
  }
}

/// A well mixed hash of two numbers, the same in every process.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64 = 0) -> UInt64 {
  let first = (a ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
  let second = (first.high ^ first.low ^ b).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
  return second.high ^ second.low
}

/// Two 32-bit indices in one word.
@inline(__always)
func packed(_ a: Int32, _ b: Int32) -> UInt64 { UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)) }

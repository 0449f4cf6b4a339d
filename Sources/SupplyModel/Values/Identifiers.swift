/// Dense index of a node in `Scenario.nodes`.
package typealias NodeIndex = Int32
/// Dense index of a SKU in `Scenario.skus`.
package typealias SKUIndex = Int32
/// Dense index of a zone in `Scenario.zones`.
package typealias ZoneIndex = Int32
/// Dense index of a service level in `Scenario.services`.
package typealias ServiceIndex = Int32
/// Dense index of an order in `Scenario.orders`.
package typealias OrderIndex = Int32
/// Dense index of an order line in `Scenario.lines` (lines of one order are adjacent).
package typealias LineIndex = Int32

/// Ids as they stand in the files: opaque bytes, compared byte for byte, numbered densely in order of appearance.
///
/// One byte buffer and one table of starts instead of a `String` each: a million ids cost some 16 bytes apiece.
package struct IdentifierTable: Sendable {
  /// All ids, one after the other, UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// `starts[i] ..< starts[i + 1]` are the bytes of id `i`; always `count + 1` long.
  package private(set) var starts: [Int32] = [0]
  /// Open addressing, a power of two long, -1 where free; empty until the first id.
  private var slots: [Int32] = []

  package init() {}

  /// A table of the ids given, in that order. Equal ids collapse into one.
  package init(_ ids: some Sequence<String>) {
    for id in ids { _ = insert(id) }
  }

  /// The number of distinct ids.
  package var count: Int { starts.count - 1 }

  package mutating func reserveCapacity(_ ids: Int, bytes byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    starts.reserveCapacity(ids + 1)
    var size = 16
    while size < ids * 2 { size *= 2 }
    if size > slots.count { rehash(to: size) }
  }

  /// The text of id `index`. Complexity: O(length).
  package subscript(_ index: Int) -> String {
    String(decoding: bytes[Int(starts[index])..<Int(starts[index + 1])], as: UTF8.self)
  }

  /// The text of id `index`. Complexity: O(length).
  package subscript(_ index: Int32) -> String { self[Int(index)] }

  /// Whether there are no ids.
  package var isEmpty: Bool { starts.count == 1 }

  /// Whether id `index` is the one given as bytes. Complexity: O(length).
  package func isID(_ index: Int32, _ id: UnsafeBufferPointer<UInt8>) -> Bool { equals(Int(index), id) }

  /// The bytes of id `index`, UTF-8. Complexity: O(1).
  package func bytes(of index: Int) -> ArraySlice<UInt8> { bytes[Int(starts[index])..<Int(starts[index + 1])] }

  /// The index of an id, or nil where it is not in the table. Complexity: O(length) expected.
  package func index(of id: String) -> Int32? {
    var id = id
    return id.withUTF8 { index(of: $0) }
  }

  /// The index of an id given as bytes. Complexity: O(length) expected.
  package func index(of id: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: IdentifierTable.hash(id)) & mask
    while slots[slot] >= 0 {
      if equals(Int(slots[slot]), id) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Adds an id unless present. Complexity: O(length) amortised.
  package mutating func insert(_ id: String) -> (index: Int32, isNew: Bool) {
    var id = id
    return id.withUTF8 { insert($0) }
  }

  /// Adds an id given as bytes unless present. Complexity: O(length) amortised.
  package mutating func insert(_ id: UnsafeBufferPointer<UInt8>) -> (index: Int32, isNew: Bool) {
    if (count + 1) * 2 > slots.count { rehash(to: max(16, slots.count * 2)) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: IdentifierTable.hash(id)) & mask
    while slots[slot] >= 0 {
      if equals(Int(slots[slot]), id) { return (slots[slot], false) }
      slot = (slot + 1) & mask
    }
    let index = Int32(count)
    precondition(bytes.count <= Int(Int32.max) - id.count, "the ids of a table take less than 2 GiB")
    slots[slot] = index
    bytes.append(contentsOf: id)
    starts.append(Int32(bytes.count))
    return (index, true)
  }

  private func equals(_ index: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == id.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      for offset in 0..<id.count where all[start + offset] != id[offset] { return false }
      return true
    }
  }

  private mutating func rehash(to size: Int) {
    slots = [Int32](repeating: -1, count: size)
    let mask = size - 1
    for index in 0..<count {
      let hash = bytes.withUnsafeBufferPointer {
        IdentifierTable.hash(UnsafeBufferPointer(rebasing: $0[Int(starts[index])..<Int(starts[index + 1])]))
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  /// A fixed hash (the same in every process): eight bytes a step, multiply and fold.
  package static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(id.count)
    var offset = 0
    let raw = UnsafeRawBufferPointer(id)
    while offset + 8 <= id.count {
      state = fold(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < id.count {
      tail = tail << 8 | UInt64(id[offset])
      offset += 1
    }
    return fold(state ^ tail)
  }

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

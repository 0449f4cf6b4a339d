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
  /// Open addressing, a power of two long.
  private var slots: [Slot] = []
  /// Whether ids can be looked up.
  private var isIndexed = true

  /// A place of the hash table. Ids of up to eight bytes, nearly all there are, are told apart by the slot alone:
  /// one look into memory instead of three.
  private struct Slot {
    /// 28 bits of the hash above the length, at most 15.
    var mark: UInt32
    /// -1 where free.
    var index: Int32
    /// The first eight bytes, zeros behind the end.
    var prefix: UInt64

    static let free = Slot(mark: 0, index: -1, prefix: 0)

    /// Where the search for it begins.
    var home: Int { Int(mark >> 4) }
  }

  package init() {}

  /// A table of the ids given, in that order. Equal ids collapse into one.
  package init(_ ids: some Sequence<String>) {
    for id in ids { _ = insert(id) }
  }

  /// The number of distinct ids.
  package var count: Int { starts.count - 1 }

  /// Makes room for so many ids of so many bytes in all, so that inserting them moves nothing.
  package mutating func reserveCapacity(_ ids: Int, bytes byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    starts.reserveCapacity(ids + 1)
    var size = 16
    while size < ids * 2 { size *= 2 }
    if size > slots.count { rehash(to: size) }
  }

  /// Frees what finds an id's index, two thirds of all the memory: from here on ids can only be named.
  package mutating func dropIndex() {
    slots = []
    isIndexed = false
  }

  /// The text of id `index`. Complexity: O(length).
  package subscript(_ index: Int) -> String {
    String(decoding: bytes[Int(starts[index])..<Int(starts[index + 1])], as: UTF8.self)
  }

  /// The text of id `index`. Complexity: O(length).
  package subscript(_ index: Int32) -> String { self[Int(index)] }

  /// Whether there are no ids.
  package var isEmpty: Bool { starts.count == 1 }

  /// Whether id `index` is the one given as bytes; false where there is no such index. Complexity: O(length).
  package func isID(_ index: Int32, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    index >= 0 && Int(index) < count && equals(Int(index), id)
  }

  /// The bytes of id `index`, UTF-8. Complexity: O(1).
  package func bytes(of index: Int) -> ArraySlice<UInt8> { bytes[Int(starts[index])..<Int(starts[index + 1])] }

  /// The index of an id, or nil where it is not in the table. Complexity: O(length) expected.
  package func index(of id: String) -> Int32? {
    var id = id
    return id.withUTF8 { index(of: $0) }
  }

  /// The index of an id given as bytes. Complexity: O(length) expected.
  /// - Precondition: the index has not been dropped.
  package func index(of id: UnsafeBufferPointer<UInt8>) -> Int32? {
    precondition(isIndexed, "the index of these ids has been dropped")
    guard !slots.isEmpty else { return nil }
    let wanted = IdentifierTable.slot(id)
    let mask = slots.count - 1
    var place = wanted.home & mask
    while slots[place].index >= 0 {
      if matches(slots[place], wanted, id) { return slots[place].index }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds an id unless present. Complexity: O(length) amortised.
  package mutating func insert(_ id: String) -> (index: Int32, isNew: Bool) {
    var id = id
    return id.withUTF8 { insert($0) }
  }

  /// Adds an id given as bytes unless present. Complexity: O(length) amortised.
  /// - Precondition: all ids together are below 2 GiB, and the index has not been dropped.
  package mutating func insert(_ id: UnsafeBufferPointer<UInt8>) -> (index: Int32, isNew: Bool) {
    precondition(isIndexed, "the index of these ids has been dropped")
    if (count + 1) * 2 > slots.count { rehash(to: max(16, slots.count * 2)) }
    var wanted = IdentifierTable.slot(id)
    let mask = slots.count - 1
    var place = wanted.home & mask
    while slots[place].index >= 0 {
      if matches(slots[place], wanted, id) { return (slots[place].index, false) }
      place = (place + 1) & mask
    }
    precondition(bytes.count <= Int(Int32.max) - id.count, "the ids of a table take less than 2 GiB")
    wanted.index = Int32(count)
    slots[place] = wanted
    bytes.append(contentsOf: id)
    starts.append(Int32(bytes.count))
    return (wanted.index, true)
  }

  /// Adds the ids of another table in their order.
  /// - Returns: for each of them its index here.
  /// - Complexity: O(bytes of `other`) expected.
  package mutating func merge(_ other: IdentifierTable) -> [Int32] {
    if isEmpty {
      self = other
      return Array(0..<Int32(other.count))
    }
    reserveCapacity(count + other.count, bytes: bytes.count + other.bytes.count)
    var indices: [Int32] = []
    indices.reserveCapacity(other.count)
    let mask = slots.count - 1
    let block = 64
    for start in stride(from: 0, to: other.count, by: block) {
      let end = min(start + block, other.count)
      // All slots of a block are asked for before the first is needed: memory answers them together.
      var used: Int32 = 0
      for index in start..<end {
        other.withBytes(of: index) { used |= slots[IdentifierTable.slot($0).home & mask].index }
      }
      precondition(used < Int32.max, "indices count from 0")
      for index in start..<end { other.withBytes(of: index) { indices.append(insert($0).index) } }
    }
    return indices
  }

  @inline(__always)
  private func withBytes(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[index])..<Int(starts[index + 1])]))
    }
  }

  @inline(__always)
  private func matches(_ slot: Slot, _ wanted: Slot, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    guard slot.mark == wanted.mark, slot.prefix == wanted.prefix else { return false }
    return id.count <= 8 || equals(Int(slot.index), id)
  }

  private func equals(_ index: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[index])
    guard Int(starts[index + 1]) - start == id.count else { return false }
    return bytes.withUnsafeBytes { all in
      let wanted = UnsafeRawBufferPointer(id)
      var offset = 0
      while offset + 8 <= wanted.count {
        let a = all.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
        if a != wanted.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
        offset += 8
      }
      while offset < wanted.count {
        if all[start + offset] != wanted[offset] { return false }
        offset += 1
      }
      return true
    }
  }

  private mutating func rehash(to size: Int) {
    let mask = size - 1
    var larger = [Slot](repeating: .free, count: size)
    for slot in slots where slot.index >= 0 {
      var place = slot.home & mask
      while larger[place].index >= 0 { place = (place + 1) & mask }
      larger[place] = slot
    }
    slots = larger
  }

  /// What the slot of an id holds, its index aside. The hash is the same in every process: eight bytes a step,
  /// multiply and fold.
  @inline(__always)
  private static func slot(_ id: UnsafeBufferPointer<UInt8>) -> Slot {
    let raw = UnsafeRawBufferPointer(id)
    let prefix = firstBytes(raw)
    var state = fold(prefix ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(raw.count) << 56)
    if raw.count > 8 {
      var offset = 8
      while offset + 8 < raw.count {
        state = fold(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      // The last eight bytes, some of them for the second time.
      state = fold(state ^ raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
    }
    let mark = UInt32(truncatingIfNeeded: state) << 4 | UInt32(min(raw.count, 15))
    return Slot(mark: mark, index: -1, prefix: prefix)
  }

  /// The first eight bytes in one word, zeros behind the end.
  @inline(__always)
  private static func firstBytes(_ raw: UnsafeRawBufferPointer) -> UInt64 {
    let count = raw.count
    if count >= 8 { return raw.loadUnaligned(as: UInt64.self) }
    if count >= 4 {
      // Two halves that may overlap: the same bytes fall on the same bits.
      let low = UInt64(UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self)))
      let high = UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)))
      return low | high << UInt64((count - 4) * 8)
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(raw[offset]) << UInt64(offset * 8) }
    return word
  }

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

import SupplyModel

/// One source row and everything computed from it, as ranges of one byte buffer.
///
/// The buffer is reused from row to row, so that a row costs no allocation once the buffer has grown.
struct RowBuffer {
  /// The cells of the row and what the map's steps made of them, in no order.
  private(set) var bytes: [UInt8] = []
  private var starts: [Int32]
  private var ends: [Int32]

  init(slots: Int) {
    starts = [Int32](repeating: -1, count: slots)
    ends = starts
  }

  /// Forgets the row.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    for slot in starts.indices { starts[slot] = -1 }
  }

  /// The value of a slot, or nil where nothing was put there yet.
  func cell(_ slot: Int) -> Range<Int>? {
    starts[slot] < 0 ? nil : Int(starts[slot])..<Int(ends[slot])
  }

  mutating func set(_ slot: Int, _ range: Range<Int>) {
    starts[slot] = Int32(range.lowerBound)
    ends[slot] = Int32(range.upperBound)
  }

  /// Copies bytes in; returns where they stand.
  mutating func append(_ text: some Sequence<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  /// Copies a part of the buffer to its end.
  mutating func appendCopy(of range: Range<Int>) {
    bytes.reserveCapacity(bytes.count + range.count)
    for position in range { bytes.append(bytes[position]) }
  }

  mutating func appendByte(_ byte: UInt8) { bytes.append(byte) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func equals(_ range: Range<Int>, _ other: some Collection<UInt8>) -> Bool {
    range.count == other.count && bytes[range].elementsEqual(other)
  }

  /// The index of a cell in a table of texts. Complexity: O(length) expected.
  func index(_ range: Range<Int>, in table: borrowing IdentifierTable) -> Int32? {
    bytes.withUnsafeBufferPointer { table.index(of: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The index of a cell in a table of texts, adding it where it is new. Complexity: O(length) amortised.
  func insert(_ range: Range<Int>, into table: inout IdentifierTable) -> (index: Int32, isNew: Bool) {
    bytes.withUnsafeBufferPointer { table.insert(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

/// Why a row cannot be used; a fixed text without the value, so that rejected rows can be counted by it.
struct RowFault: Error {
  /// The column that cannot be computed or written, nil where none is to blame.
  var column: String?
  var reason: String

  init(column: String? = nil, reason: String) {
    self.column = column
    self.reason = reason
  }

  /// The same fault, blamed on a column unless one is blamed already.
  func blaming(_ column: String) -> RowFault { RowFault(column: self.column ?? column, reason: reason) }

  /// What rejected.csv says.
  var text: String { column.map { "\($0): \(reason)" } ?? reason }
}

import SupplyModel

/// Ids as they are written into a CSV: quoted only where one of them needs it.
struct IdentifierColumn {
  private let bytes: [UInt8]
  private let starts: [Int32]
  private let needsQuotes: Bool

  init(_ ids: IdentifierTable) {
    bytes = ids.bytes
    starts = ids.starts
    needsQuotes = ids.bytes.contains(where: mustBeQuoted)
  }

  /// The bytes of an id.
  func withBytes(of index: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let range = Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Writes an id as a CSV field.
  func write(_ index: Int32, to sink: FileSink) {
    withBytes(of: index) { needsQuotes ? sink.write(field: $0) : sink.write($0) }
  }

  /// Writes an id with a number after a hyphen as one CSV field: `O17-1`.
  func write(_ index: Int32, number: Int32, to sink: FileSink) {
    withBytes(of: index) { id in
      let isQuoted = needsQuotes && id.contains(where: mustBeQuoted)
      if isQuoted { sink.write(byte: UInt8(ascii: "\"")) }
      if isQuoted { sink.write(doublingQuotes: id) } else { sink.write(id) }
      sink.write(byte: UInt8(ascii: "-"))
      sink.write(Int64(number))
      if isQuoted { sink.write(byte: UInt8(ascii: "\"")) }
    }
  }
}

/// Whether a CSV field with this byte has to be quoted (RFC 4180).
func mustBeQuoted(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
}

extension FileSink {
  /// Appends a CSV field, quoted where it has to be.
  func write(field bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.contains(where: mustBeQuoted) else { return write(bytes) }
    write(byte: UInt8(ascii: "\""))
    write(doublingQuotes: bytes)
    write(byte: UInt8(ascii: "\""))
  }

  /// Appends a CSV field, quoted where it has to be.
  func write(field text: String) {
    var text = text
    text.withUTF8 { write(field: $0) }
  }

  fileprivate func write(doublingQuotes bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { write(byte: byte) }
      write(byte: byte)
    }
  }
}

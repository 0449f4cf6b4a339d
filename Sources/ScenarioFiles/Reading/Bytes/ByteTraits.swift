/// What a stretch of bytes holds, found in one quick pass before it is parsed.
package struct ByteTraits: Hashable, Sendable {
  /// Line feeds.
  package var newlines = 0
  /// Any `"`.
  package var hasQuote = false
  /// Any byte above 127, so that UTF-8 must be checked.
  package var hasHighBit = false
  /// Any zero byte.
  package var hasZero = false

  /// Looks at all bytes, eight a step. Complexity: O(bytes).
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    let newline: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    let quote: UInt64 = 0x2222_2222_2222_2222
    var quotes: UInt64 = 0
    var high: UInt64 = 0
    var zeros: UInt64 = 0
    var offset = 0
    while offset + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      newlines &+= zeroBytes(word ^ newline).nonzeroBitCount
      quotes |= zeroBytes(word ^ quote)
      zeros |= zeroBytes(word)
      high |= word
      offset += 8
    }
    hasQuote = quotes != 0
    hasHighBit = high & 0x8080_8080_8080_8080 != 0
    hasZero = zeros != 0
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x0A: newlines += 1
      case 0x22: hasQuote = true
      case 0: hasZero = true
      case 128...: hasHighBit = true
      default: break
      }
      offset += 1
    }
  }

  /// Both stretches together.
  package mutating func formUnion(_ other: ByteTraits) {
    newlines += other.newlines
    hasQuote = hasQuote || other.hasQuote
    hasHighBit = hasHighBit || other.hasHighBit
    hasZero = hasZero || other.hasZero
  }
}

/// The top bit of every byte that is zero; exact, unlike the shorter form that borrows into the next byte.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  return ~(((word & low) &+ low) | word | low)
}

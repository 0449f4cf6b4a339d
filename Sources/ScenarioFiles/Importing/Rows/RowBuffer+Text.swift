/// Changes of text, each written behind what the buffer holds.
extension RowBuffer {
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, RowBuffer.isSpace(bytes[low]) { low += 1 }
    while low < high, RowBuffer.isSpace(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Letters of every script; ASCII without a detour over `String`.
  mutating func uppercased(_ range: Range<Int>) -> Range<Int> {
    guard !range.contains(where: { bytes[$0] >= 0x80 }) else { return append(text(range).uppercased().utf8) }
    guard range.contains(where: { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[$0]) }) else { return range }
    let start = bytes.count
    for position in range {
      let byte = bytes[position]
      appendByte((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte)
    }
    return start..<bytes.count
  }

  /// Letters of every script; ASCII without a detour over `String`.
  mutating func lowercased(_ range: Range<Int>) -> Range<Int> {
    guard !range.contains(where: { bytes[$0] >= 0x80 }) else { return append(text(range).lowercased().utf8) }
    guard range.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[$0]) }) else { return range }
    let start = bytes.count
    for position in range {
      let byte = bytes[position]
      appendByte((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
    }
    return start..<bytes.count
  }

  /// Every occurrence, from the left, none within a replacement.
  mutating func replaced(_ range: Range<Int>, _ old: [UInt8], with new: [UInt8]) -> Range<Int> {
    guard var next = bytes[range].position(of: old) else { return range }
    let start = bytes.count
    var position = range.lowerBound
    while true {
      appendCopy(of: position..<next)
      _ = append(new)
      position = next + old.count
      guard let found = bytes[position..<range.upperBound].position(of: old) else { break }
      next = found
    }
    appendCopy(of: position..<range.upperBound)
    return start..<bytes.count
  }
}

extension ArraySlice<UInt8> {
  /// Where a text first stands. Complexity: O(count x length), and cells are short.
  func position(of text: [UInt8]) -> Int? {
    guard !text.isEmpty, count >= text.count else { return nil }
    return (startIndex...(endIndex - text.count)).first { self[$0..<($0 + text.count)].elementsEqual(text) }
  }
}

/// The offset of the first byte that is not valid UTF-8, or nil where all are: overlong forms, surrogates and code
/// points above U+10FFFF are refused too (Unicode 15, table 3-7).
/// - Complexity: O(bytes).
package func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = 0
  let count = bytes.count
  while index < count {
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF1...0xF3: length = 4
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    default: return index
    }
    guard index + length <= count, second.contains(bytes[index + 1]) else { return index }
    var follower = index + 2
    while follower < index + length {
      guard bytes[follower] & 0xC0 == 0x80 else { return index }
      follower += 1
    }
    index += length
  }
  return nil
}

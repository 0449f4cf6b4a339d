/// A value as faults show it: in quotes, control characters spelled out, cut after 60 characters.
///
/// What a file holds must not reach a terminal as it stands: it could move the cursor or change colours.
func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  quoted(String(decoding: bytes.prefix(400), as: UTF8.self))
}

/// A value as faults show it: in quotes, control characters spelled out, cut after 60 characters.
package func quoted(_ text: String) -> String {
  var result = "\""
  var length = 0
  for scalar in text.unicodeScalars {
    if length == 60 {
      result += "…"
      break
    }
    length += 1
    switch scalar.value {
    case 0x09: result += "\\t"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

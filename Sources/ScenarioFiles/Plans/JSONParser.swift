/// A strict reader of JSON (RFC 8259) for the small documents of an output folder. O(bytes).
package struct JSONParser {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  /// Deeper documents than any of ours are refused before they can exhaust the stack.
  private static let deepest = 64

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipSpace()
    if parser.at < bytes.count { throw parser.error("text after the end of the document") }
    return value
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func error(_ message: String) -> JSONError {
    JSONError(line: 1 + bytes[..<min(at, bytes.count)].count { $0 == UInt8(ascii: "\n") }, message: message)
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    skipSpace()
    guard byte == expected else { return false }
    at += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard let first = byte else { throw error("the document ends where a value is expected") }
    switch first {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw error("nested more than \(Self.deepest) levels deep") }
    at += 1
    return try read(&self)
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw error("expected a colon after key \(JSONText.quoted(key))") }
      members.append(JSONValue.Member(key: key, value: try value()))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw error("expected a comma or a closing brace") }
    return .object(members)
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var values: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return .array(values) }
    repeat { values.append(try value()) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw error("expected a comma or a closing bracket") }
    return .array(values)
  }

  private mutating func word() throws(JSONError) -> JSONValue {
    for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
    where bytes[at...].starts(with: word.utf8) {
      at += word.utf8.count
      return value
    }
    throw error("expected a value")
  }

  private mutating func number() throws(JSONError) -> String {
    let start = at
    if byte == UInt8(ascii: "-") { at += 1 }
    let whole = digits()
    var isValid = whole == 1 || (whole > 1 && bytes[at - whole] != UInt8(ascii: "0"))
    if byte == UInt8(ascii: ".") {
      at += 1
      isValid = digits() > 0 && isValid
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      isValid = digits() > 0 && isValid
    }
    guard isValid else { throw error("a malformed number") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    return at - start
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    var text: [UInt8] = []
    while let next = byte, next != UInt8(ascii: "\"") {
      guard next >= 0x20 else { throw error("a string runs over the end of its line") }
      at += 1
      if next == UInt8(ascii: "\\") {
        text.append(contentsOf: String(try escape()).utf8)
      } else {
        text.append(next)
      }
    }
    guard byte != nil else { throw error("a string without its closing quote") }
    at += 1
    guard let valid = String(validating: text, as: UTF8.self) else { throw error("a string that is not UTF-8") }
    return valid
  }

  private mutating func escape() throws(JSONError) -> Character {
    guard let kind = byte else { throw error("a string without its closing quote") }
    at += 1
    switch kind {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try escapedScalar())
    default: throw error("an unknown escape")
    }
  }

  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Only a high surrogate followed by a low one stands for a character.
    guard first < 0xDC00, bytes[at...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw error("half a surrogate pair")
    }
    at += 2
    let second = try fourHexDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw error("half a surrogate pair") }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw error("a cut-off escape") }
    let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
    guard let value = UInt32(digits, radix: 16), !digits.hasPrefix("+"), !digits.hasPrefix("-") else {
      throw error("a malformed escape")
    }
    at += 4
    return value
  }
}

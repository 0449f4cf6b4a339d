/// JSON written by hand: keys in the order given, numbers as exact decimals, the same bytes on every machine.
package struct JSONText {
  package private(set) var text = ""
  private var depth = 0
  private var needsComma = false

  /// An object as the whole document.
  package static func document(_ members: (inout JSONText) -> Void) -> String {
    var json = JSONText()
    json.open("{")
    members(&json)
    json.close("}")
    return json.text + "\n"
  }

  package mutating func member(_ key: String, _ value: String) {
    begin(key)
    text += JSONText.quoted(value)
  }

  package mutating func member(_ key: String, _ value: Int64) { member(key, number: String(value)) }

  /// A member whose value is a number's text, or null.
  package mutating func member(_ key: String, number: String?) {
    begin(key)
    text += number ?? "null"
  }

  package mutating func null(_ key: String) { member(key, number: nil) }

  package mutating func object(_ key: String, _ members: (inout JSONText) -> Void) {
    begin(key)
    open("{")
    members(&self)
    close("}")
  }

  package mutating func array(_ key: String, of values: [String]) {
    array(key, values) { value, json in json.text += JSONText.quoted(value) }
  }

  /// A member whose value is an array of objects.
  package mutating func array<Element>(
    _ key: String, of elements: [Element], _ members: (Element, inout JSONText) -> Void
  ) {
    array(key, elements) { element, json in
      json.open("{")
      members(element, &json)
      json.close("}")
    }
  }

  private mutating func array<Element>(
    _ key: String, _ elements: [Element], write: (Element, inout JSONText) -> Void
  ) {
    begin(key)
    guard !elements.isEmpty else {
      text += "[]"
      return
    }
    open("[")
    for element in elements {
      separate()
      write(element, &self)
    }
    close("]")
  }

  private mutating func begin(_ key: String) {
    separate()
    text += JSONText.quoted(key) + ": "
  }

  private mutating func separate() {
    if needsComma { text += "," }
    newLine()
    needsComma = true
  }

  private mutating func open(_ bracket: String) {
    text += bracket
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: String) {
    depth -= 1
    if needsComma { newLine() }
    text += bracket
    needsComma = true
  }

  private mutating func newLine() {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  /// A JSON string literal, quotes included (RFC 8259, section 7).
  package static func quoted(_ value: String) -> String {
    var literal = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

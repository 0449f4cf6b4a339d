/// A JSON document as it stands in a file: numbers keep their text, so that no decimal is lost to binary.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in file order; of a key that occurs twice both are kept.
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue
  }

  /// The value of a key; nil where this is no object or has no such key.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value as it would stand in a message.
  package var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): String(value)
    case .number(let text): text
    case .string(let text): JSONText.quoted(text)
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Where a text stops being JSON.
package struct JSONError: Error, Hashable, Sendable {
  /// 1-based.
  package var line: Int
  package var message: String
}

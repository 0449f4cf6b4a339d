extension YAMLTree {
  /// The values as YAML in block style, keys in their order; comments and the kind of quotes are not kept.
  /// - Complexity: O(length).
  package var yaml: String {
    var text = ""
    append(to: &text, indent: 0)
    return text
  }

  private func append(to text: inout String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch content {
    case .null: text += margin + "null\n"
    case .scalar(let value): text += margin + YAMLTree.plainOrQuoted(value) + "\n"
    case .mapping(let entries):
      for entry in entries {
        text += margin
        entry.value.append(after: YAMLTree.plainOrQuoted(entry.key) + ":", to: &text, indent: indent)
      }
    case .list(let items):
      for item in items { item.appendItem(to: &text, indent: indent) }
    }
  }

  /// Behind a dash; the first key of a mapping, and the first dash of a list, stand on the dash's line.
  private func appendItem(to text: inout String, indent: Int) {
    var item = ""
    append(after: "", to: &item, indent: indent)
    let start = item.prefix { $0 == " " || $0 == "\n" }.count
    text += String(repeating: " ", count: indent) + "- " + item.dropFirst(start)
  }

  /// Behind a key: on the same line where it is one value.
  private func append(after lead: String, to text: inout String, indent: Int) {
    text += lead
    switch content {
    case .mapping(let entries) where entries.isEmpty: text += " {}\n"
    case .list(let items) where items.isEmpty: text += " []\n"
    case .null, .scalar:
      text += " "
      append(to: &text, indent: 0)
    case .mapping, .list:
      text += "\n"
      append(to: &text, indent: indent + 2)
    }
  }

  /// Plain where YAML reads the text back as it is, else in double quotes, whose escapes are those of JSON.
  static func plainOrQuoted(_ value: String) -> String {
    let isPlain =
      !["", "~", "null", "Null", "NULL"].contains(value) && !value.hasPrefix("-")
      && value.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(byte)
      }
    return isPlain ? value : JSONText.quoted(value)
  }
}

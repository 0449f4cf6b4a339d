import SupplyModel

/// Sets top-level keys of a scenario.yaml and leaves every other line, comments included, as it stands.
struct SettingsText {
  private var lines: [String]

  /// - Parameter text: the base's scenario.yaml, or nil to begin one.
  init(_ text: String?) {
    lines = (text ?? "version: 1\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
  }

  /// - Throws: where the key has a mapping or a list, which one value cannot replace.
  mutating func set(_ key: String, to value: String, file: String) throws(ScenarioError) {
    let text = "\(key): \(SettingsText.scalar(value))"
    guard let index = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
      lines.append(text)
      return
    }
    let rest = lines[index].dropFirst(key.utf8.count + 1)
    let comment = SettingsText.comment(of: rest)
    let old = rest.dropLast(comment.count).filter { $0 != " " && $0 != "\r" }
    let next = index + 1 < lines.count ? lines[index + 1] : ""
    let isNested = old.isEmpty && (next.hasPrefix(" ") || next.hasPrefix("-"))
    guard !isNested, old.first != "{", old.first != "[" else {
      throw ScenarioError(
        file: file, line: index + 1, column: key, message: "the map sets one value where a mapping or list stands")
    }
    lines[index] = comment.isEmpty ? text : text + "  " + comment
  }

  /// ` # …` behind a value, without the spaces before it.
  private static func comment(of rest: Substring) -> Substring {
    guard !rest.contains("\""), !rest.contains("'"), let hash = rest.firstRange(of: " #") else { return "" }
    return rest[rest.index(after: hash.lowerBound)...]
  }

  /// Plain where YAML reads the text back as it is, else quoted.
  private static func scalar(_ value: String) -> String {
    let isPlain =
      !value.isEmpty && value.first != "-" && value.first != " "
      && value.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(byte)
      }
    if isPlain { return value }
    var quoted = ""
    for letter in value {
      if letter == "\"" || letter == "\\" { quoted += "\\" }
      quoted += letter == "\n" ? "\\n" : String(letter)
    }
    return "\"" + quoted + "\""
  }

  var text: String { lines.joined(separator: "\n") + "\n" }
}

/// A value of a YAML file with the place where it stands, so that every fault can name its line and key path.
package struct YAMLTree: Sendable {
  package enum Content: Sendable {
    /// Empty, `~` or `null`: means the same as an absent key.
    case null
    /// The text as it stands: numbers are read from it exactly.
    case scalar(String)
    case list([YAMLTree])
    case mapping([Entry])
  }

  /// One key of a mapping, in file order.
  package struct Entry: Sendable {
    package var key: String
    package var line: Int
    package var value: YAMLTree

    package init(key: String, line: Int, value: YAMLTree) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  package var file: String
  /// Where the value begins.
  package var line: Int
  package var content: Content

  package init(file: String, line: Int, content: Content) {
    self.file = file
    self.line = line
    self.content = content
  }

  /// The value of a key, or nil where this is no mapping or has no such key.
  package subscript(_ key: String) -> YAMLTree? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// What a fault calls this value.
  package var kind: String {
    switch content {
    case .null: "nothing"
    case .scalar(let text): quoted(text)
    case .list: "a list"
    case .mapping: "a group of keys"
    }
  }

  /// `self` laid over `under`: mappings are merged key by key, everything else of `self` replaces what is under it.
  ///
  /// New keys of the upper mapping come after those of the lower one.
  func laid(over under: YAMLTree) -> YAMLTree {
    guard case .mapping(let upper) = content, case .mapping(var merged) = under.content else { return self }
    for entry in upper {
      if let place = merged.firstIndex(where: { $0.key == entry.key }) {
        merged[place].value = entry.value.laid(over: merged[place].value)
        merged[place].line = entry.line
      } else {
        merged.append(entry)
      }
    }
    return YAMLTree(file: file, line: line, content: .mapping(merged))
  }

  /// This tree without one key of its topmost mapping.
  func without(_ key: String) -> YAMLTree {
    guard case .mapping(let entries) = content else { return self }
    return YAMLTree(file: file, line: line, content: .mapping(entries.filter { $0.key != key }))
  }
}

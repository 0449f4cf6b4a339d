/// A value of a map file with the place where it stands, so that every fault can name its line and key path.
struct MapTree: Sendable {
  enum Content: Sendable {
    case null
    case scalar(String)
    case list([MapTree])
    case mapping([Entry])
  }

  /// One key of a mapping, in file order.
  struct Entry: Sendable {
    var key: String
    var line: Int
    var value: MapTree
  }

  var file: String
  var line: Int
  var content: Content

  /// The value of a key, or nil where this is no mapping or has no such key.
  subscript(_ key: String) -> MapTree? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// What a fault calls this value.
  var kind: String {
    switch content {
    case .null: "nothing"
    case .scalar(let text): "\"\(text)\""
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }

  /// `self` laid over `under`: mappings are merged key by key, everything else of `self` replaces what is under it.
  ///
  /// New keys of the upper mapping come after those of the lower one.
  func laid(over under: MapTree) -> MapTree {
    guard case .mapping(let upper) = content, case .mapping(var merged) = under.content else { return self }
    for entry in upper {
      if let place = merged.firstIndex(where: { $0.key == entry.key }) {
        merged[place].value = entry.value.laid(over: merged[place].value)
        merged[place].line = entry.line
      } else {
        merged.append(entry)
      }
    }
    return MapTree(file: file, line: line, content: .mapping(merged))
  }

  /// This tree without one key of its topmost mapping.
  func without(_ key: String) -> MapTree {
    guard case .mapping(let entries) = content else { return self }
    return MapTree(file: file, line: line, content: .mapping(entries.filter { $0.key != key }))
  }
}

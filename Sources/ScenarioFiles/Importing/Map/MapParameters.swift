import SupplyModel

/// Reads `parameters:` and puts their values where `$name` (a whole text) or `${name}` (within one) stands.
struct MapParameters {
  private(set) var declared: [ImportMap.Parameter] = []
  private var values: [String: String] = [:]

  /// - Parameter given: what the command line sets; later ones win.
  init(_ tree: YAMLTree?, given: [(name: String, value: String)], file: String, reader: inout MapReader) {
    if let tree {
      for entry in reader.entries(tree, "parameters") {
        let path = "parameters.\(entry.key)"
        let keys = reader.mapping(entry.value, path, keys: ["default", "about"])
        let parameter = ImportMap.Parameter(
          name: entry.key, defaultValue: keys["default"].map { reader.text($0, path + ".default") },
          about: keys["about"].map { reader.text($0, path + ".about") } ?? "")
        declared.append(parameter)
        values[entry.key] = parameter.defaultValue
      }
    }
    let names = declared.map(\.name)
    for (name, value) in given {
      if names.contains(name) {
        values[name] = value
      } else {
        let expected = names.isEmpty ? "the map has no parameters" : "expected \(names.joined(separator: ", "))"
        let root = YAMLTree(file: file, line: 1, content: .null)
        reader.fault(
          root, "--set \(name)", "unknown parameter; \(expected)\(maybeMeant(name, among: names))")
      }
    }
    for parameter in declared where values[parameter.name] == nil {
      let about = parameter.about.isEmpty ? "" : " (\(parameter.about))"
      let root = YAMLTree(file: file, line: tree?.line ?? 1, content: .null)
      reader.fault(
        root, "parameters.\(parameter.name)", "must be given: --set \(parameter.name)=VALUE\(about)")
      values[parameter.name] = ""
    }
  }

  /// A tree with every parameter replaced by its value; keys stay as they are.
  func filled(_ tree: YAMLTree, _ path: String, reader: inout MapReader) -> YAMLTree {
    var tree = tree
    switch tree.content {
    case .null: break
    case .scalar(let text):
      if text.utf8.contains(UInt8(ascii: "$")) { tree.content = .scalar(fill(text, tree, path, &reader)) }
    case .list(let items):
      tree.content = .list(items.enumerated().map { filled($1, "\(path)[\($0)]", reader: &reader) })
    case .mapping(let entries):
      tree.content = .mapping(
        entries.map { entry in
          var entry = entry
          entry.value = filled(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)", reader: &reader)
          return entry
        })
    }
    return tree
  }

  private func fill(_ text: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> String {
    if text.hasPrefix("$"), !text.hasPrefix("${"), !text.dropFirst().isEmpty {
      return value(String(text.dropFirst()), tree, path, &reader)
    }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
      filled += rest[..<open.lowerBound]
      filled += value(String(rest[open.upperBound..<close]), tree, path, &reader)
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }

  private func value(_ name: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> String {
    if let value = values[name] { return value }
    let names = declared.map(\.name)
    reader.fault(tree, path, "\(quoted("$" + name)) is no parameter of the map\(maybeMeant(name, among: names))")
    return ""
  }
}

import SupplyModel

/// Reads the steps of `then:`.
extension ValueReader {
  private static let plainSteps: [String: ValueStep] = [
    "trim": .trim, "upper": .upper, "lower": .lower, "number": .number(ImportedNumber.Format()), "absolute": .absolute,
  ]
  private static let stepNames = [
    "trim", "upper", "lower", "number", "absolute", "replace", "remove", "remove_prefix", "remove_suffix", "before",
    "after", "default", "lookup", "multiply", "add", "round", "time", "date", "pick",
  ]

  /// A word (`trim`) or a mapping of one step (`{ round: 2 }`).
  func step(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> ValueStep? {
    if case .scalar(let name) = tree.content {
      if let step = ValueReader.plainSteps[name] { return step }
      let message =
        ValueReader.stepNames.contains(name)
        ? "the step \(name) needs a value: { \(name): … }"
        : "unknown step \(quoted(name))\(maybeMeant(name, among: ValueReader.stepNames))"
      reader.fault(tree, path, message)
      return nil
    }
    let keys = reader.mapping(tree, path, keys: ValueReader.stepNames)
    guard case .mapping(let entries) = tree.content, entries.count == 1, keys.count == 1 else {
      if keys.count > 1 { reader.fault(tree, path, "expected one step an entry of the list") }
      return nil
    }
    return step(named: entries[0].key, entries[0].value, "\(path).\(entries[0].key)", &reader)
  }

  private func step(
    named name: String, _ tree: YAMLTree, _ path: String, _ reader: inout MapReader
  ) -> ValueStep? {
    func bytes() -> [UInt8] { Array(reader.text(tree, path).utf8) }
    switch name {
    case "replace":
      let texts = reader.texts(tree, path)
      guard texts.count == 2, !texts[0].isEmpty else {
        reader.fault(tree, path, "expected two texts, [old, new]")
        return nil
      }
      return .replace(Array(texts[0].utf8), with: Array(texts[1].utf8))
    case "remove": return .replace(bytes(), with: [])
    case "remove_prefix": return .removePrefix(bytes())
    case "remove_suffix": return .removeSuffix(bytes())
    case "before": return .before(bytes())
    case "after": return .after(bytes())
    case "default": return .whenEmpty(bytes())
    case "multiply": return .multiply(reader.number(tree, path))
    case "add": return .add(reader.number(tree, path))
    case "round": return .round(decimals: reader.whole(tree, path, in: 0...6))
    case "lookup": return lookup(tree, path, &reader)
    case "number": return numberFormat(tree, path, &reader)
    case "time": return time(tree, path, .instant, &reader)
    case "date": return time(tree, path, .date, &reader)
    case "pick": return pick(tree, path, &reader)
    default: return ValueReader.plainSteps[name]
    }
  }

  /// The name of a value map, or one written in place.
  private func lookup(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> ValueStep? {
    guard case .scalar(let name) = tree.content else {
      return .lookup(ValueReader.lookupTable(tree, path, name: path, reader: &reader))
    }
    if let table = lookups[name] { return .lookup(table) }
    reader.fault(
      tree, path, "no value map \(quoted(name)) under values\(maybeMeant(name, among: lookups.keys.sorted()))")
    return nil
  }

  /// `{ map: { A: B }, otherwise: reject | keep | { text: X } }`
  static func lookupTable(
    _ tree: YAMLTree, _ path: String, name: String, reader: inout MapReader
  ) -> LookupTable {
    let keys = reader.mapping(tree, path, keys: ["map", "otherwise"], required: ["map"])
    var table = LookupTable(name: name, keys: IdentifierTable(), values: [], otherwise: .reject)
    if let map = keys["map"] {
      for entry in reader.entries(map, path + ".map") {
        _ = table.keys.insert(entry.key)
        table.values.append(Array(reader.text(entry.value, "\(path).map.\(entry.key)").utf8))
      }
    }
    guard let otherwise = keys["otherwise"] else { return table }
    let place = path + ".otherwise"
    if case .mapping = otherwise.content {
      let keys = reader.mapping(otherwise, place, keys: ["text"], required: ["text"])
      table.otherwise = .text(Array((keys["text"].map { reader.text($0, place + ".text") } ?? "").utf8))
    } else {
      switch reader.text(otherwise, place) {
      case "reject": table.otherwise = .reject
      case "keep": table.otherwise = .keep
      case let other: reader.fault(otherwise, place, "\(quoted(other)) is unknown; expected reject, keep, { text: … }")
      }
    }
    return table
  }

  private func numberFormat(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> ValueStep {
    let keys = reader.mapping(tree, path, keys: ["decimal", "thousands"])
    var format = ImportedNumber.Format()
    func mark(_ name: String) -> UInt8? {
      guard let tree = keys[name] else { return nil }
      let text = Array(reader.text(tree, "\(path).\(name)").utf8)
      if text.count == 1 { return text[0] }
      reader.fault(tree, "\(path).\(name)", "expected one character, such as \",\"")
      return nil
    }
    if let decimal = mark("decimal") { format.decimalMark = decimal }
    format.groupMark = mark("thousands")
    return .number(format)
  }

  private func time(
    _ tree: YAMLTree, _ path: String, _ output: TimeRule.Output, _ reader: inout MapReader
  ) -> ValueStep {
    let isDate = output == .date
    let keys = reader.mapping(
      tree, path, keys: isDate ? ["read", "zone", "add_days"] : ["read", "zone"], required: ["read"])
    var rule = TimeRule(patterns: [], clock: nil, output: output)
    if let read = keys["read"] {
      for text in reader.texts(read, path + ".read") {
        if let pattern = TimePattern(text) {
          rule.patterns.append(pattern)
        } else {
          reader.fault(
            read, path + ".read",
            "\(quoted(text)) is no time pattern; expected one like yyyy-MM-dd HH:mm:ss (yyyy yy MM M MMM dd d HH H hh h mm ss S a Z)"
          )
        }
      }
    }
    if let zone = keys["zone"] {
      let name = reader.text(zone, path + ".zone")
      rule.clock = name.isEmpty ? nil : LocalClock(timezone: name)
      if rule.clock == nil, !name.isEmpty {
        reader.fault(zone, path + ".zone", "\(quoted(name)) is no time zone; expected a name like Europe/London")
      }
    }
    if let days = keys["add_days"] { rule.addDays = Int32(reader.whole(days, path + ".add_days", in: -3_650...3_650)) }
    return .time(rule)
  }

  private func pick(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> ValueStep? {
    let keys = reader.mapping(tree, path, keys: ["salt", "weights"], required: ["weights"])
    guard let weights = keys["weights"] else { return nil }
    let salt = keys["salt"].map { reader.text($0, path + ".salt") } ?? ""
    var texts: [String] = []
    var numbers: [ImportedNumber] = []
    for entry in reader.entries(weights, path + ".weights") {
      let place = "\(path).weights.\(entry.key)"
      texts.append(entry.key)
      numbers.append(ValueReader.weight(entry.value, place, &reader))
    }
    guard numbers.contains(where: { $0.millionths > 0 }) else {
      reader.fault(weights, path + ".weights", "expected at least one weight above 0")
      return nil
    }
    return .pick(WeightedPick(salt: salt, texts: texts, weights: numbers))
  }

  /// A weight: 0 to 1,000,000,000, so that a thousand of them add up without overflow.
  static func weight(_ tree: YAMLTree, _ path: String, _ reader: inout MapReader) -> ImportedNumber {
    let number = reader.number(tree, path)
    if number.millionths >= 0, number.millionths <= 1_000_000_000_000_000 { return number }
    reader.fault(tree, path, "\(number.text) is out of range; expected 0 to 1000000000")
    return ImportedNumber(millionths: 0)
  }
}

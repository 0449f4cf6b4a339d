import SupplyModel

import enum Yams.Node
import enum Yams.YamlError
import func Yams.compose

/// More values than this are refused: aliases of aliases can stand for more than fits any memory.
private let valueLimit = 100_000

extension YAMLTree {
  /// The values of a YAML file with their lines.
  /// - Throws: text that is not UTF-8 or not YAML, a key that stands twice, more than 100,000 values.
  package init(utf8 bytes: UnsafeBufferPointer<UInt8>, file: String) throws(ScenarioError) {
    if let offset = firstInvalidUTF8(bytes) {
      let line = bytes[..<offset].count { $0 == 0x0A } + 1
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      throw ScenarioError(file: file, line: line, message: "is not UTF-8 text: a byte is 0x\(byte)")
    }
    try self.init(yaml: String(decoding: bytes, as: UTF8.self), file: file)
  }

  /// The values of a YAML text with their lines.
  /// - Throws: text that is not YAML, a key that stands twice, more than 100,000 values.
  package init(yaml text: String, file: String) throws(ScenarioError) {
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch let error as YamlError {
      throw fault(error, file)
    } catch {
      throw ScenarioError(file: file, line: 1, message: "is not YAML")
    }
    guard let root else { throw ScenarioError(file: file, line: 1, message: "holds no keys") }
    var converter = Converter(file: file)
    self = try converter.convert(root, line: 1)
  }
}

private struct Converter {
  let file: String
  var values = 0

  mutating func convert(_ node: Node, line: Int) throws(ScenarioError) -> YAMLTree {
    values += 1
    let line = node.mark?.line ?? line
    guard values <= valueLimit else {
      throw ScenarioError(file: file, line: line, message: "holds more than \(valueLimit) values")
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return tree(line, isNull ? .null : .scalar(scalar.string))
    case .sequence(let sequence):
      var items: [YAMLTree] = []
      for node in sequence { items.append(try convert(node, line: line)) }
      return tree(line, .list(items))
    case .mapping(let mapping):
      var entries: [YAMLTree.Entry] = []
      for (key, value) in mapping {
        let keyLine = key.mark?.line ?? line
        guard case .scalar(let name) = key else {
          throw ScenarioError(file: file, line: keyLine, message: "has a key that is not a word")
        }
        entries.append(.init(key: name.string, line: keyLine, value: try convert(value, line: keyLine)))
      }
      return tree(line, .mapping(entries))
    case .alias:
      throw ScenarioError(file: file, line: line, message: "has an alias that stands for nothing")
    }
  }

  private func tree(_ line: Int, _ content: YAMLTree.Content) -> YAMLTree {
    YAMLTree(file: file, line: line, content: content)
  }
}

private func fault(_ error: YamlError, _ file: String) -> ScenarioError {
  switch error {
  case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
    .composer(let context, let problem, let mark, _):
    let place = context.map { $0.text + ": " } ?? ""
    return ScenarioError(file: file, line: mark.line, message: "is not YAML: \(place)\(problem)")
  case .reader(let problem, _, _, _):
    return ScenarioError(file: file, line: 1, message: "is not YAML: \(problem)")
  case .duplicatedKeysInMapping(let keys, let context):
    return ScenarioError(
      file: file, line: context.mark.line, column: keys.first, message: "the key stands twice; expected it once")
  default:
    return ScenarioError(file: file, line: 1, message: "is not YAML")
  }
}

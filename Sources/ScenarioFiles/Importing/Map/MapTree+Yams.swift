import SupplyModel
import Yams

extension MapTree {
  /// Reads a YAML text; the only file of the importer that knows Yams (its `Node` is not ours).
  ///
  /// - Throws: one fault where the text is no YAML, has a key twice, or is empty.
  init(yaml text: String, file: String) throws(ScenarioErrors) {
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw ScenarioError(file: file, message: "the file is empty")
      }
      self = MapTree(root, file: file)
    } catch let fault as ScenarioError {
      throw ScenarioErrors(listed: [fault], count: 1)
    } catch let error as YamlError {
      throw ScenarioErrors(listed: [MapTree.fault(error, file: file)], count: 1)
    } catch {
      throw ScenarioErrors(listed: [ScenarioError(file: file, message: "\(error)")], count: 1)
    }
  }

  private init(_ node: Yams.Node, file: String) {
    let line = node.mark?.line ?? 1
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      self.init(file: file, line: line, content: isNull ? .null : .scalar(scalar.string))
    case .sequence(let sequence):
      self.init(file: file, line: line, content: .list(sequence.map { MapTree($0, file: file) }))
    case .mapping(let mapping):
      let entries = mapping.map { key, value in
        Entry(key: key.string ?? "", line: key.mark?.line ?? line, value: MapTree(value, file: file))
      }
      self.init(file: file, line: line, content: .mapping(entries))
    case .alias:
      self.init(file: file, line: line, content: .null)
    }
  }

  private static func fault(_ error: YamlError, file: String) -> ScenarioError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ScenarioError(file: file, line: mark.line, message: "not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      ScenarioError(
        file: file, line: context.mark.line,
        message: "the key \"\(duplicates.joined(separator: "\", \""))\" stands here twice")
    default:
      ScenarioError(file: file, message: "not YAML: \(error)")
    }
  }
}

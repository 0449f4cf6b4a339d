import ScenarioFiles
import SupplyModel

/// Changes to the values of scenario.yaml.
struct SettingsRewrite {
  private(set) var root: YAMLTree

  init(_ root: YAMLTree) { self.root = root }

  /// Why a change cannot be made.
  struct Failure: Error {
    var message: String
  }

  /// Changes one value. Groups of keys on its way are made where they are missing; whether such a key may be is for
  /// the reader of scenarios to say.
  mutating func apply(_ path: SettingPath, _ amount: Amount) throws(Failure) {
    root = try changed(root, path.steps[...], amount, path)
  }

  private func changed(
    _ tree: YAMLTree, _ steps: ArraySlice<SettingPath.Step>, _ amount: Amount, _ path: SettingPath
  ) throws(Failure) -> YAMLTree {
    guard let step = steps.first else { return try value(tree, amount) }
    let rest = steps.dropFirst()
    var tree = tree
    switch (step, tree.content) {
    case (.key(let key), .mapping(var entries)):
      if let place = entries.firstIndex(where: { $0.key == key }) {
        entries[place].value = try changed(entries[place].value, rest, amount, path)
      } else {
        entries.append(.init(key: key, line: tree.line, value: try changed(empty(tree), rest, amount, path)))
      }
      tree.content = .mapping(entries)
    case (.key(let key), .null):
      tree.content = .mapping([.init(key: key, line: tree.line, value: try changed(empty(tree), rest, amount, path))])
    case (.key(let key), _):
      throw Failure(message: "\(key) of \(path.text) is not there: what should hold it is \(tree.kind)")
    case (.index(let index), .list(var items)):
      guard index < items.count else {
        throw Failure(
          message: "[\(index)] of \(path.text) is not there: the list has \(items.count) entries, counted from 0")
      }
      items[index] = try changed(items[index], rest, amount, path)
      tree.content = .list(items)
    case (.index(let index), _):
      throw Failure(message: "[\(index)] of \(path.text) is not there: what should be a list is \(tree.kind)")
    }
    return tree
  }

  private func empty(_ tree: YAMLTree) -> YAMLTree { YAMLTree(file: tree.file, line: tree.line, content: .null) }

  private func value(_ tree: YAMLTree, _ amount: Amount) throws(Failure) -> YAMLTree {
    switch amount {
    case .to(let value): return value
    case .times(let factor): return try calculated(tree, factor, isFactor: true)
    case .plus(let term): return try calculated(tree, term, isFactor: false)
    }
  }

  private func calculated(_ tree: YAMLTree, _ number: StudyNumber, isFactor: Bool) throws(Failure) -> YAMLTree {
    guard case .scalar(var text) = tree.content else {
      let verb = isFactor ? "multiplied" : "added to"
      throw Failure(message: "\(tree.kind) cannot be \(verb); expected a number in scenario.yaml, or use to")
    }
    let result = text.withUTF8 { bytes in
      Result { () throws(StudyArithmetic.Failure) in
        try StudyArithmetic.apply(number, isFactor: isFactor, to: bytes, isWhole: false)
      }
    }
    switch result {
    case .success(let new): return YAMLTree(file: tree.file, line: tree.line, content: .scalar(new))
    case .failure(.notANumber): throw Failure(message: "\(quoted(text)) is not a number; expected to, a value")
    case .failure(.tooLarge): throw Failure(message: "\(quoted(text)) becomes too large a number")
    }
  }
}

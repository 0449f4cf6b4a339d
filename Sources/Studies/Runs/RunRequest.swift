import ScenarioFiles

/// One run: all that a worker has to know, on one line of JSON.
///
/// `{"run": 17, "command": "simulate", "scenario": "/…/variants/3", "policy": "…", "replication": 3, "seed": 7}`
package struct RunRequest: Hashable, Sendable {
  /// What the result is called: a number or a string, as it stands in the JSON.
  package var run: String
  package var command: StudyCommand
  /// The scenario's folder.
  package var scenario: String
  package var policy: String
  /// From 1; the same number draws the same random numbers under every policy and in every variant.
  package var replication = 1
  /// nil for the scenario's.
  package var seed: UInt64?

  package init(run: String, command: StudyCommand, scenario: String, policy: String, replication: Int, seed: UInt64?) {
    self.run = run
    self.command = command
    self.scenario = scenario
    self.policy = policy
    self.replication = replication
    self.seed = seed
  }

  /// The line, without its end.
  package var json: String {
    "{\"run\": \(run), \"command\": \(JSONText.quoted(command.rawValue)), \"scenario\": \(JSONText.quoted(scenario)), "
      + "\"policy\": \(JSONText.quoted(policy)), \"replication\": \(replication)"
      + (seed.map { ", \"seed\": \($0)" } ?? "") + "}"
  }

  /// What is wrong with a line.
  package struct Fault: Error, Hashable, Sendable {
    package var message: String
  }

  private static let keys = ["run", "command", "scenario", "policy", "replication", "seed"]

  /// Reads a line.
  package init(json line: String) throws(Fault) {
    let document: JSONValue
    do { document = try JSONParser.parse(Array(line.utf8)) } catch {
      throw Fault(message: "is not JSON: \(error.message)")
    }
    guard case .object(let members) = document else { throw Fault(message: "is \(document.text); expected an object") }
    for member in members where !RunRequest.keys.contains(member.key) {
      throw Fault(message: "unknown key \(quoted(member.key))" + maybeMeant(member.key, among: RunRequest.keys))
    }
    switch document["run"] {
    case .number(let text)?: run = text
    case .string(let text)?: run = JSONText.quoted(text)
    default: throw Fault(message: "run is \(document["run"]?.text ?? "missing"); expected a number or a string")
    }
    let word = try RunRequest.text(document, "command")
    guard let command = StudyCommand(rawValue: word) else {
      let words = StudyCommand.allCases.map(\.rawValue)
      throw Fault(
        message: "\(quoted(word)) is not a command of runs; expected one of \(words.joined(separator: ", "))"
          + maybeMeant(word, among: words))
    }
    self.command = command
    scenario = try RunRequest.text(document, "scenario")
    policy = try RunRequest.text(document, "policy")
    if let fault = StudyPolicy.fault(policy, command) { throw Fault(message: fault) }
    if let replication = try RunRequest.whole(document, "replication") {
      guard replication >= 1, replication <= Int32.max else {
        throw Fault(message: "replication is \(replication); expected a whole number from 1")
      }
      self.replication = Int(replication)
    }
    seed = try RunRequest.whole(document, "seed")
  }

  private static func text(_ document: JSONValue, _ key: String) throws(Fault) -> String {
    guard case .string(let text)? = document[key] else {
      throw Fault(message: "\(key) is \(document[key]?.text ?? "missing"); expected a text")
    }
    return text
  }

  private static func whole(_ document: JSONValue, _ key: String) throws(Fault) -> UInt64? {
    guard let value = document[key] else { return nil }
    guard case .number(let text) = value, let number = UInt64(text) else {
      throw Fault(message: "\(key) is \(value.text); expected a whole number")
    }
    return number
  }
}

import ScenarioFiles
import SupplyModel

/// The policies of runs by their names: of `assign`, or `fulfilment+replenishment@channels` of `simulate`, of which the
/// last two may be left out.
enum StudyPolicy {
  /// What is wrong with a name, or nil.
  static func fault(_ name: String, _ command: StudyCommand) -> String? {
    switch command {
    case .assign: return fault(name, Policy.allCases.map(\.rawValue), "a policy of assign")
    case .simulate:
      let sides = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
      let parts = sides[0].split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
      if let fault = fault(String(parts[0]), Policy.allCases.map(\.rawValue), "a way of fulfilment") { return fault }
      if parts.count > 1,
        let fault = fault(String(parts[1]), ReplenishmentPolicy.allCases.map(\.rawValue), "a way of replenishment")
      {
        return fault
      }
      guard sides.count > 1 else { return nil }
      return fault(String(sides[1]), ChannelRule.allCases.map(\.rawValue), "a rule of channels")
    }
  }

  private static func fault(_ word: String, _ words: [String], _ noun: String) -> String? {
    if words.contains(word) { return nil }
    return "\(quoted(word)) is not \(noun); expected one of \(words.joined(separator: ", "))"
      + maybeMeant(word, among: words)
  }
}

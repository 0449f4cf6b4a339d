/// The place of a value in scenario.yaml: `simulation.promotions[0].factor`.
package struct SettingPath: Sendable {
  package enum Step: Hashable, Sendable {
    case key(String)
    /// Counts from 0.
    case index(Int)
  }

  package let text: String
  package let steps: [Step]

  /// nil where the text is no such path.
  package init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = pieces.first, !key.isEmpty else { return nil }
      steps.append(.key(String(key)))
      for piece in pieces.dropFirst() {
        guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0 else { return nil }
        steps.append(.index(index))
      }
    }
    self.text = text
    self.steps = steps
  }
}

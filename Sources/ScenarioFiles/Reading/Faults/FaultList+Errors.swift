import SupplyModel

extension FaultList {
  /// The faults of a file that refers to no table, with their "maybe you meant"; nil where there are none.
  package var errors: ScenarioErrors? {
    guard count > 0 else { return nil }
    var suggestions = Suggestions(Scenario(settings: ScenarioSettings(asOf: Day(number: 0)))) { [] }
    let listed = first().map { fault in
      let hint = maybeMeant(fault.puzzle.flatMap { suggestions.answer($0) })
      return ScenarioError(file: file, line: fault.line, column: fault.column, message: fault.message + hint)
    }
    return ScenarioErrors(listed: listed, count: count)
  }
}

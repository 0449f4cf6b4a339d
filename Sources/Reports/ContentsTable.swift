import SupplyModel

/// What a scenario holds, as a table.
package struct ContentsTable: Sendable {
  private let contents: ScenarioContents

  package init(_ contents: ScenarioContents) { self.contents = contents }

  /// The table with its line breaks.
  package var text: String {
    var table = TextTable()
    table.add([contents.scenario.isEmpty ? "scenario" : contents.scenario, "as of \(contents.asOf)"])
    table.rule()
    for entry in contents.entries { table.add([entry.name, grouped(entry.count)]) }
    return table.text
  }
}

import TestSupport
import Testing

/// A copy of the quickstart in `s` with a study beside it: a base, a listed variant and a grid of four, two policies.
enum QuickstartStudy {
  static let text = """
    version: 1
    name: stores
    scenario: s
    command: assign
    policies: [optimal, cheapest]
    variants:
      - name: no-stores
        changes:
          - { table: nodes, where: { tier: store }, column: ships, to: false }
    grid:
      capacity:
        table: nodes
        where: { tier: store }
        column: capacity_orders
        times: [1, 2]
      late:
        set: lateness.per_order_day
        values: [0, 20]

    """

  static let runs = 12

  static func make(_ text: String = text) throws -> TemporaryFolder {
    let source = try Repository.copy(of: "quickstart")
    let folder = try TemporaryFolder()
    for file in try source.contents(of: ".") { try folder.write(try source.bytes(of: file), to: "s/" + file) }
    try folder.write(text, to: "study.yaml")
    return folder
  }

  /// The files that must be the same for every way to the end of a study.
  static let tables = ["results.csv", "table.csv", "front.csv", "summary.json"]

  static func tables(_ folder: TemporaryFolder, _ output: String) throws -> [[UInt8]] {
    try tables.map { try folder.bytes(of: output + "/" + $0) }
  }

  /// Lines of the log but its first, as they stand.
  static func done(_ folder: TemporaryFolder, _ output: String) -> [String] {
    guard let text = try? folder.text(of: output + "/results.jsonl") else { return [] }
    return text.split(separator: "\n").dropFirst().map(String.init)
  }
}

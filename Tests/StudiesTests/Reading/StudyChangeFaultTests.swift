import Studies
import Testing

/// One faulty change each, in a variant on line 8, and all that is said of it behind `changes[0]`.
@Suite struct StudyChangeFaultTests {
  @Test(arguments: [
    ("3", [": is \"3\"; expected a change: a group of keys"]),
    ("{ to: 1 }", [": changes nothing; expected set, a key of scenario.yaml, or table"]),
    ("{ set: policy }", [": has no value; expected to, times or plus"]),
    ("{ set: policy, to: 1, plus: 1 }", [": has several values; expected one of to, times and plus"]),
    (
      "{ set: policy, tu: 1 }",
      [".tu: unknown key \"tu\"; maybe you meant \"to\"?", ": has no value; expected to, times or plus"]
    ),
    (
      "{ set: 'a..b', to: 1 }",
      [
        ".set: \"a..b\" is not a key of scenario.yaml; expected one such as replenishment.service_level or tariffs[0].minimum_days"
      ]
    ),
    ("{ set: policy, times: x }", [".times: \"x\" is not a number; expected one with at most nine decimals"]),
    ("{ set: policy, times: -1 }", [".times: \"-1\" is negative; expected a factor of 0 or more"]),
    ("{ table: node, remove: true }", [".table: unknown table \"node\"; maybe you meant \"nodes\"?"]),
    ("{ table: nodes }", [": changes nothing; expected column, add, remove or copy"]),
    (
      "{ table: nodes, remove: true, column: ships }",
      [": does several things at once (column, remove); expected a change for each"]
    ),
    ("{ table: nodes, remove: true }", [": removes every row; say which by where"]),
    ("{ table: nodes, where: { tier: store }, remove: no }", [".remove: expected true"]),
    ("{ table: nodes, where: { tier: store }, remove: true, to: 1 }", [".to: goes with column, not with remove"]),
    (
      "{ table: nodes, column: shps, to: 1 }", [".column: nodes.csv has no column \"shps\"; maybe you meant \"ships\"?"]
    ),
    ("{ table: nodes, column: cluster, to: 1 }", [".column: nodes.csv has no column \"cluster\""]),
    ("{ table: nodes, column: [], to: 1 }", [".column: is an empty list; expected at least one column"]),
    ("{ table: nodes, column: null, to: 1 }", [".column: is empty; expected a column or a list of columns"]),
    ("{ table: nodes, column: ships, to: [1] }", [".to: is a list; expected one value for a cell"]),
    ("{ table: nodes, column: ships, times: 2 }", [".column: column \"ships\" holds no numbers; expected to, a value"]),
    ("{ table: nodes, add: [] }", [".add: is an empty list; expected at least one row"]),
    ("{ table: nodes, add: null }", [".add: is empty; expected a list of rows"]),
    ("{ table: nodes, add: [3] }", [".add[0]: is \"3\"; expected values by column"]),
    ("{ table: nodes, add: [{}] }", [".add[0]: is empty; expected values by column"]),
    ("{ table: nodes, add: [{ node_id: [X] }] }", [".add[0].node_id: is a list; expected one value"]),
    (
      "{ table: nodes, add: [{ node_id: X }], where: { tier: store } }",
      [".where: goes with rows that are there, not with add"]
    ),
    (
      "{ table: nodes, add: [{ nodeid: X }] }",
      [".add[0].nodeid: nodes.csv has no column \"nodeid\"; maybe you meant \"node_id\"?"]
    ),
    ("{ table: nodes, copy: null }", [".copy: is empty; expected the columns that differ in the copies"]),
    (
      "{ table: nodes, copy: { tear: x } }", [".copy.tear: nodes.csv has no column \"tear\"; maybe you meant \"tier\"?"]
    ),
    ("{ table: nodes, where: 3, column: ships, to: 1 }", [".where: is \"3\"; expected values by column"]),
    (
      "{ table: nodes, where: { clutser: a }, column: ships, to: 1 }",
      [".where.clutser: nodes.csv has no column \"clutser\"; maybe you meant \"cluster\"?"]
    ),
    (
      "{ table: nodes, where: { tier: [store, shop] }, column: ships, to: 1 }",
      [
        ".where.tier[1]: \"shop\" is never in this column; expected one of central, regional, store, vendor; maybe you meant \"store\"?"
      ]
    ),
    (
      "{ table: nodes, where: { ships: { not: maybe } }, column: ships, to: 1 }",
      [".where.ships.not: \"maybe\" is not a yes or no; expected true or false"]
    ),
    (
      "{ table: nodes, where: { capacity_orders: many }, column: ships, to: 1 }",
      [".where.capacity_orders: \"many\" is not a number"]
    ),
    (
      "{ table: nodes, where: { capacity_orders: { over: 1 } }, column: ships, to: 1 }",
      [".where.capacity_orders.over: unknown comparison \"over\"; expected one of not, above, at_least, below, at_most"]
    ),
    (
      "{ table: nodes, where: { capacity_orders: { above: x } }, column: ships, to: 1 }",
      [".where.capacity_orders.above: \"x\" is neither a number nor a date such as 2026-11-11"]
    ),
    (
      "{ table: nodes, where: { tier: [] }, column: ships, to: 1 }",
      [".where.tier: is an empty list; expected at least one value"]
    ),
    (
      "{ table: nodes, where: { tier: {} }, column: ships, to: 1 }",
      [".where.tier: is empty; expected some of not, above, at_least, below, at_most"]
    ),
  ])
  func faults(change: String, expected: [String]) throws {
    let text = StudyFolder.assign + "variants:\n  - name: a\n    changes:\n    - \(change)\n"
    #expect(try StudyFolder(text).faults() == expected.map { "study:9:variants[0].changes[0]" + $0 })
  }

  /// A fault of what all values of an axis share is said once; of one value, where it stands.
  @Test func anAxis() throws {
    let shared = "grid: { a: { table: nodes, column: shps, values: [1, 2, 3] } }\n"
    #expect(
      try StudyFolder(StudyFolder.assign + shared).faults() == [
        "study:6:grid.a.column: nodes.csv has no column \"shps\"; maybe you meant \"ships\"?"
      ])
    let value = "grid: { a: { set: policy, times: [1, x] } }\n"
    #expect(
      try StudyFolder(StudyFolder.assign + value).faults() == [
        "study:6:grid.a.times: \"x\" is not a number; expected one with at most nine decimals"
      ])
  }
}

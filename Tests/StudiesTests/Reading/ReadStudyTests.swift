import Studies
import TestSupport
import Testing

@Suite struct ReadStudyTests {
  @Test func everything() throws {
    let study = try StudyFolder(
      """
      command: simulate
      policies: [optimal+planned@unified, nearest-store-first+min_max@siloed]
      replications: 7
      seed: 18446744073709551615
      base: no
      variants:
        - name: plain
        - name: changed
          changes:
            - { set: "simulation.demand_scale", to: 1.5 }
            - { table: nodes.csv, where: { tier: store }, column: [capacity_orders, capacity_units], times: 1.5 }
            - { table: zones, add: [{ zone_id: Z3, latitude: 1, longitude: 2 }, { zone_id: Z4 }] }
            - { table: stock, where: { on_hand: { at_least: 3, below: 10 } }, remove: true }
            - { table: stock, where: { node_id: DC1 }, copy: { node_id: S2, on_hand: null } }
      grid:
        lead: { table: supply, column: lead_days, plus: [-1, 0, 2] }
        service: { set: replenishment.service_level, values: [0.9, null] }
        network:
          - name: as-is
          - name: more
            changes: [{ table: nodes, where: { node_id: S1 }, column: ships, to: false }]
      front: [max fill_rate, min cost_to_serve]
      """
    ).read(metrics: ["fill_rate", "cost_to_serve"])
    #expect(study.command == .simulate)
    #expect(study.policies == ["optimal+planned@unified", "nearest-store-first+min_max@siloed"])
    #expect(study.replications == 7)
    #expect(study.seed == .max)
    #expect(!study.includesBase)
    #expect(study.listed.map(\.name) == ["plain", "changed"])
    #expect(study.listed.map(\.changes.count) == [0, 5])
    #expect(study.axes.map(\.name) == ["lead", "service", "network"])
    #expect(
      study.axes.map { $0.alternatives.map(\.name) } == [["-1", "+0", "+2"], ["0.9", "default"], ["as-is", "more"]])
    #expect(study.front.map(\.name) == ["fill_rate", "cost_to_serve"])
    #expect(study.front.map(\.isHigherBetter) == [true, false])
    #expect(study.variantCount == 14)
  }

  @Test func defaults() throws {
    let simulate = try StudyFolder("policies: [optimal+none@unified]\n").read()
    #expect(simulate.command == .simulate)
    #expect(simulate.replications == 5)
    #expect(simulate.seed == nil)
    #expect(simulate.includesBase)
    #expect(simulate.front.map(\.name) == ["cost_to_serve", "turnover_days"])
    let assign = try StudyFolder(StudyFolder.assign).read()
    #expect(assign.replications == 1)
    #expect(assign.front.map(\.isHigherBetter) == [false, true])
  }

  @Test func noFile() throws {
    let folder = try TemporaryFolder()
    do {
      _ = try readStudy(at: folder.path(of: "x.yaml"), metrics: { _ in [] })
      Issue.record("read a study that is not there")
    } catch {
      #expect(error.isMissingFolder)
      #expect(error.listed.map(\.message) == ["no such file"])
    }
  }

  /// A study with one fault each, and all that is said of it.
  @Test(arguments: [
    ("polices: [cheapest]\n", ["study:4:polices: unknown key \"polices\"; maybe you meant \"policies\"?"]),
    ("seed: -1\n", ["study:6:seed: \"-1\" is not a seed; expected a whole number from 0 to 18446744073709551615"]),
    ("base: maybe\n", ["study:6:base: \"maybe\" is not a yes or no; expected true or false"]),
    ("base: false\n", ["study:1: there is nothing to run: no variants, no grid, and base: false"]),
    (
      "replications: 2\n",
      ["study:6:replications: assign draws no random numbers, every replication would be the same; expected 1"]
    ),
    (
      "replications: 0\n",
      ["study:6:replications: \"0\" is too small; expected a whole number from 1 to 2147483647"]
    ),
    ("variants: []\n", ["study:6:variants: is an empty list; expected at least one variant"]),
    ("variants: 3\n", ["study:6:variants: is \"3\"; expected a list"]),
    ("variants: [3]\n", ["study:6:variants[0]: is \"3\"; expected a group of keys"]),
    ("variants: [{ changes: [] }]\n", ["study:6:variants[0].name: the required key is missing"]),
    ("variants: [{ name: '' }]\n", ["study:6:variants[0].name: is empty"]),
    (
      "variants: [{ name: base }]\n",
      [
        "study:6:variants[0].name: \"base\" is the name of two variants; the variant without changes has it, unless the study says base: false"
      ]
    ),
    (
      "variants: [{ name: a }, { name: a }]\n",
      ["study:6:variants[1].name: \"a\" is the name of two variants"]
    ),
    (
      "variants: [{ name: a=1 }]\ngrid: { a: { set: policy, values: [1] } }\n",
      ["study:7:grid: \"a=1\" is the name of two variants"]
    ),
    ("grid: {}\n", ["study:6:grid: is empty; expected at least one axis"]),
    ("grid: [a]\n", ["study:6:grid: is a list; expected a group of axes by their names"]),
    ("grid: { a: [] }\n", ["study:6:grid.a: is an empty list; expected at least one alternative"]),
    ("grid: { a: 3 }\n", ["study:6:grid.a: is \"3\"; expected a change with values, or a list of named alternatives"]),
    ("grid: { a: { set: policy } }\n", ["study:6:grid.a: has no lists of values; expected one: values, times or plus"]),
    (
      "grid: { a: { set: policy, values: [1], plus: [1] } }\n",
      ["study:6:grid.a: has several lists of values; expected one: values, times or plus"]
    ),
    ("grid: { a: { set: policy, values: 1 } }\n", ["study:6:grid.a.values: is \"1\"; expected a list"]),
    (
      "grid: { a: { set: policy, values: [] } }\n",
      ["study:6:grid.a.values: is an empty list; expected at least one value"]
    ),
    (
      "grid: { a: { set: policy, to: 1, values: [1] } }\n",
      ["study:6:grid.a.to: an axis has several values; expected values, a list"]
    ),
    (
      "grid: { a: { set: policy, values: [[1]] } }\n",
      ["study:6:grid.a.values[0]: is a list, which has no short name; write the axis as a list of named alternatives"]
    ),
    (
      "grid: { a: { set: policy, values: [1, 1] } }\n",
      [
        "study:6:grid.a: \"1\" is the name of two alternatives", "study:6:grid: \"a=1\" is the name of two variants",
      ]
    ),
    (
      "grid: { policy: { set: policy, values: [1] } }\n",
      [
        "study:6:grid.policy: is a column that table.csv has anyhow; give the axis another name"
      ]
    ),
    (
      "front: [cost_total]\n",
      ["study:6:front: has 1 entries; expected two metrics, such as [cost_total, max units_filled]"]
    ),
    ("front: [cost_total, max cost_total]\n", ["study:6:front: names one metric twice; expected two that are at odds"]),
    (
      "front: [cost_total, units_fileld]\n",
      [
        "study:6:front[1]: unknown metric \"units_fileld\"; maybe you meant \"units_filled\"?"
      ]
    ),
    (
      "front: [cost_total, most of units_filled]\n",
      [
        "study:6:front[1]: \"most of units_filled\" is not a metric; expected its name, with max before it where more is better"
      ]
    ),
  ])
  func faults(text: String, expected: [String]) throws {
    let given = text.hasPrefix("polices") ? "polices: [cheapest]\ncommand: assign\n" : StudyFolder.assign + text
    var expected = expected
    if text.hasPrefix("polices") { expected.insert("study:1:policies: the required key is missing", at: 0) }
    #expect(try StudyFolder(given).faults() == expected)
  }

  @Test(arguments: [
    ("scenario: s\npolicies: [cheapest]\ncommand: assign\nname: t\n", ["study:1:version: the required key is missing"]),
    (
      "version: 2\nname: a/b\nscenario: absent\ncommand: asign\npolicies: 3\n",
      [
        "study:1:version: \"2\" is not a version known here; expected 1",
        "study:2:name: \"a/b\" cannot name a folder; expected letters, digits, -, _ and points behind the first letter",
        "study:3:scenario: no such folder: \"PATH/absent\"",
        "study:4:command: \"asign\" cannot be studied; expected one of assign, simulate; maybe you meant \"assign\"?",
      ]
    ),
    ("[]", ["study:1: is a list; expected a group of keys"]),
    (
      "version: 1\nname: .x\nscenario: ''\npolicies: []\n",
      [
        "study:2:name: \".x\" cannot name a folder; expected letters, digits, -, _ and points behind the first letter",
        "study:3:scenario: is empty; expected the scenario's folder",
        "study:4:policies: is an empty list; expected at least one policy",
      ]
    ),
    ("a: [", ["study:1: is not YAML: while parsing a flow node did not find expected node content"]),
  ])
  func faultsOfTheHead(text: String, expected: [String]) throws {
    let study = try StudyFolder(text, isWhole: true)
    let found = study.faults().map { $0.replacing(study.folder.path, with: "PATH") }
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(a == b || b.contains("is not YAML") && a.contains("is not YAML")) }
  }

  @Test func policies() throws {
    let assign = try StudyFolder("command: assign\npolicies: [optimum, cheapest, cheapest]\n").faults()
    #expect(
      assign == [
        "study:5:policies[0]: \"optimum\" is not a policy of assign; expected one of optimal, cheapest, central-first, nearest-store-first; maybe you meant \"optimal\"?",
        "study:5:policies[2]: \"cheapest\" is named twice",
      ])
    let simulate = try StudyFolder(
      "policies: [optimal, cheapest@siloed, optimal+plan@unified, x+none@unified, optimal+none@silo]\n"
    )
    .faults()
    #expect(
      simulate == [
        "study:4:policies[2]: \"plan\" is not a way of replenishment; expected one of none, min_max, base_stock, planned; maybe you meant \"planned\"?",
        "study:4:policies[3]: \"x\" is not a way of fulfilment; expected one of optimal, cheapest, central-first, nearest-store-first",
        "study:4:policies[4]: \"silo\" is not a rule of channels; expected one of unified, siloed; maybe you meant \"siloed\"?",
      ])
  }

  @Test func tooManyRuns() throws {
    let axis = "{ set: policy, values: [" + (1...100).map { "\($0)" }.joined(separator: ",") + "] }"
    let grid = "grid:\n  a: \(axis)\n  b: \(axis)\n  c: \(axis)\n"
    #expect(
      try StudyFolder("policies: [optimal+none@unified, cheapest+none@unified]\n" + grid).faults()
        == ["study:6: 10000010 runs (1000001 variants x 2 policies x 5 replications); expected at most 100000"])
    let many = (1...10).map { "  a\($0): \(axis)\n" }.joined()
    #expect(
      try StudyFolder("policies: [optimal+none@unified]\ngrid:\n" + many).faults()
        == [
          "study:6: more than 9223372036854775807 runs (9223372036854775807 variants x 1 policies x 5 replications); expected at most 100000"
        ])
    #expect(
      try StudyFolder("policies: [optimal+none@unified]\nreplications: 100001\n").faults()
        == ["study:5: 100001 runs (1 variants x 1 policies x 100001 replications); expected at most 100000"])
  }
}

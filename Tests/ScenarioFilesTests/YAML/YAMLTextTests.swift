import ScenarioFiles
import Testing

@Suite struct YAMLTextTests {
  /// What is written is read back as the same values.
  @Test(arguments: [
    "a: 1\nb: [x, 'y z', \"null\", null, '']\n", "a: {}\nb: []\n", "- 1\n- - 2\n  - 3\n- {a: 4}\n", "just text",
    "k: 'a: b # c'\n'odd key: ': '- x'\nn: \"line\\nbreak\\t\\u0001\"\n",
    "a:\n  b:\n    - c: 1\n      d: [e, {f: g}]\n",
    "~", "t: '~'\nu: Null\nv: 'NULL'\nw: '2026-11-11T09:30:00Z'\nz: Grüße\n",
  ])
  func isReadBackAsItWas(text: String) throws {
    let tree = try YAMLTree(yaml: text, file: "a")
    let again = try YAMLTree(yaml: tree.yaml, file: "a")
    #expect(flat(again) == flat(tree), "\(tree.yaml)")
  }

  @Test func reads() throws {
    let tree = try YAMLTree(yaml: "b: [{c: 1, d: x y}, 2]\na: {e: {f: null}}", file: "a")
    #expect(tree.yaml == "b:\n  - c: 1\n    d: \"x y\"\n  - 2\na:\n  e:\n    f: null\n")
  }

  private func flat(_ tree: YAMLTree) -> String {
    switch tree.content {
    case .null: "null"
    case .scalar(let text): "<\(text)>"
    case .list(let items): "[" + items.map(flat).joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { "<\($0.key)>:" + flat($0.value) }.joined(separator: ",") + "}"
    }
  }
}

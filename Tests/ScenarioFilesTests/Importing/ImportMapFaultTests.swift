import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct ImportMapFaultTests {
  /// A map around the part that is wrong.
  private func map(source: String = "{}", columns: String = "{ sku_id: A }", rest: String = "") -> String {
    """
    version: 1
    sources:
      s: \(source)
    tables:
      skus:
        columns: \(columns)
    \(rest)
    """
  }

  @Test func aSmallMapHasNone() { #expect(faults(ofMap: map()).isEmpty) }

  @Test func unknownKeys() {
    #expect(
      faults(ofMap: map(source: "{ delimeter: ';' }")) == [
        "map.yaml:3:sources.s.delimeter: unknown key; expected about, delimiter, encoding, optional, carry_down, "
          + "unpivot, columns, rules; maybe you meant \"delimiter\"?"
      ])
    #expect(
      faults(ofMap: map(rest: "table: {}")) == [
        "map.yaml:7:table: unknown key; expected version, name, about, extends, parameters, values, sources, tables, "
          + "derive, scenario; maybe you meant \"tables\"?"
      ])
  }

  @Test func missingKeys() {
    #expect(
      faults(ofMap: "version: 2\n") == [
        "map.yaml:1: the key sources is missing", "map.yaml:1:version: \"2\" is unknown; expected 1",
        "map.yaml:1:tables: the map makes no table",
      ])
    #expect(
      faults(ofMap: map(columns: "{ name: A }")) == [
        "map.yaml:6:tables.skus.columns: the column sku_id is missing"
      ])
    // What the reader of a table requires, an import must make.
    #expect(
      faults(ofMap: map(rest: "  forecast: { columns: { node_id: A, sku_id: B, period_start: C } }")) == [
        "map.yaml:7:tables.forecast.columns: the column mean is missing"
      ])
  }

  @Test func unknownTablesAndColumns() {
    #expect(
      faults(ofMap: map(rest: "  order: { columns: { order_id: A } }")).first?.hasSuffix(
        "; maybe you meant \"orders\"?") == true)
    #expect(
      faults(ofMap: map(columns: "{ sku_id: A, wieght_kg: B }")) == [
        "map.yaml:6:tables.skus.columns.wieght_kg: no column of skus.csv; expected sku_id, name, category, price, "
          + "unit_cost, weight_kg, volume_l, holding_rate, season_start, season_end, salvage_value, shelf_life_days, "
          + "pack_size, ships_alone, kit_of; maybe you meant \"weight_kg\"?"
      ])
  }

  @Test(arguments: [
    ("{ then: [trim] }", "tables.skus.columns.sku_id: expected one of column, constant, template, first_of, cases"),
    (
      "{ column: A, then: [trimm] }",
      "tables.skus.columns.sku_id.then[0]: unknown step \"trimm\"; maybe you meant \"trim\"?"
    ),
    (
      "{ column: A, then: [\"\\e[2J\"] }", "tables.skus.columns.sku_id.then[0]: unknown step \"\\u{1b}[2J\""
    ),
    (
      "{ column: A, then: [replace] }",
      "tables.skus.columns.sku_id.then[0]: the step replace needs a value: { replace: … }"
    ),
    (
      "{ column: A, then: [{ replace: [x] }] }",
      "tables.skus.columns.sku_id.then[0].replace: expected two texts, [old, new]"
    ),
    (
      "{ column: A, then: [{ multiply: two }] }", "tables.skus.columns.sku_id.then[0].multiply: \"two\" is not a number"
    ),
    (
      "{ column: A, then: [{ lookup: sizes }] }",
      "tables.skus.columns.sku_id.then[0].lookup: no value map \"sizes\" under values"
    ),
    (
      "{ column: A, then: [{ date: { read: dd.QQ } }] }",
      "tables.skus.columns.sku_id.then[0].date.read: \"dd.QQ\" is no time pattern; expected one like yyyy-MM-dd HH:mm:ss (yyyy yy MM M MMM dd d HH H hh h mm ss S a Z)"
    ),
    (
      "{ column: A, then: [{ time: { read: yyyy-MM-dd, zone: Europe/Londn } }] }",
      "tables.skus.columns.sku_id.then[0].time.zone: \"Europe/Londn\" is no time zone; expected a name like Europe/London"
    ),
    (
      "{ column: A, aggregate: biggest }",
      "tables.skus.columns.sku_id.aggregate: \"biggest\" is unknown; expected same, first, last, min, max, sum, most_common, first_non_empty"
    ),
    (
      "{ column: A, disagree: first }",
      "tables.skus.columns.sku_id.disagree: only columns of orders.csv that belong to the order may disagree"
    ),
    ("{ template: 'a{b' }", "tables.skus.columns.sku_id.template: opens a brace that is never closed in \"a{b\""),
    ("[A]", "tables.skus.columns.sku_id: expected a group of keys, not a list"),
  ])
  func values(_ value: String, _ message: String) {
    #expect(faults(ofMap: map(columns: "{ sku_id: \(value) }")).first == "map.yaml:6:\(message)")
  }

  @Test(arguments: [
    ("{ reject: x }", "expected one of when, unless"),
    ("{ when: { A: b } }", "expected one of filter, reject, duplicate, with the reason as its value"),
  ])
  func rules(_ rule: String, _ message: String) {
    #expect(faults(ofMap: map(source: "{ rules: [ \(rule) ] }")) == ["map.yaml:3:sources.s.rules[0]: \(message)"])
  }

  @Test func tests() {
    #expect(
      faults(ofMap: map(source: "{ rules: [ { reject: x, when: { A: { starts: b } } } ] }")).first?.hasPrefix(
        "map.yaml:3:sources.s.rules[0].when.A.starts: unknown key; expected is, is_not, starts_with") == true)
  }

  @Test func parameters() {
    let text = map(rest: "parameters: { from: { about: first day } }")
    #expect(
      faults(ofMap: text) == ["map.yaml:7:parameters.from: must be given: --set from=VALUE (first day)"])
    #expect(
      faults(ofMap: text, set: [("from", "1"), ("form", "2")]) == [
        "map.yaml:1:--set form: unknown parameter; expected from; maybe you meant \"from\"?"
      ])
    #expect(
      faults(ofMap: map(columns: "{ sku_id: $whatever }")) == [
        "map.yaml:6:tables.skus.columns.sku_id: \"$whatever\" is no parameter of the map"
      ])
  }

  @Test func notYAML() {
    #expect(faults(ofMap: "") == ["map.yaml:1: holds no keys"])
    #expect(
      faults(ofMap: "a: [1") == [
        "map.yaml:2: is not YAML: while parsing a flow sequence: did not find expected ',' or ']'"
      ])
    #expect(
      faults(ofMap: "version: 1\nversion: 1\n") == ["map.yaml:1:version: the key stands twice; expected it once"])
    #expect(faults(ofMap: "[a]: 1") == ["map.yaml:1: has a key that is not a word"])
  }

  @Test func stockNeedsOrders() {
    let text = map(rest: "derive: { stock: { cover: [ { weight: 1, factor: 1 } ], nodes: [ { node: N, share: 1 } ] } }")
    #expect(
      faults(ofMap: text) == ["map.yaml:7:derive.stock: stock is derived from orders.csv, which the map does not make"])
  }

  @Test func extendedMapsMerge() throws {
    let map = try ImportMap(
      text: "extends: base\nname: mine\ntables: { zones: null, skus: { columns: { name: B } } }", file: "mine.yaml"
    ) { name throws(ScenarioErrors) in
      (
        "version: 1\nname: base\nsources: { s: {} }\ntables: { zones: { columns: { zone_id: Z } }, "
          + "skus: { columns: { sku_id: A } } }", name
      )
    }
    #expect(map.name == "mine")
    let folder = try TemporaryFolder()
    try folder.write("A,B\n1,x\n", to: "s.csv")
    let report = try importTables(
      map: map, sources: [ImportSource(path: folder.path(of: "s.csv"))], to: folder.path(of: "out"))
    #expect(report.tables == [ImportReport.Table(file: "skus.csv", rows: 1)])
    #expect(String(decoding: try folder.bytes(of: "out/skus.csv"), as: UTF8.self) == "sku_id,name\n1,x\n")
  }
}

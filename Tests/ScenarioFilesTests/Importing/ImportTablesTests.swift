import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct ImportTablesTests {
  /// A map that takes column V through steps into a SKU's name.
  private func through(_ value: String, _ cells: [String], head: String = "") throws -> [String] {
    let map = """
      version: 1
      \(head)
      sources: { s: {} }
      tables: { skus: { columns: { sku_id: K, name: \(value) } } }
      """
    let rows = cells.enumerated().map { "k\($0),\($1)\n" }.joined()
    let run = try ImportRun(map, ["K,V\n" + rows])
    return try run.text("skus.csv").split(separator: "\n").dropFirst().map {
      String($0.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)[1])
    }
  }

  @Test(arguments: [
    ("trim", "  a b ", "a b"), ("upper", "aé1", "AÉ1"), ("upper", "ab", "AB"), ("lower", "AB", "ab"),
    ("{ replace: [a, bb] }", "xaya", "xbbybb"), ("{ remove: '-' }", "1-2-3", "123"),
    ("{ remove_prefix: '#' }", "#1", "1"), ("{ remove_suffix: '.0' }", "17.0", "17"), ("{ before: ' ' }", "a b", "a"),
    ("{ after: ':' }", "x:y", "y"), ("{ default: none }", "", "none"), ("number", "£1.50", "1.5"),
    ("{ number: { decimal: ',', thousands: '.' } }", "\"1.234,50 €\"", "1234.5"), ("absolute", "-3", "3"),
    ("{ multiply: 0.55 }", "2.55", "1.4025"), ("{ add: 1 }", "2", "3"), ("{ round: 1 }", "2.25", "2.3"),
    ("{ date: { read: 'MMM d, yyyy', add_days: 3 } }", "\"Feb 27, 2024\"", "2024-03-01"),
    ("{ time: { read: 'd/M/yy h:mm a', zone: Europe/London } }", "1/7/11 12:05 am", "2011-06-30T23:05:00Z"),
    ("{ time: { read: yyyy-MM-dd HH:mm Z } }", "2011-07-01 00:05 +0530", "2011-06-30T18:35:00Z"),
  ])
  func steps(_ step: String, _ cell: String, _ expected: String) throws {
    #expect(try through("{ column: V, then: [ \(step) ] }", [cell]) == [expected])
  }

  @Test func origins() throws {
    #expect(try through("{ template: '{K}-{V}{{x}}' }", ["1"]) == ["k0-1{x}"])
    #expect(try through("{ first_of: [V, K] }", ["", "b"]) == ["k0", "b"])
    #expect(
      try through("{ cases: [ { when: { V: a }, value: { constant: one } }, { value: V } ] }", ["a", "b"])
        == ["one", "b"])
    let values = "values: { m: { map: { a: A }, otherwise: { text: other } } }"
    #expect(try through("{ column: V, then: [ { lookup: m } ] }", ["a", "b"], head: values) == ["A", "other"])
  }

  @Test func picksByWeightAndAlwaysTheSame() throws {
    let cells = (0..<4_000).map { "c\($0)" }
    let value = "{ column: V, then: [ { pick: { salt: s, weights: { a: 3, b: 1, c: 0 } } } ] }"
    let picked = try through(value, cells)
    #expect(try through(value, cells) == picked)
    let share = Double(picked.filter { $0 == "a" }.count) / 4_000
    #expect(abs(share - 0.75) < 0.03)
    #expect(!picked.contains("c"))
  }

  @Test func aLookupMayRejectRows() throws {
    let run = try ImportRun(
      """
      version: 1
      values: { m: { map: { a: A } } }
      sources: { s: { columns: { size: { column: V, then: [ { lookup: m } ] } } } }
      tables: { skus: { columns: { sku_id: K, name: size } } }
      """, ["K,V\n1,a\n2,b\n"])
    #expect(try run.text("skus.csv") == "sku_id,name\n1,A\n")
    #expect(try run.text("rejected.csv") == "source,line,reason,K,V\nexport1.csv,3,size: not in the value map m,2,b\n")
  }

  @Test func aggregatesAndMerging() throws {
    let map = """
      version: 1
      sources: { s: {} }
      tables:
        orders:
          key: [order_id, sku_id]
          columns:
            order_id: O
            sku_id: S
            quantity: { column: Q, aggregate: sum }
            unit_price: { column: P, aggregate: max }
            zone_id: Z
        skus:
          columns:
            sku_id: S
            name: { column: N, aggregate: most_common }
            category: { column: N, aggregate: last }
            price: { column: P, aggregate: min }
      """
    let run = try ImportRun(map, ["O,S,Q,P,N,Z\n1,A,2,9.5,x,N\n2,A,1,10,y,M\n1,A,3,10,y,N\n1,B,1,1,z,N\n1,B,1,1,z,M\n"])
    #expect(
      try run.text("orders.csv") == "order_id,sku_id,quantity,unit_price,zone_id\n1,A,5,10,N\n2,A,1,10,M\n1,B,1,1,N\n")
    #expect(try run.text("skus.csv") == "sku_id,name,category,price\nA,y,y,9.5\nB,z,z,1\n")
    #expect(nonzero(run.source.rejected) == ["zone_id: differs from the order's first row: 1"])
    #expect(run.addsUp)
  }

  @Test func stockFollowsItsRuleToTheUnit() throws {
    let map = """
      version: 1
      sources: { s: {} }
      tables: { orders: { columns: { order_id: O, sku_id: S, quantity: Q } } }
      derive:
        stock:
          cover: [ { weight: 1, factor: 1.5 } ]
          nodes: [ { node: A, share: 2 }, { node: B, share: 1 }, { node: C, share: 1 } ]
      """
    let run = try ImportRun(map, ["O,S,Q\n1,X,4\n2,X,3\n2,Y,1\n"])
    // 7 x 1.5 = 10.5, rounded up: 11 = 5.5 + 2.75 + 2.75; 1 x 1.5 rounds to 2.
    #expect(try run.text("stock.csv") == "node_id,sku_id,on_hand\nA,X,5\nB,X,3\nC,X,3\nA,Y,1\nB,Y,1\n")
    #expect(DerivedStock.apportion(0, by: [1, 2]) == [0, 0])
    #expect(DerivedStock.apportion(10, by: [0, 0]) == [0, 0])
  }

  @Test func encodingsAndDelimiters() throws {
    let map = "version: 1\nsources: { s: {} }\ntables: { skus: { columns: { sku_id: K, name: V } } }"
    let latin = Array("K;V\n1;caf".utf8) + [0xE9, 0x20, 0x80, 0x0A]
    #expect(try ImportRun(map, [latin]).text("skus.csv") == "sku_id,name\n1,café €\n")
    #expect(try ImportRun(map, ["\u{FEFF}K\tV\r\n1\tcafé\r\n"]).text("skus.csv") == "sku_id,name\n1,café\n")
    #expect(
      try ImportRun(map, ["K,V\n1,\"a \"\"b\"\"\nc\"\n"]).text("skus.csv") == "sku_id,name\n1,\"a \"\"b\"\"\nc\"\n")
  }

  @Test func brokenRowsAreRejectedWithTheirText() throws {
    let map = "version: 1\nsources: { s: {} }\ntables: { skus: { columns: { sku_id: K, name: V } } }"
    let run = try ImportRun(map, ["K,V\n1,5\" pot\n2,b\n3\n"])
    #expect(try run.text("skus.csv") == "sku_id,name\n2,b\n")
    #expect(
      try run.text("rejected.csv") == """
        source,line,reason,K,V
        export1.csv,2,has a quote inside a cell that does not begin with one; quote the whole cell,"1,5"" pot",
        export1.csv,4,"the row has 1 cell; expected 2, as in the header",3,

        """)
    #expect(run.addsUp)
  }

  @Test func missingColumnsAreFaults() throws {
    let map = "version: 1\nsources: { s: {} }\ntables: { skus: { columns: { sku_id: StockCode, name: V } } }"
    do {
      _ = try ImportRun(map, ["Stockcode,X\n1,2\n"])
      Issue.record("expected faults")
    } catch let errors as ScenarioErrors {
      #expect(
        errors.listed.map(\.description) == [
          "export1.csv:1:StockCode: no such column, which tables.skus.columns.sku_id reads; maybe you meant \"Stockcode\"?",
          "export1.csv:1:V: no such column, which tables.skus.columns.name reads; the file has Stockcode, X",
        ])
    }
  }

  @Test func anUnclosedQuoteIsAFault() throws {
    let map = "version: 1\nsources: { s: {} }\ntables: { skus: { columns: { sku_id: K } } }"
    #expect(throws: ScenarioErrors.self) { try ImportRun(map, ["K\n\"1\n2\n3\n"]) }
  }

  @Test func theBaseIsCopiedAndItsSettingsSet() throws {
    let map = """
      version: 1
      parameters: { to: { default: 2011-11-13 } }
      sources: { s: {} }
      tables: { skus: { base: add, columns: { sku_id: K, name: V } } }
      scenario: { name: "a: b", as_of: $to, timezone: Europe/London }
      """
    let run = try ImportRun(
      map, ["K,V\n1,a\n2,b\n"],
      base: [
        "scenario.yaml": "version: 1\nname: x   # mine\nas_of: 2020-01-01 # set\n# kept\nlimits:\n  max_km: 5\n",
        "nodes.csv": "node_id,tier\nA,central\n", "skus.csv": "price,sku_id\n4,2\n", "README.md": "no",
      ])
    #expect(
      try run.text("scenario.yaml") == """
        version: 1
        name: "a: b"  # mine
        as_of: 2011-11-13  # set
        # kept
        limits:
          max_km: 5
        timezone: Europe/London

        """)
    #expect(try run.text("skus.csv") == "price,sku_id,name\n4,2,\n,1,a\n")
    #expect(run.report.copied == ["nodes.csv"])
  }

  @Test func severalSourcesByNameAndPlace() throws {
    let map = try ImportMap(
      text: """
        version: 1
        sources: { a: {}, b: {} }
        tables: { skus: { source: a, columns: { sku_id: K } }, zones: { source: b, columns: { zone_id: Z } } }
        """, file: "map.yaml")
    let folder = try TemporaryFolder()
    try folder.write("K\n1\n", to: "k.csv")
    try folder.write("Z,reason\n,why\n", to: "z.csv")
    let a = ImportSource(argument: folder.path(of: "k.csv"), map: map)
    let b = ImportSource(argument: "b=" + folder.path(of: "z.csv"), map: map)
    #expect(b.name == "b")
    let report = try importTables(map: map, sources: [b, a], to: folder.path(of: "out"))
    #expect(report.sources.map(\.used) == [1, 0])
    #expect(
      String(decoding: try folder.bytes(of: "out/rejected.csv"), as: UTF8.self)
        == "source,line,reason,Z,row.reason,K\nz.csv,2,zone_id: empty,,why,\n")
    #expect(throws: ImportError.usage("no file for the source b; expected a=FILE b=FILE")) {
      try importTables(map: map, sources: [a], to: folder.path(of: "out2"))
    }
    #expect(throws: ImportError.noSuchFile("absent.csv")) {
      try importTables(
        map: map, sources: [ImportSource(path: "absent.csv"), b], to: folder.path(of: "out2"))
    }
    #expect(throws: ImportError.cannotWrite(folder.path(of: "out") + ": expected an empty folder")) {
      try importTables(map: map, sources: [a, b], to: folder.path(of: "out"))
    }
  }
}

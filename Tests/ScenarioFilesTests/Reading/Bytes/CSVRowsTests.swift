import ScenarioFiles
import SupplyModel
import Testing

@Suite struct CSVRowsTests {
  /// All rows as text, a fault as its description.
  private func read(_ text: String, delimiter: Character = ",") throws -> [[String]] {
    let file = try MappedFile(name: "t.csv", copying: Array(text.utf8))
    let csv = try CSVFile(file, delimiter: delimiter.asciiValue ?? 0)
    var rows = csv.rows()
    var result: [[String]] = []
    while true {
      do throws(ScenarioError) {
        guard try rows.next() else { return result }
        result.append((0..<rows.cellCount).map { rows.text($0) })
      } catch {
        result.append([error.description])
      }
    }
  }

  @Test func splitsCellsAndRows() throws {
    #expect(try read("a,b\n1,2\n,\n3,4") == [["1", "2"], ["", ""], ["3", "4"]])
  }

  @Test func toleratesCarriageReturnsByteOrderMarkAndBlankLines() throws {
    #expect(try read("\u{FEFF}a,b\r\n\r\n1,2\r\n\n3,\"4\"\r\n") == [["1", "2"], ["3", "4"]])
  }

  @Test func takesQuotedCells() throws {
    let rows = try read("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\n\"\"\"\",\"\"\"\"\"\"\n")
    #expect(rows == [["x,y", "say \"hi\""], ["two\nlines", ""], ["\"", "\"\""]])
  }

  @Test func takesAnotherDelimiter() throws {
    #expect(try read("a;b\n1,5;2\n", delimiter: ";") == [["1,5", "2"]])
  }

  @Test func reportsRaggedRowsAndGoesOn() throws {
    #expect(
      try read("a,b\n1\n1,2,3\n4,5\n") == [
        ["t.csv:2: the row has 1 cell; expected 2, as in the header"],
        ["t.csv:3: the row has 3 cells; expected 2, as in the header"], ["4", "5"],
      ])
  }

  @Test func reportsAnOpenQuoteWhereItOpens() throws {
    #expect(
      try read("a,b\n1,\"2\n2,3\n4,5\n") == [["t.csv:2:b: opens a quote that is never closed"]])
  }

  @Test func reportsQuotesInTheWrongPlaceAndGoesOn() throws {
    #expect(
      try read("a,b\n1,6\" nail\n\"x\ny\"z,3\n4,\"5\"\n") == [
        ["t.csv:2:b: has a quote inside a cell that does not begin with one; quote the whole cell"],
        ["t.csv:3:a: closes its quote before the end of the cell; double a quote that belongs to the text"],
        ["4", "5"],
      ])
  }

  @Test func countsPhysicalLinesInsideQuotes() throws {
    let csv = try CSVFile(MappedFile(name: "t.csv", copying: Array("a,b\n\"1\n\n\",2\n3,4\n".utf8)))
    var rows = csv.rows()
    #expect(try rows.next())
    #expect(rows.line == 2)
    #expect(try rows.next())
    #expect(rows.line == 5)
    #expect(try !rows.next())
  }

  @Test func reportsTextThatIsNotUTF8() throws {
    let csv = try CSVFile(
      MappedFile(name: "t.csv", copying: Array("a,b\n1,x".utf8) + [0xE4, 0x0A] + Array("é,2".utf8)))
    var rows = csv.rows()
    let error = #expect(throws: ScenarioError.self) { _ = try rows.next() }
    #expect(error?.description == "t.csv:2:b: is not UTF-8 text: byte 2 of the cell is 0xE4")
    #expect(try rows.next())
    #expect(rows.text(0) == "é")
  }

  @Test func stretchesReadAsTheWhole() throws {
    let body = (0..<100).map { "\($0),x\($0)\n" }.joined()
    let csv = try CSVFile(MappedFile(name: "t.csv", copying: Array(("a,b\n" + body).utf8)))
    let pieces = csv.pieces(ofAbout: 40)
    #expect(pieces.count > 5)
    var seen: [String] = []
    var lines: [Int] = []
    for stretch in csv.stretches(pieces, pieces.map { ByteTraits(csv.bytes(in: $0)) }) {
      var rows = csv.rows(in: stretch)
      while try rows.next() {
        seen.append(rows.text(1))
        lines.append(rows.line)
      }
    }
    #expect(seen == (0..<100).map { "x\($0)" })
    #expect(lines == Array(2..<102))
  }

  @Test(arguments: [
    ("", "t.csv: is empty"), ("\n\n", "t.csv:1: has no header row"),
    ("a,b\r1,2\r", "t.csv:1: has line ends of a carriage return alone; expected LF or CRLF"),
    ("PK\u{3}\u{4}", "t.csv:1: is a ZIP archive or a workbook; expected UTF-8 CSV text"),
  ])
  func refusesWhatIsNoTable(_ text: String, _ message: String) throws {
    let error = #expect(throws: ScenarioError.self) {
      _ = try CSVFile(MappedFile(name: "t.csv", copying: Array(text.utf8)))
    }
    #expect(error?.description == message)
  }
}

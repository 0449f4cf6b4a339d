import Reports
import Testing

@Suite struct TextTableTests {
  @Test func alignsTheFirstColumnLeftAndTheOthersRight() {
    var table = TextTable()
    table.add(["policy", "optimal", "cheapest"])
    table.rule()
    table.add(["total", "28.00", "1,039.00"])
    #expect(
      table.text == """
        policy  optimal  cheapest
        -------------------------
        total     28.00  1,039.00
        """)
  }

  @Test func rowsMayDifferInLength() {
    var table = TextTable()
    table.add(["a", "b", "c"])
    table.add(["longer"])
    table.add(["x", "12345"])
    #expect(
      table.text == """
        a           b  c
        longer
        x       12345
        """)
  }

  @Test func emptyCellsLeaveNoSpaceAtTheEnd() {
    var table = TextTable()
    table.add(["name", "value", "note"])
    table.add(["x", "1", ""])
    table.add(["y", "", ""])
    #expect(table.text == "name  value  note\nx         1\ny")
  }

  @Test func countsLettersNotBytes() {
    var table = TextTable()
    table.add(["Köln", "5"])
    table.add(["Bonn", "12"])
    #expect(table.text == "Köln   5\nBonn  12")
  }

  @Test func anEmptyTableIsEmptyText() {
    #expect(TextTable().text == "")
  }
}

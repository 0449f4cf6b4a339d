import SupplyModel
import Testing

@Suite struct IdentifierTableTests {
  @Test func idsAreBytesAndNothingElse() {
    var table = IdentifierTable()
    #expect(table.insert("007").index == 0)
    #expect(table.insert("7").index == 1)
    #expect(table.insert("7 ").index == 2)
    // The same character to a reader, other bytes: composed and decomposed.
    #expect(table.insert("\u{E9}").index == 3)
    #expect(table.insert("e\u{301}").index == 4)
    #expect(table.insert("").index == 5)
    #expect(table.insert("7") == (1, false))
    #expect(table.count == 6)
    #expect(table[Int32(4)].unicodeScalars.count == 2)
    #expect(table.index(of: "") == 5)
    #expect(table.index(of: "8") == nil)
  }

  @Test func emptyTable() {
    let table = IdentifierTable()
    #expect(table.count == 0)
    #expect(table.index(of: "a") == nil)
  }

  @Test func manyIds() {
    var table = IdentifierTable()
    table.reserveCapacity(10, bytes: 10)
    for number in 0..<20_000 { #expect(table.insert("ORDER-\(number)") == (Int32(number), true)) }
    for number in 0..<20_000 {
      #expect(table.index(of: "ORDER-\(number)") == Int32(number))
      #expect(table[number] == "ORDER-\(number)")
    }
  }

  @Test func equalIdsCollapse() {
    let table = IdentifierTable(["a", "b", "a"])
    #expect(table.count == 2)
    #expect(table[1] == "b")
  }
}

import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct FileSinkTests {
  @Test(arguments: [
    (0, 0, "0"), (0, 6, "0"), (7, 0, "7"), (-7, 0, "-7"), (1, 6, "0.000001"), (-1, 6, "-0.000001"),
    (12_500_000, 6, "12.5"), (100, 0, "100"), (1_000_000, 6, "1"), (10_000_000, 6, "10"), (1_050, 3, "1.05"),
    (Int64.max, 6, "9223372036854.775807"), (Int64.min, 6, "-9223372036854.775808"), (Int64.min, 0, "\(Int64.min)"),
  ])
  func numbers(value: Int64, scale: Int, text: String) throws {
    let folder = try TemporaryFolder()
    let sink = try FileSink(path: folder.path(of: "a"))
    sink.write(value, scale: scale)
    try sink.close()
    #expect(String(decoding: try folder.bytes(of: "a"), as: UTF8.self) == text)
    #expect(decimalText(value, scale: scale) == text)
  }

  @Test func moreThanTheBufferHolds() throws {
    let folder = try TemporaryFolder()
    let sink = try FileSink(path: folder.path(of: "a"))
    var expected: [UInt8] = []
    for index in 0..<300_000 {
      sink.write(Int64(index))
      sink.write(byte: 0x0A)
      expected += Array("\(index)\n".utf8)
    }
    let long = String(repeating: "é", count: 1 << 20)
    sink.write(long)
    try sink.close()
    #expect(try folder.bytes(of: "a") == expected + Array(long.utf8))
  }

  @Test func fullDiskIsNoSuccess() throws {
    let sink = try FileSink(path: "/dev/full")
    sink.write("text")
    #expect(throws: OutputError(path: "/dev/full", reason: "No space left on device")) { try sink.close() }
  }

  @Test func missingFolder() {
    #expect(throws: OutputError(path: "/nowhere/a", reason: "No such file or directory")) {
      try FileSink(path: "/nowhere/a")
    }
  }
}

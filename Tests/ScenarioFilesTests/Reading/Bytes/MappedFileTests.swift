import CZlib
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct MappedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func bytes(_ name: String) throws -> [UInt8] {
    let file = try MappedFile(path: folder.path(of: name), name: name)
    return withExtendedLifetime(file) { Array(file.bytes) }
  }

  private func fault(_ name: String) -> String? {
    do throws(ScenarioError) {
      _ = try MappedFile(path: folder.path(of: name), name: name)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func readsPlainAndZippedFilesAlike() throws {
    let text = Array(String(repeating: "abc,def\n", count: 20_000).utf8)
    try folder.write(text, to: "a.csv")
    try folder.write(gzip(text), to: "a.csv.gz")
    #expect(try bytes("a.csv") == text)
    #expect(try bytes("a.csv.gz") == text)
  }

  @Test func readsSeveralMembersAndPadding() throws {
    let members = gzip(Array("a,b\n".utf8)) + gzip(Array("1,2\n".utf8)) + [0, 0, 0]
    try folder.write(members, to: "a.csv.gz")
    #expect(try bytes("a.csv.gz") == Array("a,b\n1,2\n".utf8))
  }

  @Test func refusesWhatIsNoFile() throws {
    try folder.write("x", to: "inner/file")
    try folder.write([], to: "empty")
    #expect(fault("none") == "none: no such file")
    #expect(fault("inner/file/x") == "inner/file/x: no such file")
    #expect(fault("inner") == "inner: is a directory; expected a file")
    #expect(fault("empty") == "empty: is empty")
    #expect(fault("inner/file") == nil)
  }

  @Test func refusesBrokenGzip() throws {
    let sound = gzip(Array("order_id,sku_id,quantity\n1,2,3\n".utf8))
    for length in 1..<sound.count {
      try folder.write(Array(sound[..<length]), to: "a.gz")
      #expect(fault("a.gz") == "a.gz: is a truncated gzip file: its data ends too early")
    }
    try folder.write(Array("order_id\n".utf8), to: "b.gz")
    #expect(fault("b.gz") == "b.gz: is not a sound gzip file: incorrect header check")
    try folder.write(sound + Array("more".utf8), to: "c.gz")
    #expect(fault("c.gz") == "c.gz: is not a sound gzip file: other data follows its end")
    var wrong = sound
    wrong[wrong.count - 6] ^= 1
    try folder.write(wrong, to: "d.gz")
    #expect(fault("d.gz") == "d.gz: is not a sound gzip file: incorrect data check")
    try folder.write(gzip([]), to: "e.gz")
    #expect(fault("e.gz") == "e.gz: is empty")
    try folder.write([], to: "f.gz")
    #expect(fault("f.gz") == "f.gz: is empty")
  }
}

/// The bytes as one gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  let version = ZLIB_VERSION
  deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, version, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + 1_024)
  return input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return Array(target[..<(target.count - Int(stream.avail_out))])
    }
  }
}

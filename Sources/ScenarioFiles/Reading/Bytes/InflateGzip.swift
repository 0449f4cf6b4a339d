import CZlib
import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// More inflated bytes than this are refused: a small file that inflates without end must not fill the memory.
private let inflatedLimit = 4 << 30

/// The inflated bytes of a gzip file of one or more members, in memory from `malloc` that the caller frees.
/// - Throws: a truncated or broken stream, other bytes behind it, nothing in it, or more than 4 GiB.
/// - Complexity: O(inflated bytes).
func inflateGzip(
  _ input: UnsafeBufferPointer<UInt8>, file: String
) throws(ScenarioError) -> UnsafeMutableBufferPointer<UInt8> {
  var inflater = Inflater(file: file)
  do {
    try inflater.run(input)
  } catch {
    free(inflater.output)
    throw error
  }
  guard let output = inflater.output, inflater.count > 0 else {
    free(inflater.output)
    throw ScenarioError(file: file, message: "is empty")
  }
  return UnsafeMutableBufferPointer(start: output, count: inflater.count)
}

private struct Inflater {
  let file: String
  var output: UnsafeMutablePointer<UInt8>?
  var count = 0
  var capacity = 0

  init(file: String) { self.file = file }

  mutating func run(_ input: UnsafeBufferPointer<UInt8>) throws(ScenarioError) {
    var stream = z_stream()
    // 15 bits of window, plus 16: a gzip header is required.
    let opened = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw fault("cannot be inflated: out of memory") }
    defer { inflateEnd(&stream) }
    var used = 0
    var ended = false
    while true {
      if ended {
        guard try startsAnotherMember(UnsafeBufferPointer(rebasing: input[used...])) else { return }
        inflateReset(&stream)
        ended = false
      }
      if used == input.count { throw fault("is a truncated gzip file: its data ends too early") }
      try makeRoom(for: input.count)
      // zlib counts in 32 bits.
      let offered = min(input.count - used, 1 << 30)
      let room = min(capacity - count, 1 << 30)
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + used })
      stream.avail_in = UInt32(offered)
      stream.next_out = output.map { $0 + count }
      stream.avail_out = UInt32(room)
      let status = inflate(&stream, Z_NO_FLUSH)
      let taken = offered - Int(stream.avail_in)
      let given = room - Int(stream.avail_out)
      used += taken
      count += given
      switch status {
      case Z_STREAM_END: ended = true
      case Z_OK where taken > 0 || given > 0: break
      case Z_OK, Z_BUF_ERROR:
        if used == input.count { throw fault("is a truncated gzip file: its data ends too early") }
      case Z_MEM_ERROR: throw fault("cannot be inflated: out of memory")
      default:
        let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
        throw fault("is not a sound gzip file: \(reason)")
      }
    }
  }

  /// Whether more compressed data follows a finished member; zero padding, as tape tools leave it, does not count.
  private func startsAnotherMember(_ rest: UnsafeBufferPointer<UInt8>) throws(ScenarioError) -> Bool {
    guard let first = rest.first else { return false }
    if first == 0x1F { return true }
    if rest.allSatisfy({ $0 == 0 }) { return false }
    throw fault("is not a sound gzip file: other data follows its end")
  }

  private mutating func makeRoom(for inputCount: Int) throws(ScenarioError) {
    guard count == capacity else { return }
    let larger = capacity == 0 ? max(1 << 16, inputCount * 4) : capacity * 2
    guard capacity < inflatedLimit else { throw fault("inflates to more than 4 GiB") }
    let size = min(larger, inflatedLimit)
    guard let moved = realloc(output, size) else { throw fault("cannot be inflated: out of memory") }
    output = moved.assumingMemoryBound(to: UInt8.self)
    capacity = size
  }

  private func fault(_ message: String) -> ScenarioError { ScenarioError(file: file, message: message) }
}

import Dispatch
import SupplyModel

extension FileSink {
  /// Rows that one thread formats before it hands them over: about half a mebibyte of text.
  static let rowsAtOnce = 8192

  /// Appends rows that are formatted on several threads, in their order: the same bytes for any number of threads.
  /// - Parameters:
  ///   - size: rows that one thread formats before it hands them over.
  ///   - format: appends a range of the rows to a sink.
  /// - Complexity: O(bytes); memory O(threads).
  func writeRows(
    _ count: Int, threads: Int, atOnce size: Int = FileSink.rowsAtOnce,
    _ format: @Sendable (Range<Int>, FileSink) -> Void
  ) {
    let chunks = (count + size - 1) / size
    guard threads > 1, chunks > 1 else { return format(0..<count, self) }
    // Chunks are taken in order, so that the one before is always done or in work: nobody waits for ever.
    let turns = (0...chunks).map { _ in DispatchSemaphore(value: 0) }
    turns[0].signal()
    // Only the thread whose turn it is touches the file.
    nonisolated(unsafe) let file = self
    concurrently(chunks, threads: threads) { chunk in
      let buffer = FileSink()
      format(chunk * size..<min(count, (chunk + 1) * size), buffer)
      turns[chunk].wait()
      buffer.move(to: file)
      turns[chunk + 1].signal()
    }
  }
}

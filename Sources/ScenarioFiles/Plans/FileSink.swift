#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is written once from start to end, through a buffer of a mebibyte; or memory, for text that is put
/// together beside the file it goes to.
///
/// The first failed write is remembered, later ones are dropped, and `close` throws: rows can be formatted without a
/// `try` a field, and a full disk is still never taken for success.
package final class FileSink {
  package let path: String
  /// -1 for memory.
  private let descriptor: Int32
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var used = 0
  private var isOpen = true
  private var failure: Int32?

  private static let firstCapacity = 1 << 20
  /// Room that every fixed-width append may count on.
  private static let margin = 64

  /// Creates (or empties) the file.
  package init(path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputError(path: path, errorNumber: errno) }
    self.path = path
    self.descriptor = descriptor
    capacity = FileSink.firstCapacity
    buffer = .allocate(capacity: capacity)
  }

  /// Memory that grows as it is written to.
  init() {
    path = ""
    descriptor = -1
    capacity = FileSink.firstCapacity
    buffer = .allocate(capacity: capacity)
  }

  deinit {
    if isOpen, descriptor >= 0 { _ = Self.closeDescriptor(descriptor) }
    buffer.deallocate()
  }

  /// Writes what is left and closes the file.
  /// - Throws: the first error of any write so far.
  package func close() throws(OutputError) {
    guard isOpen, descriptor >= 0 else { return }
    flush()
    isOpen = false
    let closed = Self.closeDescriptor(descriptor)
    if let failure { throw OutputError(path: path, errorNumber: failure) }
    if closed != 0 { throw OutputError(path: path, errorNumber: errno) }
  }

  /// Appends one byte.
  package func write(byte: UInt8) {
    makeRoom(for: 0)
    buffer[used] = byte
    used += 1
  }

  /// Appends bytes as they are.
  package func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    makeRoom(for: bytes.count)
    if bytes.count + FileSink.margin > capacity {
      emit(start, bytes.count)
    } else {
      (buffer + used).update(from: start, count: bytes.count)
      used += bytes.count
    }
  }

  /// Appends text.
  package func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// Appends bytes as they are.
  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  /// Appends a whole number >= 0 with at least `width` digits, zeros in front.
  func write(_ number: Int, width: Int = 1) {
    var bound = 10
    for _ in 1..<width {
      if number < bound { write(byte: UInt8(ascii: "0")) }
      bound *= 10
    }
    write(Int64(number))
  }

  /// Appends a whole number.
  package func write(_ number: Int64) {
    write(number, scale: 0)
  }

  /// Appends `number / 10^scale` as exact decimal text without trailing zeros.
  package func write(_ number: Int64, scale: Int) {
    makeRoom(for: 0)
    var magnitude = number.magnitude
    var left = scale
    while left > 0, magnitude % 10 == 0 {
      magnitude /= 10
      left -= 1
    }
    // Right to left into the margin's far half, then moved down: 20 digits, a point and a sign fit.
    let end = used + FileSink.margin
    var at = end
    var decimals = left
    repeat {
      at -= 1
      buffer[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
      magnitude /= 10
      decimals -= 1
      if decimals == 0 {
        at -= 1
        buffer[at] = UInt8(ascii: ".")
      }
    } while magnitude > 0 || decimals >= 0
    if number < 0 {
      at -= 1
      buffer[at] = UInt8(ascii: "-")
    }
    (buffer + used).update(from: buffer + at, count: end - at)
    used += end - at
  }

  /// Moves all that was written to memory behind what another sink holds; the memory is kept for what comes next.
  func move(to other: FileSink) {
    other.write(UnsafeBufferPointer(start: buffer, count: used))
    used = 0
  }

  /// Room for so many bytes and one fixed-width append: a file's buffer is written out, memory grows.
  @inline(__always)
  private func makeRoom(for count: Int) {
    if used + count + FileSink.margin > capacity { makeMoreRoom(for: count) }
  }

  private func makeMoreRoom(for count: Int) {
    if descriptor >= 0 { return flush() }
    capacity = max(capacity * 2, used + count + FileSink.margin)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: buffer, count: used)
    buffer.deallocate()
    buffer = larger
  }

  private func flush() {
    emit(buffer, used)
    used = 0
  }

  private func emit(_ start: UnsafePointer<UInt8>, _ count: Int) {
    var done = 0
    while done < count, failure == nil {
      #if canImport(Glibc)
        let written = Glibc.write(descriptor, start + done, count - done)
      #else
        let written = Musl.write(descriptor, start + done, count - done)
      #endif
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        failure = errno
      }
    }
  }

  private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Musl.close(descriptor)
    #endif
  }
}

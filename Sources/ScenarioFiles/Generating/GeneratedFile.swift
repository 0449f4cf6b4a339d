import Glibc

/// Why a generated file could not be written.
package struct GeneratedFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The system's error number.
  package let code: Int32

  /// `PATH: cannot write: REASON`.
  package var description: String { "\(path): cannot write: \(String(cString: strerror(code)))" }
}

/// A file that is written from front to back in large pieces; rows are put together in one byte buffer.
///
/// Text never passes through `String` for rows: a million rows take a fraction of a second.
final class GeneratedFile {
  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let pieceSize = 1 << 20

  /// Creates `directory`/`name`, emptying one that is there. Throws `GeneratedFileError`.
  init(_ name: String, in directory: String) throws(GeneratedFileError) {
    path = directory + "/" + name
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw GeneratedFileError(path: path, code: errno) }
    buffer.reserveCapacity(GeneratedFile.pieceSize + 4096)
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Appends text as UTF-8.
  func append(_ text: String) {
    buffer.append(contentsOf: text.utf8)
  }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
  }

  /// Appends one ASCII character.
  func append(byte: UInt8) {
    buffer.append(byte)
  }

  /// Appends the comma between two cells.
  func nextCell() {
    buffer.append(UInt8(ascii: ","))
  }

  /// Ends the row, and hands a full buffer to the system. Throws `GeneratedFileError`.
  func endRow() throws(GeneratedFileError) {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= GeneratedFile.pieceSize { try flush() }
  }

  /// Appends a whole number >= 0 with at least `width` digits, zeros in front.
  func append(_ number: Int, width: Int = 1) {
    var places = 1
    var power = 10
    while places < width || (number >= power && power < 1_000_000_000_000_000_000) {
      places += 1
      power *= 10
    }
    for _ in 0..<places {
      power /= 10
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
    }
  }

  /// Appends `scaled` / 10^`places` (>= 0) as a decimal without needless zeros.
  func append(_ scaled: Int, places: Int) {
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    append(scaled / unit)
    var rest = scaled % unit
    if rest == 0 { return }
    buffer.append(UInt8(ascii: "."))
    while rest > 0 {
      unit /= 10
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
    }
  }

  /// Writes what is left and closes; errors that the system reports only then are thrown, too.
  func close() throws(GeneratedFileError) {
    try flush()
    let result = Glibc.close(descriptor)
    descriptor = -1
    if result != 0 { throw GeneratedFileError(path: path, code: errno) }
  }

  private func flush() throws(GeneratedFileError) {
    var done = 0
    while done < buffer.count {
      let (written, code) = buffer.withUnsafeBytes { bytes in
        (write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done), errno)
      }
      if written < 0 {
        if code == EINTR { continue }
        throw GeneratedFileError(path: path, code: code)
      }
      done += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

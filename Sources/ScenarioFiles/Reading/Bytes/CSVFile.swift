import SupplyModel

/// A stretch of whole rows of a CSV file.
package struct CSVStretch: Hashable, Sendable {
  /// Offsets into the file's bytes.
  package var range: Range<Int>
  /// The physical line, from 1, on which the stretch begins.
  package var firstLine: Int
  package var traits: ByteTraits

  package init(range: Range<Int>, firstLine: Int, traits: ByteTraits) {
    self.range = range
    self.firstLine = firstLine
    self.traits = traits
  }
}

/// A CSV file after RFC 4180 with its header read: UTF-8, LF or CRLF, a byte order mark tolerated.
///
/// Knows nothing of the scenario's tables, so that files of other systems are read through it as well.
package final class CSVFile: Sendable {
  /// The file's bytes and the name that faults carry.
  package let file: MappedFile
  /// What stands between two cells.
  package let delimiter: UInt8
  /// The cells of the header, as they stand.
  package let columns: [String]
  /// Everything behind the header.
  package let body: Range<Int>
  private let bodyLine: Int

  /// The name that faults carry.
  package var name: String { file.name }

  /// More columns than this are taken for a broken file.
  static let columnLimit = 4_096

  /// Opens a file and reads its header.
  /// - Throws: what `MappedFile` throws, and faults of the header: not text, a broken quote, over 4,096 columns.
  package convenience init(path: String, name: String, delimiter: UInt8 = UInt8(ascii: ",")) throws(ScenarioError) {
    try self.init(MappedFile(path: path, name: name), delimiter: delimiter)
  }

  /// Reads the header of a file that is open already.
  /// - Throws: faults of the header: not text, a broken quote, over 4,096 columns.
  package init(_ file: MappedFile, delimiter: UInt8 = UInt8(ascii: ",")) throws(ScenarioError) {
    self.file = file
    self.delimiter = delimiter
    try CSVFile.refuseOtherFormats(file)
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var header = CSVRows(header: file, from: start, delimiter: delimiter)
    guard try header.next() else { throw ScenarioError(file: file.name, line: 1, message: "has no header row") }
    var columns: [String] = []
    for position in 0..<header.cellCount { columns.append(String(decoding: header.cell(position), as: UTF8.self)) }
    if columns.contains(where: { $0.utf8.contains(0x0D) }) {
      let message = "has line ends of a carriage return alone; expected LF or CRLF"
      throw ScenarioError(file: file.name, line: 1, message: message)
    }
    self.columns = columns
    self.body = header.position..<file.bytes.count
    self.bodyLine = header.nextLine
  }

  /// The position of a column, compared byte for byte; the first where it stands twice.
  package func position(of column: String) -> Int? {
    columns.firstIndex { $0.utf8.elementsEqual(column.utf8) }
  }

  /// All rows behind the header, in one stretch. Complexity: O(bytes), for a look at what they hold.
  package func rows() -> CSVRows {
    let traits = ByteTraits(bytes(in: body))
    return rows(in: CSVStretch(range: body, firstLine: bodyLine, traits: traits))
  }

  /// The rows of one stretch.
  package func rows(in stretch: CSVStretch) -> CSVRows { CSVRows(self, stretch) }

  /// The bytes of a range of offsets.
  package func bytes(in range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: file.bytes[range])
  }

  /// Lets go of the memory of a range that has been read; the bytes stay readable, from the file itself.
  package func release(_ range: Range<Int>) { file.release(range) }

  /// Ranges of about `size` bytes that together are the body, each but the last ending in a line feed.
  ///
  /// They depend on the bytes alone, not on the number of threads, so that every run sees the same stretches.
  package func pieces(ofAbout size: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = body.lowerBound
    while start < body.upperBound {
      var end = start + min(max(1, size), body.upperBound - start)
      while end < body.upperBound, file.bytes[end - 1] != 0x0A { end += 1 }
      pieces.append(start..<end)
      start = end
    }
    return pieces
  }

  /// Turns pieces and what they hold into stretches that can be read independently.
  ///
  /// A line feed inside quotes ends no row, so a file with any quote stays whole.
  package func stretches(_ pieces: [Range<Int>], _ traits: [ByteTraits]) -> [CSVStretch] {
    guard traits.contains(where: \.hasQuote) else {
      var line = bodyLine
      return zip(pieces, traits).map { piece, traits in
        defer { line += traits.newlines }
        return CSVStretch(range: piece, firstLine: line, traits: traits)
      }
    }
    var whole = traits[0]
    for other in traits.dropFirst() { whole.formUnion(other) }
    return [CSVStretch(range: body, firstLine: bodyLine, traits: whole)]
  }

  private static func refuseOtherFormats(_ file: MappedFile) throws(ScenarioError) {
    let bytes = file.bytes
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw ScenarioError(file: file.name, line: 1, message: "is gzip data; name the file \(file.name).gz")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw ScenarioError(file: file.name, line: 1, message: "is UTF-16 text; expected UTF-8")
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw ScenarioError(file: file.name, line: 1, message: "is a ZIP archive or a workbook; expected UTF-8 CSV text")
    }
  }
}

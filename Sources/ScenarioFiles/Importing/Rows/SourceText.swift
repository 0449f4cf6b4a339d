import SupplyModel

/// Finds out how a file is text, and opens it as CSV.
enum SourceText {
  /// Opens a source as the map (or the file itself) says it is written.
  ///
  /// - Throws: what the CSV reader throws, and files of 2 GiB and over.
  static func open(_ path: String, name: String, rule: SourceRule) throws(ScenarioError) -> CSVFile {
    var file = try MappedFile(path: path, name: name)
    guard file.bytes.count < 1 << 31 else {
      throw ScenarioError(file: name, message: "is over 2 GiB; split it, and give the parts one after the other")
    }
    if isWindows1252(file, rule.encoding) {
      file = try MappedFile(name: name, copying: utf8(fromWindows1252: file.bytes))
    }
    return try CSVFile(file, delimiter: rule.delimiter ?? delimiter(of: file.bytes))
  }

  private static func isWindows1252(_ file: MappedFile, _ encoding: SourceEncoding) -> Bool {
    switch encoding {
    case .utf8: false
    case .windows1252: true
    case .auto: ByteTraits(file.bytes).hasHighBit && firstInvalidUTF8(file.bytes) != nil
    }
  }

  /// The most frequent of `,` `;` tab `|` outside quotes in the first line; ties in this order.
  static func delimiter(of bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let best = counts.max() ?? 0
    return candidates[counts.firstIndex(of: best) ?? 0]
  }

  /// Windows-1252 as the WHATWG Encoding Standard decodes it: the five bytes without a character become C1 controls.
  static func utf8(fromWindows1252 bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        output.append(byte)
      } else {
        let scalar = byte < 0xA0 ? upperHalf[Int(byte) - 0x80] : UInt32(byte)
        if let scalar = Unicode.Scalar(scalar) { output.append(contentsOf: Character(scalar).utf8) }
      }
    }
    return output
  }

  /// Code points of the bytes 0x80 to 0x9F.
  private static let upperHalf: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}

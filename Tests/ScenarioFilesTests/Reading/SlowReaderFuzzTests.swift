import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// Seeded mutations of valid files: whatever the bytes, reading ends, with a scenario or with faults that say something.
@Suite struct SlowReaderFuzzTests {
  private static let cases = 12_000

  @Test(arguments: 0..<8)
  func readsOrRefusesAnyBytes(_ part: Int) throws {
    let folder = try TemporaryScenario(base: TemporaryScenario.full)
    let names = TemporaryScenario.full.keys.sorted()
    var random = Mutator(seed: UInt64(part) + 1)
    var refused = 0
    let count = SlowReaderFuzzTests.cases / 8
    for number in 0..<count {
      let name = names[(number + part) % names.count]
      let text = Array((TemporaryScenario.full[name] ?? "").utf8)
      var bytes = text
      for _ in 0...random.below(3) { bytes = random.mutated(bytes) }
      let zips = name.hasSuffix(".csv") && random.below(8) == 0
      if zips {
        try folder.folder.write(random.below(2) == 0 ? gzip(bytes) : random.mutated(gzip(bytes)), to: name + ".gz")
        try folder.folder.remove(name)
      } else {
        try folder.folder.write(bytes, to: name)
      }
      refused +=
        try outcome(folder.path, "part \(part), case \(number), \(name)", isDeterminismChecked: number % 4 == 0) ? 0 : 1
      if zips { try folder.folder.remove(name + ".gz") }
      try folder.folder.write(text, to: name)
    }
    // Both ways out are taken: mutations are neither all harmless nor all fatal.
    #expect(refused > count / 2)
    #expect(refused < count)
  }

  /// Whether the folder could be read; now and then, whether one thread on short stretches says the same as two.
  private func outcome(_ path: String, _ place: String, isDeterminismChecked: Bool) throws -> Bool {
    var divided = ReadingOptions(requires: .assign)
    divided.stretchBytes = 40
    let options = divided
    do throws(ScenarioErrors) {
      let scenario = try readScenario(at: path, options: ReadingOptions(threads: 2, requires: .assign))
      #expect(scenario.lines.count == scenario.orders.reduce(0) { $0 + $1.lines.count }, "\(place)")
      if isDeterminismChecked { #expect(throws: Never.self) { _ = try readScenario(at: path, options: options) } }
      return true
    } catch {
      #expect(error.count >= error.listed.count && !error.listed.isEmpty, "\(place)")
      for fault in error.listed where fault.message.isEmpty || fault.file.isEmpty {
        Issue.record("\(place): \(fault)")
      }
      guard isDeterminismChecked else { return false }
      let again = #expect(throws: ScenarioErrors.self) { _ = try readScenario(at: path, options: options) }
      #expect(again?.listed == error.listed && again?.count == error.count, "\(place)")
      return false
    }
  }
}

/// Seeded changes to bytes (SplitMix64 underneath).
private struct Mutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private static let nasty = [
    "\"", "\"\"", "\n", "\r\n", "\r", ",", ",,", "\0", "é", "\u{FEFF}", "-", "-1", "0", "1e999999999", "-1e-999999999",
    "99999999999999999999999999", "9223372036854775807", "-9223372036854775808", "2147483647", "2147483648", "NaN",
    "inf", "0.0000000000000000000000001", ".", "1.", "9999-12-31", "0001-01-01", "2026-02-30", "23:59", ";", ":", "A:1",
    "true", "null", "[", "{", "}", "]", "- ", "  ", "\t", "*a", "&a ", "<<: ", "!!binary ", "? ", "|\n", "%", "#", "'",
    "DC1", "Z1", "V1", "vendor", "locked",
  ]

  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let place = bytes.isEmpty ? 0 : below(bytes.count)
    let length = bytes.isEmpty ? 0 : min(bytes.count - place, 1 + below(below(4) == 0 ? 200 : 8))
    switch below(10) {
    case 0: if !bytes.isEmpty { bytes[place] ^= 1 << UInt8(below(8)) }
    case 1: if !bytes.isEmpty { bytes[place] = UInt8(below(256)) }
    case 2: bytes.removeSubrange(place..<(place + length))
    case 3: bytes.insert(contentsOf: Array(bytes[place..<(place + length)]), at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      // A piece from elsewhere.
      let from = bytes.isEmpty ? 0 : below(bytes.count)
      bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + length)]), at: place)
    case 6:
      // A whole line from elsewhere, put before another.
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      var moved = lines
      moved.insert(lines[below(lines.count)], at: below(lines.count))
      bytes = Array(moved.joined(separator: [0x0A]))
    case 7: bytes.replaceSubrange(place..<(place + length), with: Array(Mutator.nasty[below(Mutator.nasty.count)].utf8))
    default: bytes.insert(contentsOf: Array(Mutator.nasty[below(Mutator.nasty.count)].utf8), at: place)
    }
    return bytes
  }
}

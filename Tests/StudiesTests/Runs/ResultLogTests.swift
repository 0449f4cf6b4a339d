import Studies
import TestSupport
import Testing

@Suite struct ResultLogTests {
  private let fingerprint = StudyFingerprint(parts: [("study.yaml", "00ff"), ("nodes.csv", "1")])

  private func result(_ run: Int) -> RunResult { RunResult(run: "\(run)", metrics: [Metric("a", Double(run) / 3)]) }

  private func begun(_ folder: TemporaryFolder, _ count: Int) throws {
    let log = try ResultLog(newIn: folder.path, fingerprint)
    for run in 0..<count { try log.append(result(run)) }
  }

  @Test func keepsWhatWasAppended() throws {
    let folder = try TemporaryFolder()
    try begun(folder, 3)
    let content = ResultLog.read(folder.path)
    #expect(content.fingerprint == fingerprint)
    #expect(content.results == [0: result(0).metrics, 1: result(1).metrics, 2: result(2).metrics])
  }

  /// Cut anywhere, the log holds the whole lines before the cut, and goes on behind them.
  @Test func aTornLineIsDropped() throws {
    let folder = try TemporaryFolder()
    try begun(folder, 2)
    let bytes = try folder.bytes(of: ResultLog.name)
    for length in 0..<bytes.count {
      try folder.write(Array(bytes[..<length]), to: ResultLog.name)
      let content = ResultLog.read(folder.path)
      let whole = bytes[..<length].count { $0 == 0x0A }
      #expect((content.fingerprint != nil) == (whole > 0))
      #expect(content.results.count == max(0, whole - 1))
      guard whole > 0 else { continue }
      do {
        let log = try ResultLog(in: folder.path, behind: content)
        for run in (whole - 1)..<2 { try log.append(result(run)) }
      }
      #expect(try folder.bytes(of: ResultLog.name) == bytes)
    }
  }

  @Test func whatMakesNoSenseEndsTheReading() throws {
    let folder = try TemporaryFolder()
    try begun(folder, 1)
    var bytes = try folder.bytes(of: ResultLog.name)
    bytes += Array("\0\0\0\n\(result(1).json)\n".utf8)
    try folder.write(bytes, to: ResultLog.name)
    #expect(ResultLog.read(folder.path).results.count == 1)
  }

  @Test func noLog() throws {
    #expect(ResultLog.read(try TemporaryFolder().path).fingerprint == nil)
  }
}

@Suite struct StudyFingerprintTests {
  private func fingerprint(_ folder: StudyFolder, seed: UInt64 = 1) throws -> StudyFingerprint {
    try StudyFingerprint(try folder.read(), seed: seed, version: "1")
  }

  @Test func namesWhatChanged() throws {
    let folder = try StudyFolder(StudyFolder.assign)
    let before = try fingerprint(folder)
    #expect(try fingerprint(folder) == before)
    #expect(try fingerprint(folder, seed: 2).differences(to: before) == ["seed"])
    try folder.folder.write(StudyFolder.nodes.replacing("31.2", with: "31.3"), to: "s/nodes.csv")
    try folder.folder.write("node_id,date\nS1,2026-11-11\n", to: "s/calendar.csv")
    #expect(before.differences(to: try fingerprint(folder)) == ["nodes.csv", "calendar.csv"])
    try folder.folder.write("nothing of ours", to: "s/out/assign/x.csv")
    try folder.folder.write(StudyFolder.nodes, to: "s/nodes.csv")
    try folder.folder.remove("s/calendar.csv")
    #expect(try fingerprint(folder) == before)
  }
}

import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Ctrl-C at any moment leaves the old plan or the new one, never a part of one.
@Suite(.serialized) struct SlowInterruptionTests {
  /// A scenario whose `optimal` takes many seconds, with a plan of `cheapest` in out/assign.
  private func planned() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let scenario = folder.path(of: "s")
    try #require(try Allot.run("generate", scenario, "--size", "M", "--quiet").exitCode == 0)
    try #require(try Allot.run("assign", scenario, "--policy", "cheapest", "--quiet").exitCode == 0)
    try #require(try Allot.run("audit", scenario, "--quiet").exitCode == 0)
    return folder
  }

  @Test func whilePlanning() throws {
    let folder = try planned()
    let before = try folder.plan("s/out/assign")
    let run = try Allot.start(["assign", folder.path(of: "s")])
    Thread.sleep(forTimeInterval: 1.5)
    try #require(run.isRunning)
    kill(run.processID, SIGINT)
    let end = try run.finish()
    #expect(end.exitCode == 130)
    #expect(end.output == "")
    #expect(end.errors.hasSuffix("interrupted; nothing was written\n"))
    #expect(try folder.plan("s/out/assign") == before)
    #expect(try hiddenEntries(folder.path(of: "s/out")) == [])
  }

  @Test func whileWriting() throws {
    let folder = try planned()
    let before = try folder.plan("s/out/assign")
    let run = try Allot.start(["assign", folder.path(of: "s"), "--policy", "nearest-store-first"])
    while run.isRunning, try hiddenEntries(folder.path(of: "s/out")).isEmpty { usleep(200) }
    kill(run.processID, SIGINT)
    let end = try run.finish()
    // The signal may come when the new plan is in place already.
    #expect([0, 130].contains(end.exitCode))
    if end.exitCode == 130 { #expect(try folder.plan("s/out/assign") == before) }
    #expect(try Allot.run("audit", folder.path(of: "s"), "--quiet").exitCode == 0)
    #expect(try hiddenEntries(folder.path(of: "s/out")) == [])
  }

  /// Entries whose name begins with a dot: temporary folders.
  private func hiddenEntries(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(".") }
  }
}

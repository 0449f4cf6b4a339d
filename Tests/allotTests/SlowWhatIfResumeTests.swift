import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A study that is stopped at any moment and started again comes to the very same tables.
@Suite(.serialized) struct SlowWhatIfResumeTests {
  /// A worker that takes its time, and notes each line that it is asked.
  private func slowWorker(_ folder: TemporaryFolder) -> String {
    """
    while read -r line; do sleep 0.1; printf '%s\\n' "$line" >> \(folder.path(of: "asked")); printf '%s\\n' "$line"; done \
    | \(Allot.executable.path) worker --threads 1
    """
  }

  private func start(_ folder: TemporaryFolder, workers: Int) throws -> RunningAllot {
    try Allot.start(
      ["whatif", "study.yaml", "--output", "o", "--workers", "\(workers)", "--worker", slowWorker(folder)],
      in: folder.path)
  }

  private func unbroken(_ folder: TemporaryFolder) throws -> [[UInt8]] {
    let run = try Allot.run("whatif", "study.yaml", "--output", "whole", "--workers", "2", in: folder.path)
    try #require(run.exitCode == 0, "\(run.errors)")
    return try QuickstartStudy.tables(folder, "whole")
  }

  private func asked(_ folder: TemporaryFolder) throws -> [String] {
    guard let text = try? folder.text(of: "asked") else { return [] }
    return text.split(separator: "\n").map { String($0.prefix { $0 != "," }) }
  }

  /// `{"run": 7` of a line of the log.
  private func run(_ line: String) -> String { String(line.prefix { $0 != "," }) }

  @Test(arguments: [1, 2]) func killedAgainAndAgain(workers: Int) throws {
    let folder = try QuickstartStudy.make()
    let expected = try unbroken(folder)
    var kills = 0
    for wanted in [0, 1, 4, 5, 9] {
      let running = try start(folder, workers: workers)
      while running.isRunning, QuickstartStudy.done(folder, "o").count < wanted { usleep(1_000) }
      // Somewhere within the next run.
      usleep(UInt32(30_000 * (wanted % 4)))
      kill(running.processID, SIGKILL)
      if try running.finish().exitCode == 128 + SIGKILL { kills += 1 }
      // Its workers find their input closed; what they are at is finished, and told to nobody.
      usleep(400_000)
    }
    #expect(kills == 5)
    let done = QuickstartStudy.done(folder, "o").map(run)
    #expect(done.count >= 9 && done.count < QuickstartStudy.runs)
    try? folder.remove("asked")
    let last = try start(folder, workers: workers).finish()
    #expect(last.exitCode == 0, "\(last.errors)")
    #expect(last.errors.hasPrefix("\(done.count) of 12 runs are done already\n"))
    #expect(try QuickstartStudy.tables(folder, "o") == expected)
    // Nothing that was kept is asked for again, and nothing is done twice.
    #expect(Set(try asked(folder)).isDisjoint(with: done))
    #expect(try asked(folder).count == QuickstartStudy.runs - done.count)
    #expect(Set(QuickstartStudy.done(folder, "o").map(run)).count == QuickstartStudy.runs)
    #expect(QuickstartStudy.done(folder, "o").count == QuickstartStudy.runs)
  }

  /// Killed while the variants are made, there is nothing yet to go on with.
  @Test func killedWhileItBegins() throws {
    let folder = try QuickstartStudy.make()
    let expected = try unbroken(folder)
    for delay in [500, 2_000, 5_000, 10_000, 20_000, 40_000] as [UInt32] {
      let running = try start(folder, workers: 2)
      usleep(delay)
      kill(running.processID, SIGKILL)
      _ = try running.finish()
    }
    let last = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(last.exitCode == 0, "\(last.errors)")
    #expect(try QuickstartStudy.tables(folder, "o") == expected)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func interrupted(signal: Int32) throws {
    let folder = try QuickstartStudy.make()
    let expected = try unbroken(folder)
    let running = try start(folder, workers: 2)
    while running.isRunning, QuickstartStudy.done(folder, "o").count < 3 { usleep(1_000) }
    kill(running.processID, signal)
    let end = try running.finish()
    #expect(end.exitCode == 130)
    let done = QuickstartStudy.done(folder, "o").count
    #expect(end.errors.hasSuffix("interrupted; \(done) of 12 runs are kept; start it again to go on\n"))
    // Its workers are gone: nobody asks for more.
    usleep(300_000)
    let before = try asked(folder).count
    usleep(300_000)
    #expect(try asked(folder).count == before)
    let last = try Allot.run("whatif", "study.yaml", "--output", "o", in: folder.path)
    #expect(last.exitCode == 0)
    #expect(try QuickstartStudy.tables(folder, "o") == expected)
  }
}

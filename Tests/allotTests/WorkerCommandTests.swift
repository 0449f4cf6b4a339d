import Foundation
import TestSupport
import Testing

@Suite struct WorkerCommandTests {
  private func line(_ run: String, _ policy: String = "optimal", in folder: String) -> String {
    "{\"run\": \(run), \"command\": \"assign\", \"scenario\": \"\(folder)\", \"policy\": \"\(policy)\", \"seed\": 3}\n"
  }

  /// The figures are those of the quickstart's expected.json.
  @Test func linesInLinesOut() throws {
    let folder = Repository.scenario("quickstart")
    let input =
      line("1", in: folder) + "\n" + line("\"b\"", "cheapest", in: folder) + line("3", in: Repository.scenario("x1"))
    let run = try Allot.run(["worker", "--threads", "1"], input: input)
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix(#"{"run": 1, "metrics": {"cost_total": 167.525, "cost_carrier": 83.075, "#))
    #expect(
      lines[0].contains(#""cost_per_order": 15.229545454545455, "lower_bound": 167.525, "gap": 0.0, "orders": 11.0"#))
    #expect(lines[1].hasPrefix(#"{"run": "b", "metrics": {"cost_total": 438.14, "#))
    #expect(lines[1].contains(#""lower_bound": null, "gap": null"#))
    #expect(lines[2].hasPrefix(#"{"run": 3, "metrics": {"cost_total": 28.0, "#))
  }

  @Test func whatIsNoRunEndsIt() throws {
    let good = line("1", in: Repository.scenario("x1"))
    let run = try Allot.run(["worker"], input: good + "{\"run\": 2}\n" + good)
    #expect(run.exitCode == 65)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.errors == "standard input:2: command is missing; expected a text\n1 fault; nothing was written\n")
  }

  @Test func aFaultyScenarioEndsIt() throws {
    let folder = try Malformed.quickstart()
    let faulty = try Allot.run(["worker"], input: line("1", in: folder.path))
    #expect(faulty.exitCode == 65)
    #expect(faulty.output == "")
    #expect(faulty.errors.hasSuffix("6 faults; nothing was written\n"))
    let absent = try Allot.run(["worker"], input: line("1", in: folder.path(of: "absent")))
    #expect(absent.exitCode == 66)
  }

  @Test func nothingToDo() throws {
    let run = try Allot.run(["worker"])
    #expect(run.exitCode == 0)
    #expect(run.output == "")
  }

  /// Over pipes, an answer comes before the next line is asked for.
  @Test func answersAtOnce() throws {
    let process = Process()
    let (toWorker, fromWorker) = (Pipe(), Pipe())
    process.executableURL = Allot.executable
    process.arguments = ["worker", "--threads", "1"]
    process.standardInput = toWorker
    process.standardOutput = fromWorker
    try process.run()
    for number in 1...3 {
      toWorker.fileHandleForWriting.write(Data(line("\(number)", in: Repository.scenario("x1")).utf8))
      var answer = Data()
      while answer.last != 0x0A {
        let more = fromWorker.fileHandleForReading.availableData
        if more.isEmpty { break }
        answer += more
      }
      #expect(String(decoding: answer, as: UTF8.self).hasPrefix("{\"run\": \(number), "))
    }
    try toWorker.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

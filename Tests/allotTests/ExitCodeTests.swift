import TestSupport
import Testing

/// The codes that scripts rely on; 1, 73 and 130 are tested with what leads to them.
@Suite struct ExitCodeTests {
  @Test(arguments: [["--help"], ["--version"], ["help", "assign"], ["assign", "--help"], ["check", "--help"]])
  func askingForHelpIsNoFault(arguments: [String]) throws {
    let run = try Allot.run(arguments)
    #expect(run.exitCode == 0)
    #expect(!run.output.isEmpty)
    #expect(run.errors == "")
  }

  @Test(arguments: [
    ["frobnicate"], ["assign"], ["assign", "a", "b"], ["assign", "a", "--policy", "best"],
    ["assign", "a", "--threads", "0"], ["assign", "a", "--threads", "two"], ["assign", "a", "--time-limit", "0"],
    ["assign", "a", "--target-gap", "-1"], ["check", "a", "--frobnicate"], ["generate", "a", "--size", "XXL"],
    ["generate", "a", "--nodes", "0"],
  ])
  func wrongUseIs64(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try Allot.run(arguments, in: folder.path)
    #expect(run.exitCode == 64)
    #expect(run.output == "")
    #expect(!run.errors.isEmpty)
    #expect(try folder.contents(of: ".") == [])
  }

  @Test(arguments: ["check", "assign", "compare", "audit"])
  func badInputIs65(command: String) throws {
    let folder = try Malformed.quickstart()
    let run = try Allot.run(command, folder.path)
    #expect(run.exitCode == 65)
    #expect(run.output == "")
    #expect(run.errors.hasSuffix("6 faults; nothing was written\n"))
  }

  @Test(arguments: ["check", "assign", "compare", "audit"])
  func noInputIs66(command: String) throws {
    let folder = try TemporaryFolder()
    let run = try Allot.run(command, folder.path(of: "absent"))
    #expect(run.exitCode == 66)
    #expect(run.output == "")
    #expect(run.errors == "\(folder.path(of: "absent")): no such folder\n")
    #expect(try folder.contents(of: ".") == [])
  }

  @Test func noArgumentsPrintTheHelp() throws {
    let run = try Allot.run([])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("SUBCOMMANDS:"))
  }
}

import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let run = RunRecord(command: "assign", version: "1")

  private func write(_ text: String, at path: String, command: String = "assign") throws {
    let output = try OutputFolder(at: path, command: command)
    let file = try output.file("a.txt")
    file.write(text)
    try file.close()
    try output.commit(RunRecord(command: command, version: "1"))
  }

  private func text(_ name: String) throws -> String { String(decoding: try folder.bytes(of: name), as: UTF8.self) }

  private func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(of: name)).sorted()
  }

  @Test func appearsWholeWithItsParents() throws {
    try write("one", at: folder.path(of: "out/deep/plan"))
    #expect(try names("out/deep/plan") == ["a.txt", "run.json"])
    #expect(try names("out/deep") == ["plan"])
  }

  @Test func nothingStandsThereBeforeCommit() throws {
    let output = try OutputFolder(at: folder.path(of: "out/plan"), command: "assign")
    #expect(try names("out") == [".plan.tmp-\(getpid())"])
    output.discard()
    #expect(try names() == [])
  }

  @Test func lettingGoDiscards() throws {
    do { _ = try OutputFolder(at: folder.path(of: "plan"), command: "assign") }
    #expect(try names() == [])
  }

  @Test func ownOutputIsReplaced() throws {
    try write("one", at: folder.path(of: "plan"))
    try write("two", at: folder.path(of: "plan/"))
    #expect(try text("plan/a.txt") == "two")
    #expect(try names() == ["plan"])
  }

  @Test func outputOfAnotherCommandIsReplaced() throws {
    try write("one", at: folder.path(of: "plan"), command: "compare")
    try write("two", at: folder.path(of: "plan"))
    #expect(try text("plan/a.txt") == "two")
  }

  @Test func emptyFolderIsReplaced() throws {
    try FileManager.default.createDirectory(atPath: folder.path(of: "plan"), withIntermediateDirectories: false)
    try write("one", at: folder.path(of: "plan"))
    #expect(try text("plan/a.txt") == "one")
  }

  @Test func foreignFolderIsKept() throws {
    try folder.write("mine", to: "plan/notes.txt")
    #expect(throws: refusal("the folder holds something that allot did not write; choose another, or empty it")) {
      try write("one", at: folder.path(of: "plan"))
    }
    #expect(try names("plan") == ["notes.txt"])
  }

  @Test func foreignRunRecordIsNoMarker() throws {
    try folder.write("{\"program\": \"other\", \"command\": \"assign\"}", to: "plan/run.json")
    #expect(throws: OutputError.self) { try write("one", at: folder.path(of: "plan")) }
  }

  @Test func generatedScenarioIsReplacedOnlyByItsCommand() throws {
    try write("one", at: folder.path(of: "plan"), command: "generate")
    try folder.write("version: 1\n", to: "plan/scenario.yaml")
    #expect(throws: refusal("the folder holds a scenario; choose another")) {
      try write("two", at: folder.path(of: "plan"))
    }
    try write("three", at: folder.path(of: "plan"), command: "generate")
    #expect(try names("plan") == ["a.txt", "run.json"])
  }

  @Test func fileInTheWayIsKept() throws {
    try folder.write("mine", to: "plan")
    #expect(throws: refusal("it is a file, not a folder")) { try write("one", at: folder.path(of: "plan")) }
    #expect(try text("plan") == "mine")
  }

  @Test func fileAmongTheParents() throws {
    try folder.write("mine", to: "file")
    #expect(throws: OutputError.self) { try write("one", at: folder.path(of: "file/plan")) }
  }

  @Test func linkIsFollowed() throws {
    try write("one", at: folder.path(of: "real"))
    try FileManager.default.createSymbolicLink(atPath: folder.path(of: "plan"), withDestinationPath: "real")
    try write("two", at: folder.path(of: "plan/"))
    #expect(try text("real/a.txt") == "two")
    #expect(try names() == ["plan", "real"])
  }

  @Test func linkToNowhereIsRefused() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path(of: "plan"), withDestinationPath: "gone")
    #expect(throws: OutputError.self) { try write("one", at: folder.path(of: "plan")) }
  }

  @Test func dotsAndDoubledSlashes() throws {
    try FileManager.default.createDirectory(atPath: folder.path(of: "sub"), withIntermediateDirectories: false)
    try write("one", at: folder.path + "/sub//.././sub/../plan/./")
    #expect(try text("plan/a.txt") == "one")
  }

  @Test func relativePath() throws {
    let here = FileManager.default.currentDirectoryPath
    let up = String(repeating: "../", count: here.split(separator: "/").count)
    try write("one", at: up + folder.path(of: "plan").dropFirst())
    #expect(try text("plan/a.txt") == "one")
  }

  @Test(arguments: ["", "/", "//"]) func pathsThatAreNoFolder(path: String) {
    #expect(throws: OutputError.self) { try OutputFolder(at: path, command: "assign") }
  }

  @Test func unwritableParentSaysWhy() {
    #expect(throws: OutputError.self) { try OutputFolder(at: "/proc/allot/plan", command: "assign") }
    do {
      _ = try OutputFolder(at: "/proc/allot/plan", command: "assign")
    } catch {
      #expect(error.description == "cannot write /proc/allot: No such file or directory")
    }
  }

  @Test func abandonedFoldersGoAndLivingOnesStay() throws {
    try folder.write("half", to: ".plan.tmp-1/a.txt")
    try folder.write("half", to: ".plan.tmp-1-2/a.txt")
    try folder.write("mine", to: ".plan.tmp-notes/a.txt")
    try folder.write("mine", to: ".planet.tmp-1/a.txt")
    let living = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    try write("one", at: folder.path(of: "plan"))
    #expect(try names() == [".plan.tmp-\(getpid())", ".plan.tmp-notes", ".planet.tmp-1", "plan"])
    try living.commit(run)
    #expect(try names("plan") == ["run.json"])
  }

  @Test func targetThatTurnsForeignMeanwhileIsKept() throws {
    let output = try OutputFolder(at: folder.path(of: "plan"), command: "assign")
    try folder.write("mine", to: "plan/notes.txt")
    #expect(throws: OutputError.self) { try output.commit(run) }
    #expect(try names() == ["plan"])
    #expect(try names("plan") == ["notes.txt"])
  }

  private func refusal(_ reason: String) -> OutputError {
    let path = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path + "/plan"
    return OutputError(path: path, reason: reason)
  }
}

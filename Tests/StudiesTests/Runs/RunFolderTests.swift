import Foundation
import ScenarioFiles
import Studies
import TestSupport
import Testing

@Suite struct RunFolderTests {
  private func refusal(_ path: String) -> String? {
    do throws(OutputError) {
      _ = try RunFolder(at: path, version: "1")
      return nil
    } catch { return error.reason }
  }

  @Test func oneProcessAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "a/b")
    try withExtendedLifetime(RunFolder(at: path, version: "1")) {
      #expect(refusal(path) == "another allot whatif is at work there")
    }
    #expect(refusal(path) == nil)
  }

  @Test func whatIsNotOursStays() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "a/x.csv")
    let text = "the folder holds something that allot whatif did not write; choose another, or empty it"
    #expect(refusal(folder.path(of: "a")) == text)
    try folder.write("{\"program\": \"allot\", \"command\": \"assign\"}", to: "b/run.json")
    #expect(refusal(folder.path(of: "b")) == text)
    try folder.write("{\"pro", to: "c/.run.json.tmp")
    #expect(refusal(folder.path(of: "c")) == nil)
  }

  @Test func aRefusedStudyLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let place = try RunFolder(at: folder.path(of: "a/b/c"), version: "1")
    _ = try place.beginVariants()
    place.discard()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    // One that was begun is kept.
    let begun = try RunFolder(at: folder.path(of: "d"), version: "1")
    _ = try ResultLog(newIn: begun.path, StudyFingerprint(parts: []))
    begun.discard()
    #expect(FileManager.default.fileExists(atPath: folder.path(of: "d/results.jsonl")))
  }
}

import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport
import Testing

/// A change to one file of the full scenario that is a fault, and a like one that is not.
struct FaultCase: Sendable, CustomTestStringConvertible {
  /// One per line, as `check` prints them.
  let faults: String
  private let file: String
  private let old: String
  private let faulty: String
  private let sound: String

  /// - Parameters:
  ///   - old: text of the file that is replaced; empty: the whole file.
  ///   - faulty: what makes the fault.
  ///   - sound: the accepting case beside it.
  init(_ file: String, _ old: String, _ faulty: String, _ faults: String, sound: String) {
    (self.file, self.old, self.faulty, self.sound, self.faults) = (file, old, faulty, sound, faults)
  }

  var testDescription: String { faults }

  func check() throws {
    let refused = try messages(faulty)
    #expect(refused == faults)
    let accepted = try messages(sound)
    #expect(accepted == "")
  }

  private func messages(_ new: String) throws -> String {
    let base = TemporaryScenario.full[file] ?? ""
    let text: String
    if old.isEmpty {
      text = new
    } else {
      let place = try #require(base.range(of: old), "\(file) has no \(old)")
      text = base.replacingCharacters(in: place, with: new)
    }
    let folder = try TemporaryScenario([file: text], base: TemporaryScenario.full)
    do throws(ScenarioErrors) {
      _ = try readScenario(at: folder.path, options: ReadingOptions(requires: .assign))
      return ""
    } catch {
      #expect(error.count == error.listed.count)
      return error.listed.map(\.description).joined(separator: "\n")
    }
  }
}

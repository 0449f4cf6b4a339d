import Foundation
import ScenarioFiles
import SupplyModel

/// What results depend on: the program's version, the seed, and every byte of the study and of the scenario.
package struct StudyFingerprint: Hashable, Sendable {
  /// Names with a text that changes with what they stand for.
  package var parts: [(name: String, value: String)]

  package init(parts: [(name: String, value: String)]) { self.parts = parts }

  /// Reads every file. O(bytes).
  package init(_ study: Study, seed: UInt64?, version: String) throws(ScenarioError) {
    parts = [("allot", version), ("seed", (seed ?? study.seed).map { String($0) } ?? "")]
    parts.append(("study.yaml", try StudyFingerprint.hash(study.file, name: study.file)))
    guard let folder = ScenarioFolder(study.scenario) else {
      throw ScenarioError(file: study.scenario, message: "no such folder")
    }
    for file in VariantFolders.files(of: folder) {
      parts.append((file, try StudyFingerprint.hash(folder.path + "/" + file, name: file)))
    }
  }

  package static func == (a: StudyFingerprint, b: StudyFingerprint) -> Bool { a.differences(to: b).isEmpty }

  package func hash(into hasher: inout Hasher) {
    for part in parts { hasher.combine(part.value) }
  }

  /// The names of what is not the same in both.
  package func differences(to other: StudyFingerprint) -> [String] {
    let names = parts.map(\.name) + other.parts.map(\.name).filter { name in !parts.contains { $0.name == name } }
    return names.filter { name in
      parts.first { $0.name == name }?.value != other.parts.first { $0.name == name }?.value
    }
  }

  /// 64 bits of a file's bytes, in hexadecimal. Against accidents, not against forgery.
  private static func hash(_ path: String, name: String) throws(ScenarioError) -> String {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else {
      throw ScenarioError(file: name, message: "cannot be read")
    }
    var hash = UInt64(data.count) ^ 0x9E37_79B9_7F4A_7C15
    data.withUnsafeBytes { bytes in
      var at = 0
      // Each step is a bijection of the state and of the word: no single change can go unseen.
      while at + 8 <= bytes.count {
        hash =
          (hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
          &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 32
        at += 8
      }
      while at < bytes.count {
        hash = (hash ^ UInt64(bytes[at])) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 32
        at += 1
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

import FoundationEssentials
import SupplyModel

extension RunRecord {
  /// Who wrote the folder: the value of run.json's first key.
  private static let program = "allot"

  /// The text of run.json.
  package var json: String {
    JSONText.document { json in
      json.member("program", RunRecord.program)
      json.member("command", command)
      json.member("version", version)
      json.member("threads", Int64(threads))
      json.object("seconds") { json in
        for phase in phases { json.member(phase.name, number: RunRecord.text(seconds: phase.seconds)) }
      }
      json.member("peak_memory_bytes", number: peakMemoryBytes.map { String($0) })
    }
  }

  /// Milliseconds are as fine as a wall clock means anything.
  private static func text(seconds: Double) -> String {
    let milliseconds = (seconds * 1_000).rounded()
    return decimalText(Int64(exactly: milliseconds) ?? 0, scale: 3)
  }

  /// The command that wrote a run.json; nil where the file is missing or not ours.
  package static func command(inFileAt path: String) -> String? {
    guard let data = try? Data(contentsOf: URL(filePath: path)), let json = try? JSONParser.parse([UInt8](data)),
      json["program"] == .string(program), case .string(let command)? = json["command"]
    else { return nil }
    return command
  }
}

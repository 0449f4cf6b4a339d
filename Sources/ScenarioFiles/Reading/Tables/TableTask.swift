import SupplyModel
import Synchronization

/// The work of reading one table, in parts that any threads may do.
protocol AnyTableTask: Sendable {
  /// Bytes behind the header.
  var byteCount: Int { get }
  /// Looks over the bytes and divides them into stretches.
  func divide()
  /// Known once divided.
  var stretchCount: Int { get }
  /// Reads one stretch; returns how many bytes it has.
  func read(_ stretch: Int, _ references: References) -> Int
}

/// Reads one table of the contract; an absent file is an empty table.
final class TableTask<Reader: TableReader>: AnyTableTask {
  /// nil where the table is absent or cannot be opened.
  let source: TableSource?
  /// Whether there is a file, sound or not.
  let isPresent: Bool
  /// Bytes a stretch; tables that number their own ids are read as one.
  private let stretchSize: Int
  private let stretches = Mutex<[CSVStretch]>([])
  private let results = Mutex<[StretchResult<Reader>?]>([])
  private let openingFaults: FaultList

  /// Finds and opens the table.
  init(_ folder: ScenarioFolder, _: Reader.Type, isRequired: Bool = false, stretchSize: Int = .max) {
    self.stretchSize = stretchSize
    let found = folder.table(Reader.Column.table)
    var faults = FaultList(file: found.name)
    isPresent = found.isPresent
    var source: TableSource?
    do throws(ScenarioError) {
      if let other = found.other {
        throw ScenarioError(file: found.name, message: "\(other) is there as well; keep one of them")
      }
      if found.isPresent || isRequired {
        let csv = try CSVFile(path: folder.path + "/" + found.name, name: found.name)
        guard csv.file.bytes.count <= Int(Int32.max) else {
          throw ScenarioError(file: found.name, message: "holds more than 2 GiB")
        }
        source = TableSource(csv, Reader.Column.self, faults: &faults)
      }
    } catch {
      faults.add(error)
    }
    self.source = source
    openingFaults = faults
  }

  /// The name that faults carry.
  var name: String { openingFaults.file }

  var byteCount: Int { source?.csv.body.count ?? 0 }

  var stretchCount: Int { stretches.withLock { $0.count } }

  func divide() {
    guard let csv = source?.csv else { return }
    let pieces = csv.pieces(ofAbout: stretchSize)
    let divided = csv.stretches(pieces, pieces.map { ByteTraits(csv.bytes(in: $0)) })
    stretches.withLock { $0 = divided }
    results.withLock { $0 = Array(repeating: nil, count: divided.count) }
  }

  func read(_ stretch: Int, _ references: References) -> Int {
    guard let source else { return 0 }
    let range = stretches.withLock { $0[stretch] }
    let result = readStretch(Reader.self, source, range, references)
    source.csv.release(range.range)
    results.withLock { $0[stretch] = result }
    return range.range.count
  }

  /// Reads everything on this thread.
  func readAll(_ references: References) {
    divide()
    for stretch in 0..<stretchCount { _ = read(stretch, references) }
  }

  /// Gives up what was read, in file order, with all faults.
  func take() -> (parts: [Reader], faults: FaultList) {
    var all: [StretchResult<Reader>?] = []
    results.withLock { swap(&all, &$0) }
    var faults = openingFaults
    var parts: [Reader] = []
    for index in all.indices {
      guard let result = all[index] else { continue }
      all[index] = nil
      faults.add(result.faults)
      parts.append(result.reader)
    }
    return (parts, faults)
  }
}

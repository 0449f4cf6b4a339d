import SupplyModel

/// A fault as it is found: the "maybe you meant" is worked out only for the faults that are listed.
package struct Fault: Sendable {
  /// nil where the whole file is meant.
  var line: Int?
  var column: String?
  var message: String
  /// What `message` misses an explanation of.
  var puzzle: Puzzle?
}

/// A value that is unknown, and where to look for the one that was meant.
package struct Puzzle: Sendable {
  package var value: String
  package var candidates: Candidates

  package init(value: String, candidates: Candidates) {
    self.value = value
    self.candidates = candidates
  }

  /// Where a value may come from.
  package enum Candidates: Hashable, Sendable {
    case nodes, skus, zones, zonesAndNodes, orders, services, timezones
    /// A closed list.
    case words([String])
  }
}

/// The faults of one file: the first by line are kept, all are counted.
package struct FaultList: Sendable {
  /// How many faults are listed at most, of one file as of the whole scenario.
  package static let listedLimit = 100

  let file: String
  private(set) var faults: [Fault] = []
  package private(set) var count = 0
  /// Faults behind this line can no longer be among the first.
  private var lastLine = Int.max

  init(file: String) { self.file = file }

  /// Notes a fault. The message is not even built where it cannot be listed.
  mutating func add(
    line: Int?, column: String? = nil, puzzle: @autoclosure () -> Puzzle? = nil, _ message: @autoclosure () -> String
  ) {
    count += 1
    guard (line ?? 0) <= lastLine else { return }
    faults.append(Fault(line: line, column: column, message: message(), puzzle: puzzle()))
    if faults.count >= FaultList.listedLimit * 4 { shorten() }
  }

  /// Notes a fault that was thrown.
  mutating func add(_ error: ScenarioError) {
    add(line: error.line, column: error.column, error.message)
  }

  /// Notes the faults of another part of the same file.
  mutating func add(_ other: FaultList) {
    for fault in other.faults { add(line: fault.line, column: fault.column, puzzle: fault.puzzle, fault.message) }
    count += other.count - other.faults.count
  }

  /// The first faults by line; faults of one line stay in the order found.
  func first() -> [Fault] {
    var shortened = self
    shortened.shorten()
    return shortened.faults
  }

  private mutating func shorten() {
    let order = faults.indices.sorted {
      (faults[$0].line ?? 0, $0) < (faults[$1].line ?? 0, $1)
    }
    faults = order.prefix(FaultList.listedLimit).map { faults[$0] }
    if faults.count == FaultList.listedLimit { lastLine = faults[faults.count - 1].line ?? 0 }
  }
}

import SupplyModel

/// What reading a scenario may expect and use.
package struct ReadingOptions: Sendable {
  /// Threads to use; the result is the same for any number.
  package var threads: Int
  /// What must be there beyond scenario.yaml, nodes, SKUs and stock.
  package var requires: RequiredInput
  /// Told as bytes of the tables are read, from any thread: phase `reading`, done and total in bytes.
  package var progress: @Sendable (PhaseReport) -> Void
  /// Large tables are read in stretches of about this many bytes, whatever the number of threads. Default 16 MiB:
  /// enough stretches for two cores to finish together, few enough that joining them stays cheap.
  package var stretchBytes = 16 << 20

  package init(
    threads: Int = 1, requires: RequiredInput = [], progress: @escaping @Sendable (PhaseReport) -> Void = { _ in }
  ) {
    self.threads = threads
    self.requires = requires
    self.progress = progress
  }
}

/// Input that the contract leaves optional and a command needs.
package struct RequiredInput: OptionSet, Sendable {
  package var rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// orders.csv.
  package static let orders = RequiredInput(rawValue: 1)
  /// The key `unfilled` of scenario.yaml: without a penalty the best plan ships nothing.
  package static let unfilledPenalty = RequiredInput(rawValue: 2)
  /// demand.csv.
  package static let demand = RequiredInput(rawValue: 4)

  /// What `assign` needs.
  package static let assign: RequiredInput = [.orders, .unfilledPenalty]
}

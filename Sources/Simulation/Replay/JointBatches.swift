import Fulfillment
import SupplyModel

/// How hard `optimal` works on a batch as a whole: in a year of daily batches together not much more than on one alone. By
/// counts, not by seconds: the same replay gives the same decisions.
struct JointBatches: Sendable {
  /// Lines of all batches of a replay that are planned, about: some 0.1 ms of processor time each. A replay of one batch
  /// has no limit.
  private static let lines = 100_000
  /// However few batches there are.
  private static let mostLines = 3_000
  /// However many.
  private static let leastLines = 30

  private let most: Int
  private let batchMinutes: Int
  private let options: FulfillmentPlanner.Options
  private let threads: Int

  init(_ window: ReplayWindow, threads: Int) {
    self.threads = threads
    batchMinutes = window.batchMinutes
    var options = FulfillmentPlanner.Options()
    // Nobody reads the prices of a batch.
    options.plainOrders = 0
    let batches = batchMinutes > 0 ? window.days * 1_440 / batchMinutes : 0
    if batches > 1 {
      most = min(JointBatches.mostLines, max(JointBatches.leastLines, JointBatches.lines / batches))
      options.treeWork = max(options.treeWork / 200, options.treeWork / batches)
      options.treeNodes = max(options.treeNodes / 200, options.treeNodes / batches)
    } else {
      most = .max
    }
    self.options = options
  }

  /// How to decide a batch; nil where its orders are served one by one: each order as it comes knows of no other.
  /// - Parameter minute: of the day.
  func decision(minute: Int) -> JointDecision? {
    guard batchMinutes > 0 else { return nil }
    let endsDay = minute + batchMinutes > 1_440
    let share = endsDay ? Ratio.one : Ratio(billionths: Int64(batchMinutes) * 1_000_000_000 / 1_440)
    return JointDecision(
      options: options, mostLines: most, endsDay: endsDay, activationShare: share, threads: threads)
  }
}

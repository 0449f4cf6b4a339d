/// When to stop. Reads the clock only if there is a limit.
struct Deadline {
  private let instant: ContinuousClock.Instant?

  init(after limit: Duration?) { instant = limit.map { ContinuousClock.now.advanced(by: $0) } }

  /// What is left, as the solver takes it: `Int32.max` means no limit.
  var milliseconds: Int32 {
    guard let instant else { return .max }
    let left = ContinuousClock.now.duration(to: instant)
    guard left > .zero else { return 0 }
    guard left.components.seconds < 2_000_000 else { return .max - 1 }
    return Int32(left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000)
  }
}

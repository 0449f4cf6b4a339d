import Foundation
import SupplyModel
import Synchronization

/// Times the phases of a run, and shows them on a terminal once the work takes over a second.
final class PhaseClock: Sendable {
  private struct State {
    var phases: [RunRecord.Phase] = []
    var started: ContinuousClock.Instant
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let start: ContinuousClock.Instant
  private let showsBar: Bool
  private let state: Mutex<State>

  init(quiet: Bool) {
    start = .now
    showsBar = StandardError.isTerminal && !quiet
    state = Mutex(State(started: start, lastShown: start))
  }

  /// Seconds since the run began.
  var seconds: Double { seconds(from: start, to: .now) }

  /// Takes a report: a new phase ends the one before; the bar moves at most ten times a second.
  func report(_ report: PhaseReport) {
    let now = ContinuousClock.now
    state.withLock { state in
      if state.phases.last?.name != report.phase {
        close(&state, now)
        state.phases.append(RunRecord.Phase(name: report.phase, seconds: 0))
        state.started = now
      }
      guard showsBar, seconds(from: start, to: now) > 1, seconds(from: state.lastShown, to: now) > 0.1 else { return }
      state.lastShown = now
      state.isShown = true
      StandardError.write("\r\u{1B}[K" + PhaseClock.bar(report), terminator: "")
    }
  }

  /// Begins a phase without a measure of its work.
  func begin(_ phase: String) { report(PhaseReport(phase: phase, done: 0, total: 0)) }

  /// Ends the last phase, clears the bar and gives all phases; phases of one name are added up.
  func finish() -> [RunRecord.Phase] {
    state.withLock { state in
      close(&state, .now)
      if state.isShown { StandardError.write("\r\u{1B}[K", terminator: "") }
      state.isShown = false
      var merged: [RunRecord.Phase] = []
      for phase in state.phases {
        if let index = merged.firstIndex(where: { $0.name == phase.name }) {
          merged[index].seconds += phase.seconds
        } else {
          merged.append(phase)
        }
      }
      return merged
    }
  }

  private func close(_ state: inout State, _ now: ContinuousClock.Instant) {
    guard !state.phases.isEmpty else { return }
    state.phases[state.phases.count - 1].seconds += seconds(from: state.started, to: now)
    state.started = now
  }

  private func seconds(from: ContinuousClock.Instant, to: ContinuousClock.Instant) -> Double {
    let span = from.duration(to: to).components
    return Double(span.seconds) + Double(span.attoseconds) / 1e18
  }

  /// `prices         [########            ]  40%`
  static func bar(_ report: PhaseReport) -> String {
    let name = report.phase.padding(toLength: 16, withPad: " ", startingAt: 0)
    guard report.total > 0 else { return name + "…" }
    let share = min(1, Double(report.done) / Double(report.total))
    let filled = Int(share * 24)
    let percent = String(Int(share * 100))
    return name + "[" + String(repeating: "#", count: filled) + String(repeating: " ", count: 24 - filled) + "] "
      + String(repeating: " ", count: 3 - percent.count) + percent + "%"
  }
}

import SupplyModel

/// The states of the dynamic program of one order: how much of each open line is filled, in mixed radix.
///
/// Under `split: lines` a digit is 0 or 1 (the whole line); under `split: units` it counts units.
struct ContentStates {
  private(set) var count = 1
  /// Weight of each line's digit in a state.
  private(set) var strides: [Int] = []
  /// Largest digit of each line.
  private(set) var digits: [Int32] = []
  /// Units that one step of each line's digit means.
  private(set) var unitsPerDigit: [Int32] = []
  /// What stays unfilled in each state costs (millionths).
  private(set) var unfilled: [Int64] = []
  /// Units that each state fills.
  private(set) var units: [Int32] = []
  /// Digits of each state in bit fields, a guard bit above each: `contains` is one subtraction.
  private var packed: [UInt64] = []
  private var guards: UInt64 = 0

  /// - Complexity: O(states x lines).
  mutating func prepare(_ problem: OrderProblem) {
    let byUnits = problem.split == .units
    count = 1
    strides.removeAll(keepingCapacity: true)
    digits.removeAll(keepingCapacity: true)
    unitsPerDigit.removeAll(keepingCapacity: true)
    for line in problem.lines {
      strides.append(count)
      digits.append(byUnits ? line.quantity : 1)
      unitsPerDigit.append(byUnits ? 1 : line.quantity)
      count *= byUnits ? Int(line.quantity) + 1 : 2
    }
    var shifts: [UInt64] = []
    var shift: UInt64 = 0
    guards = 0
    for digit in digits {
      shifts.append(shift)
      shift += UInt64(64 - UInt64(digit).leadingZeroBitCount)
      guards |= 1 << shift
      shift += 1
    }
    unfilled.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    packed.removeAll(keepingCapacity: true)
    for state in 0..<count {
      var (filled, bits) = (Int32(0), UInt64(0))
      for line in digits.indices {
        let digit = digit(of: line, in: state)
        filled += digit * unitsPerDigit[line]
        bits |= UInt64(digit) << shifts[line]
      }
      units.append(filled)
      packed.append(bits)
      unfilled.append(
        problem.unfilledCost { problem.lines[$0].quantity - digit(of: $0, in: state) * unitsPerDigit[$0] })
    }
  }

  /// The digit of a line in a state. Complexity: O(1).
  @inline(__always)
  func digit(of line: Int, in state: Int) -> Int32 {
    Int32(state / strides[line] % (Int(digits[line]) + 1))
  }

  /// Whether every digit of `part` is at most that of `whole`. Complexity: O(1).
  @inline(__always)
  func contains(_ whole: Int, _ part: Int) -> Bool {
    ((packed[whole] | guards) - packed[part]) & guards == guards
  }
}

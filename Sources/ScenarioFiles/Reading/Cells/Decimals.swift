/// What becomes of decimals beyond those that are held.
package enum DecimalRounding: Sendable {
  /// A further decimal other than 0 is refused.
  case exact
  case halfAwayFromZero
  case towardsZero
}

/// What a text is as a number.
package enum DecimalResult: Equatable, Sendable {
  case value(Int64)
  case notANumber
  case tooManyDecimals
  case overflow
}

/// Whether a byte is `0` to `9`.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// A decimal number such as `-12.5` or `1e-3` times 10^scale, exactly, never by way of a floating-point number.
/// - Complexity: O(length).
package func parseDecimal(_ text: UnsafeBufferPointer<UInt8>, scale: Int, rounding: DecimalRounding) -> DecimalResult {
  var index = 0
  var isNegative = false
  if let first = text.first, first == 0x2D || first == 0x2B {
    isNegative = first == 0x2D
    index = 1
  }
  // Up to 18 digits cannot overflow; longer numbers and exponents take the careful way.
  guard text.count - index <= 18 else { return parseLongDecimal(text, from: index, isNegative, scale, rounding) }
  var value: Int64 = 0
  var digits = 0
  var decimals = -1
  while index < text.count {
    let byte = text[index]
    if isDigit(byte) {
      value = value &* 10 &+ Int64(byte &- 0x30)
      digits += 1
      if decimals >= 0 { decimals += 1 }
    } else if byte == 0x2E, decimals < 0 {
      decimals = 0
    } else {
      return parseLongDecimal(text, from: isNegative || text[0] == 0x2B ? 1 : 0, isNegative, scale, rounding)
    }
    index += 1
  }
  guard digits > 0 else { return .notANumber }
  let missing = scale - max(0, decimals)
  guard missing >= 0, digits + missing <= 18 else {
    return parseLongDecimal(text, from: isNegative || text[0] == 0x2B ? 1 : 0, isNegative, scale, rounding)
  }
  for _ in 0..<missing { value &*= 10 }
  return .value(isNegative ? -value : value)
}

/// Any length, any exponent: digit by digit with overflow checks.
private func parseLongDecimal(
  _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ isNegative: Bool, _ scale: Int, _ rounding: DecimalRounding
) -> DecimalResult {
  var digits: [UInt8] = []
  var point: Int?
  var index = start
  while index < text.count {
    let byte = text[index]
    if isDigit(byte) {
      digits.append(byte - 0x30)
    } else if byte == 0x2E, point == nil {
      point = digits.count
    } else {
      break
    }
    index += 1
  }
  guard !digits.isEmpty else { return .notANumber }
  guard let exponent = parseExponent(text, from: index) else { return .notANumber }
  // `kept` digits stand before the point once the number is multiplied by 10^scale.
  let kept = (point ?? digits.count) + exponent + scale
  var value: Int64 = 0
  if digits.contains(where: { $0 != 0 }) {
    var position = 0
    while position < kept {
      let digit = position < digits.count ? Int64(digits[position]) : 0
      let (tenfold, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = tenfold.addingReportingOverflow(digit)
      if first || second { return .overflow }
      value = sum
      position += 1
    }
    let rest = digits[min(max(kept, 0), digits.count)...]
    if rest.contains(where: { $0 != 0 }) {
      switch rounding {
      case .exact: return .tooManyDecimals
      case .towardsZero: break
      case .halfAwayFromZero:
        if kept >= 0, let next = rest.first, next >= 5 {
          let (sum, overflow) = value.addingReportingOverflow(1)
          if overflow { return .overflow }
          value = sum
        }
      }
    }
  }
  return .value(isNegative ? -value : value)
}

/// The exponent at `start`, 0 where the text ends there, nil where something else stands there. Held within ±100,000,
/// which no sensible number reaches.
private func parseExponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  guard start < text.count else { return 0 }
  guard text[start] | 0x20 == 0x65 else { return nil }
  var index = start + 1
  var isNegative = false
  if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
    isNegative = text[index] == 0x2D
    index += 1
  }
  guard index < text.count else { return nil }
  var exponent = 0
  while index < text.count {
    guard isDigit(text[index]) else { return nil }
    exponent = min(exponent * 10 + Int(text[index] - 0x30), 100_000)
    index += 1
  }
  return isNegative ? -exponent : exponent
}

/// Student's t distribution of a whole number of degrees of freedom.
///
/// Abramowitz and Stegun 26.7.3 and 26.7.4: for whole degrees the distribution is a finite sum, so that neither gamma
/// functions nor approximations are needed.
package struct StudentT: Sendable {
  /// At least 1.
  package let degrees: Int

  /// - Precondition: `degrees >= 1`.
  package init(degrees: Int) {
    precondition(degrees >= 1, "Student's t needs a degree of freedom")
    self.degrees = degrees
  }

  /// The probability of a value between -`t` and `t`; `t >= 0`. O(degrees).
  package func central(_ t: Double) -> Double {
    let tangent = t / Double(degrees).squareRoot()
    let secantSquare = 1 + tangent * tangent
    let cosine = 1 / secantSquare.squareRoot()
    let sine = tangent * cosine
    let square = 1 / secantSquare
    let isOdd = degrees % 2 == 1
    // Terms of cos^k, k of the parity that the degrees do not have, below the degrees.
    var term = isOdd ? cosine : 1.0
    var sum = degrees == 1 ? 0 : term
    var power = isOdd ? 3 : 2
    while power <= degrees - 2 {
      term *= square * Double(power - 1) / Double(power)
      sum += term
      power += 2
    }
    return isOdd ? (arcTangent(tangent) + sine * sum) * 2 / Double.pi : sine * sum
  }

  /// The `t` which a value does not exceed with this probability, 0.5 up to below 1; to some 15 digits. O(degrees).
  package func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0.5 && probability < 1, "the quantile of a probability from 0.5 to below 1")
    let wanted = 2 * probability - 1
    var low = 0.0
    var high = 1.0
    while central(high) < wanted { high *= 2 }
    // Sixty halvings are more than a Double's digits.
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if central(middle) < wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The arc tangent of a number >= 0 by halving the angle, then its series: the same digits on every machine.
  private func arcTangent(_ x: Double) -> Double {
    var x = x
    for _ in 0..<5 { x /= 1 + (1 + x * x).squareRoot() }
    let square = x * x
    var sum = 0.0
    // After five halvings x is below 0.05, and x^13 / 13 below the last digit.
    for k in stride(from: 13, through: 1, by: -2) { sum = 1 / Double(k) - square * sum }
    return 32 * x * sum
  }
}

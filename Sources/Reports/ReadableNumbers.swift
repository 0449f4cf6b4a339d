import SupplyModel

/// `1234567` as `1,234,567`.
package func grouped(_ value: Int64) -> String {
  let digits = Array(String(value.magnitude))
  var text = value < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// Money to two decimals, rounded half away from zero, with thousands separators: for reading, not for adding up.
package func readable(_ money: Money) -> String {
  let hundredths = roundedProduct(money.millionths, 1, per: 10_000)
  let cents = hundredths.magnitude % 100
  let sign = hundredths < 0 && hundredths > -100 ? "-" : ""
  return sign + grouped(hundredths / 100) + "." + (cents < 10 ? "0" : "") + String(cents)
}

/// A share as a percentage to two decimals: `1.67%`.
package func percent(_ share: Double) -> String {
  let hundredths = (share * 10_000).rounded()
  guard hundredths.magnitude < 1e15 else { return share < 0 ? "-inf" : "inf" }
  let value = Int64(hundredths)
  let sign = value < 0 ? "-" : ""
  let rest = value.magnitude % 100
  return sign + grouped(Int64(value.magnitude / 100)) + "." + (rest < 10 ? "0" : "") + String(rest) + "%"
}

/// `text x 10^scale` where text is a plain decimal number with at most `scale` decimals; nil for all else. O(length).
func exactDecimal(_ text: UnsafeBufferPointer<UInt8>, scale: Int) -> Int64? {
  var at = 0
  let isNegative = text.first == UInt8(ascii: "-")
  if isNegative { at += 1 }
  var magnitude: Int64 = 0
  var digits = 0
  var decimals = -1
  while at < text.count {
    let byte = text[at]
    at += 1
    if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
      decimals = 0
      continue
    }
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    digits += 1
    if decimals >= 0 { decimals += 1 }
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
    if overflow || carried { return nil }
    magnitude = sum
  }
  guard digits > 0, decimals != 0, decimals <= scale else { return nil }
  for _ in 0..<(scale - max(decimals, 0)) {
    let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
    if overflow { return nil }
    magnitude = product
  }
  return isNegative ? -magnitude : magnitude
}

/// The same for text that is a string.
func exactDecimal(_ text: String, scale: Int) -> Int64? {
  var text = text
  return text.withUTF8 { exactDecimal($0, scale: scale) }
}

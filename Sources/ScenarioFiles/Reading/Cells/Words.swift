import SupplyModel

/// The words of a closed choice, in the order of its cases.
struct Words<Choice: Sendable>: Sendable {
  let names: [String]
  /// What a fault calls one of them, with its article: "a tier".
  let noun: String
  private let spellings: [[UInt8]]
  private let choices: [Choice]

  init(_ noun: String, _ pairs: [(String, Choice)]) {
    self.noun = noun
    self.names = pairs.map(\.0)
    self.spellings = names.map { Array($0.utf8) }
    self.choices = pairs.map(\.1)
  }

  /// The choice that is spelled so, byte for byte.
  func choice(_ text: UnsafeBufferPointer<UInt8>) -> Choice? {
    for index in spellings.indices where bytesEqual(spellings[index], text) { return choices[index] }
    return nil
  }

  /// The message of a fault, without the "maybe you meant".
  func message(_ text: UnsafeBufferPointer<UInt8>) -> String {
    "\(quoted(text)) is not \(noun); expected one of \(names.joined(separator: ", "))"
  }
}

extension Words where Choice: CaseIterable {
  /// The names of the cases as they stand in the source.
  init(_ noun: String, _ type: Choice.Type) {
    self.init(noun, type.allCases.map { (String(describing: $0), $0) })
  }
}

extension Words where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
  /// The raw values of the cases.
  init(rawValues noun: String, _ type: Choice.Type) {
    self.init(noun, type.allCases.map { ($0.rawValue, $0) })
  }
}

/// Every closed choice of the tables and of scenario.yaml.
enum Vocabulary {
  static let tier = Words("a tier", Tier.self)
  static let channel = Words("a channel", Channel.self)
  static let split = Words("a split rule", SplitRule.self)
  static let method = Words("a method", DeliveryKind.self)
  static let status = Words("a status", LineStatus.self)
  static let policy = Words(rawValues: "a policy", Policy.self)
  static let channels = Words(rawValues: "a channel rule", ChannelRule.self)
  static let stockout = Words(rawValues: "a stockout rule", StockoutRule.self)
  static let replenishment = Words(rawValues: "a replenishment policy", ReplenishmentPolicy.self)
  static let weekday = Words(
    "a weekday", Array(zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], Weekday.allCases)))
}

/// The column `method` of orders.csv.
enum DeliveryKind: CaseIterable, Sendable {
  case ship, pickup
}

/// The column `status` of orders.csv.
enum LineStatus: CaseIterable, Sendable {
  case open, locked
}

/// `true/false/yes/no/1/0`, upper or lower case (spreadsheets write TRUE); nil otherwise.
package func parseBoolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
  func equals(_ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count where text[index] | 0x20 != word.utf8Start[index] | 0x20 { return false }
    return true
  }
  if equals("true") || equals("yes") { return true }
  if equals("false") || equals("no") { return false }
  guard text.count == 1 else { return nil }
  return text[0] == 0x31 ? true : text[0] == 0x30 ? false : nil
}

/// Whether both hold the same bytes.
@inline(__always)
func bytesEqual(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  for index in 0..<a.count where a[index] != b[index] { return false }
  return true
}

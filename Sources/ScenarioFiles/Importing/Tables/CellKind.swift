/// What a cell of a scenario table may hold.
package enum CellKind: Equatable, Sendable {
  /// An id: never empty where the column is required.
  case id
  case text
  /// A whole number above 0.
  case quantity
  /// A whole number >= 0.
  case count
  /// >= 0.
  case number
  /// Money that may be negative, and coordinates.
  case signed
  case yesNo
  case word([String])
}

extension CellKind {
  /// What is wrong with a cell, or nil.
  func fault(_ cell: ArraySlice<UInt8>, isRequired: Bool) -> String? {
    if cell.isEmpty { return isRequired ? "empty" : nil }
    switch self {
    case .id, .text: return nil
    case .quantity:
      guard let number = ImportedNumber(cell), number.isWhole, number.millionths > 0, CellKind.fits(number) else {
        return "not a whole number above 0"
      }
    case .count:
      guard let number = ImportedNumber(cell), number.isWhole, number.millionths >= 0, CellKind.fits(number) else {
        return "not a whole number >= 0"
      }
    case .number:
      guard let number = ImportedNumber(cell), number.millionths >= 0 else { return "not a number >= 0" }
    case .signed:
      guard ImportedNumber(cell) != nil else { return "not a number" }
    case .yesNo:
      let words = ["true", "false", "yes", "no", "1", "0"]
      guard words.contains(where: { cell.elementsEqual($0.utf8) }) else { return "not true or false" }
    case .word(let words):
      guard words.contains(where: { cell.elementsEqual($0.utf8) }) else {
        return "not one of \(words.joined(separator: ", "))"
      }
    }
    return nil
  }

  private static func fits(_ number: ImportedNumber) -> Bool {
    number.millionths <= Int64(Int32.max) * 1_000_000
  }
}

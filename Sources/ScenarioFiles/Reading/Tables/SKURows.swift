import SupplyModel

enum SKUColumn: Int, TableColumn {
  case skuID, name, category, price, unitCost, weight, volume, holdingRate, seasonStart, seasonEnd, salvageValue
  case shelfLifeDays, packSize, shipsAlone, kitOf

  static let table = "skus"
  static let names = [
    "sku_id*", "name", "category", "price", "unit_cost", "weight_kg", "volume_l", "holding_rate", "season_start",
    "season_end", "salvage_value", "shelf_life_days", "pack_size", "ships_alone", "kit_of",
  ]
}

/// skus.csv.
struct SKURows: TableReader {
  var ids = IdentifierTable()
  var skus: [SKU] = []
  var names: [String] = []
  var categories: [String] = []
  var kitParts: [KitPart] = []
  /// The line of each SKU.
  private var lines: [Int32] = []
  /// The cell `kit_of` where it is not empty: any row may name a SKU of a later row.
  private var kits: [(sku: Int, text: String)] = []

  init(_: References, rows: Int) {
    skus.reserveCapacity(rows)
    names.reserveCapacity(rows)
    categories.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }

  mutating func read(_ row: inout TableCursor<SKUColumn>) {
    guard let id = row.required(.skuID) else { return }
    let (index, isNew) = ids.insert(id)
    guard isNew else {
      row.fault(.skuID, "\(quoted(id)) is here twice; the first is on line \(lines[Int(index)])")
      return
    }
    var sku = SKU()
    sku.price = row.money(.price)
    sku.unitCost = row.money(.unitCost) ?? .zero
    sku.weight = Weight(milligrams: row.number(.weight, .weight) ?? 0)
    sku.volumeMillilitres = row.number(.volume, .volume) ?? 0
    sku.holdingRate = row.ratio(.holdingRate) ?? .zero
    sku.seasonStart = row.day(.seasonStart)
    sku.seasonEnd = row.day(.seasonEnd)
    if let start = sku.seasonStart, let end = sku.seasonEnd, end < start {
      row.fault(.seasonEnd, "\(end) is before season_start \(start)")
    }
    sku.salvageValue = row.money(.salvageValue) ?? .zero
    sku.shelfLifeDays = row.number32(.shelfLifeDays, .someDays)
    sku.packSize = row.number32(.packSize, .quantity) ?? 1
    sku.shipsAlone = row.boolean(.shipsAlone) ?? false
    if !row.cell(.kitOf).isEmpty { kits.append((skus.count, row.text(.kitOf))) }
    skus.append(sku)
    names.append(row.text(.name))
    categories.append(row.text(.category))
    lines.append(Int32(row.line))
  }

  /// Looks up the parts of kits; faults: not `sku:qty;sku:qty`, an unknown SKU, a part twice, a kit within itself.
  mutating func resolveKits(_ faults: inout FaultList) {
    for (sku, text) in kits {
      guard let parts = parts(of: sku, text, &faults) else { continue }
      let start = Int32(kitParts.count)
      kitParts += parts
      skus[sku].kit = start..<Int32(kitParts.count)
    }
    guard !kits.isEmpty else { return }
    let successors = skus.map { sku in kitParts[Int(sku.kit.lowerBound)..<Int(sku.kit.upperBound)].map { Int($0.sku) } }
    for circle in circles(successors: successors) where circle.count > 1 {
      let chain = circle.map { quoted(ids[$0]) }.joined(separator: ", then ")
      faults.add(
        line: Int(lines[circle[0]]), column: SKUColumn.kitOf.name,
        "the kits form a circle: \(chain), then \(quoted(ids[circle[0]]))")
    }
  }

  private func parts(of kit: Int, _ text: String, _ faults: inout FaultList) -> [KitPart]? {
    let line = Int(lines[kit])
    let column = SKUColumn.kitOf.name
    var parts: [KitPart] = []
    var seen: Set<Int32> = []
    for part in text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      // The last colon: an id may hold others.
      guard let colon = part.lastIndex(of: UInt8(ascii: ":")), colon != part.startIndex else {
        faults.add(line: line, column: column, "\(quoted(String(part) ?? "")) is not a part; expected sku:qty;sku:qty")
        return nil
      }
      let id = String(decoding: part[..<colon], as: UTF8.self)
      let number = Array(part[part.index(after: colon)...])
      let quantity = number.withUnsafeBufferPointer { NumberRule.quantity.parse($0) }
      switch quantity {
      case .failure(let failure):
        let message = number.withUnsafeBufferPointer { NumberRule.quantity.message(failure, $0) }
        faults.add(line: line, column: column, "of part \(quoted(id)): \(message)")
        return nil
      case .success(let quantity):
        guard let sku = ids.index(of: id) else {
          faults.add(
            line: line, column: column, puzzle: Puzzle(value: id, candidates: .skus), "unknown SKU \(quoted(id))")
          return nil
        }
        if Int(sku) == kit {
          faults.add(line: line, column: column, "\(quoted(id)) is the kit itself; expected other SKUs")
          return nil
        }
        guard seen.insert(sku).inserted else {
          faults.add(line: line, column: column, "names the part \(quoted(id)) twice; expected it once")
          return nil
        }
        parts.append(KitPart(sku: sku, quantity: Int32(quantity)))
      }
    }
    return parts
  }
}

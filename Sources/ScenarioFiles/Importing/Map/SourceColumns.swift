/// The column names of one source while its part of the map is read: every name that is used gets a slot.
struct SourceColumns {
  /// What a name means at this point of the map: a column of the source, or one derived above.
  private var slots: [String: Int] = [:]
  private(set) var derived: [ValueRule?] = []
  private(set) var used: [SourceRule.Used] = []
  /// By slot.
  private(set) var names: [String] = []

  mutating func slot(for name: String, path: String) -> Int {
    if let slot = slots[name] { return slot }
    let slot = newSlot(name, nil)
    slots[name] = slot
    used.append(SourceRule.Used(name: name, slot: slot, path: path))
    return slot
  }

  /// A column that the importer itself fills (unpivot), not to be looked for in the header.
  mutating func made(_ name: String) -> Int {
    let slot = newSlot(name, nil)
    slots[name] = slot
    return slot
  }

  /// From here on `name` is the derived column; its own rule may still have used the source's column of that name.
  mutating func define(_ name: String, as rule: ValueRule) {
    slots[name] = newSlot(name, rule)
  }

  private mutating func newSlot(_ name: String, _ rule: ValueRule?) -> Int {
    derived.append(rule)
    names.append(name)
    return derived.count - 1
  }
}

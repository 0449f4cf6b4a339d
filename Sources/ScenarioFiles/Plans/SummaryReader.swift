import FoundationEssentials
import SupplyModel

/// Reads summary.json back: every key of the contract must be there, with a value of its kind.
extension PlanReader {
  mutating func readSummary() {
    let json: JSONValue
    do {
      json = try JSONParser.parse([UInt8](Data(contentsOf: URL(filePath: path(.summary)))))
    } catch let error as JSONError {
      return note(PlanFileFault(file: .summary, line: error.line, message: error.message))
    } catch {
      return note(PlanFileFault(file: .summary, message: "it cannot be read"))
    }
    guard case .object = json else {
      return note(PlanFileFault(file: .summary, line: 1, message: "expected an object"))
    }
    if json["version"] != .number("1") { fault("version", json["version"], "expected 1") }
    plan.summary.scenario = string(json, "scenario")
    plan.summary.policy = word(json, "policy")
    plan.summary.asOf = day(json, "as_of")
    for count in PlanSummaryFile.Count.allCases {
      plan.summary.counts[count] = value(json, count.rawValue, "a whole number") { exactDecimal($0, scale: 0) }
    }
    let cost = json["cost"] ?? .null
    plan.summary.total = money(cost, "total", in: "cost.")
    for term in CostTerm.allCases { plan.summary.terms[term] = money(cost, term.rawValue, in: "cost.") }
    // These may be null: nothing is proven of the plan.
    if json["lower_bound"] != .null { plan.summary.lowerBound = money(json, "lower_bound") }
    if json["price_bound"] != .null { plan.summary.priceBound = money(json, "price_bound") }
    if json["bound_method"] != .null { plan.summary.boundMethod = word(json, "bound_method") }
    if json["gap"] != .null { plan.summary.gap = value(json, "gap", "a number") { Double($0) } }
    if json["gap_served"] != .null { plan.summary.gapServed = value(json, "gap_served", "a number") { Double($0) } }
  }

  private mutating func fault(_ key: String, _ found: JSONValue?, _ expected: String) {
    let message = found.map { "\($0.text): \(expected)" } ?? "the key is missing; \(expected)"
    note(PlanFileFault(file: .summary, column: key, message: message))
  }

  private mutating func value<Value>(
    _ json: JSONValue, _ key: String, in prefix: String = "", _ kind: String, _ read: (String) -> Value?
  ) -> Value? {
    if case .number(let text)? = json[key], let value = read(text) { return value }
    fault(prefix + key, json[key], "expected \(kind)")
    return nil
  }

  private mutating func money(_ json: JSONValue, _ key: String, in prefix: String = "") -> Money? {
    value(json, key, in: prefix, "an amount of money with at most six decimals") { text in
      exactDecimal(text, scale: 6).map { Money(millionths: $0) }
    }
  }

  private mutating func string(_ json: JSONValue, _ key: String) -> String? {
    if case .string(let text)? = json[key] { return text }
    fault(key, json[key], "expected a text")
    return nil
  }

  private mutating func day(_ json: JSONValue, _ key: String) -> Day? {
    if case .string(var text)? = json[key], let day = text.withUTF8(parseDay) { return day }
    fault(key, json[key], "expected a date such as 2026-11-11")
    return nil
  }

  private mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ json: JSONValue, _ key: String) -> Word? {
    if case .string(let text)? = json[key], let word = Word(rawValue: text) { return word }
    fault(key, json[key], "expected one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }
}

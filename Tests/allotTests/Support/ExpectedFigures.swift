import Foundation

/// A scenario's expected.json: what each policy must cost, to the millionth.
struct ExpectedFigures: Decodable {
  struct Policy: Decodable {
    var cost: [String: Double]
    var ordersComplete: Int
    var unitsFilled: Int
    var lowerBound: Double?
    var gap: Double?

    enum CodingKeys: String, CodingKey {
      case cost, gap
      case ordersComplete = "orders_complete"
      case unitsFilled = "units_filled"
      case lowerBound = "lower_bound"
    }
  }

  var scenario: String
  var policies: [String: Policy]

  init(of scenario: String) throws {
    let url = URL(fileURLWithPath: Repository.scenario(scenario) + "/expected.json")
    self = try JSONDecoder().decode(ExpectedFigures.self, from: Data(contentsOf: url))
  }
}

/// The figures of a summary.json that tests compare.
struct SummaryFigures: Decodable {
  var scenario: String
  var policy: String
  var orders: Int
  var ordersComplete: Int
  var unitsFilled: Int
  var cost: [String: Double]
  var lowerBound: Double?
  var priceBound: Double?
  var gap: Double?

  enum CodingKeys: String, CodingKey {
    case scenario, policy, orders, cost, gap
    case ordersComplete = "orders_complete"
    case unitsFilled = "units_filled"
    case lowerBound = "lower_bound"
    case priceBound = "price_bound"
  }

  init(_ json: String) throws { self = try JSONDecoder().decode(SummaryFigures.self, from: Data(json.utf8)) }
}

/// Money as the files write it, in millionths.
func millionths(_ amount: Double) -> Int64 { Int64((amount * 1_000_000).rounded()) }

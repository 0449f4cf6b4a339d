import Foundation
import ScenarioFiles
import SupplyModel
import TestSupport

/// A generated retail network written into a temporary folder, which goes with the object.
final class RetailFolder {
  let spec: RetailSpec
  let scenario: RetailScenario
  private let folder: TemporaryFolder

  init(_ spec: RetailSpec, threads: Int = 1) throws {
    self.spec = spec
    scenario = RetailScenario(spec)
    folder = try TemporaryFolder()
    try scenario.write(to: folder.path, threads: threads)
  }

  convenience init(_ text: String, threads: Int = 1) throws {
    try self.init(RetailSpec(text: text, file: "spec.yaml"), threads: threads)
  }

  var path: String { folder.path }

  func bytes(_ name: String) throws -> [UInt8] { try folder.bytes(of: name) }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// All files by name.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in scenario.fileNames { files[name] = try bytes(name) }
    return files
  }

  /// What `allot` reads, with all its faults thrown.
  func read() throws -> Scenario { try readScenario(at: path, options: ReadingOptions()) }
}

/// Specs that tests share.
enum RetailSpecs {
  /// Every key that a spec has, with values other than the defaults.
  static let full = """
    version: 1
    name: all-keys
    currency: EUR
    seed: 7
    start: 2025-03-03
    days: 56
    history_days: 14
    write_demand: true
    network:
      central: 2
      regional: 3
      stores: 12
      zones: 9
      cities: 4
      rural_share: 0.1
      width_km: 300
      store_zone_pull: 0.5
      lanes: true
    tiers:
      central: { capacity_orders: 500, capacity_units: 900, pickup: true, accepts_returns: true }
      regional: { online_pool: false, ships: false }
      store:
        online_pool: true
        pickup: false
        accepts_returns: false
        capacity_orders: 12
        handling_per_shipment: 2.5
        handling_per_unit: 0.25
        activation_cost: 9
        commission_rate: 0.08
        reject_rate: 0.04
        cutoff: "16:30"
        open_days: mon;tue;wed;thu;fri;sat
    skus:
      - category: Coat
        count: 10
        price: [100, 400]
        margin: 0.6
        weight_kg: [0.8, 2]
        demand_factor: 2
        season: { start: -7, days: 42, salvage_share: 0.2 }
        holding_rate: 0.3
      - { category: Milk, count: 5, price: 1.2, margin: 0.3, weight_kg: 1, shelf_life_days: 6, pack_size: 12 }
    demand:
      units_per_store_day: 15
      store_size_cv: 0.4
      popularity: 0.8
      local_cv: 0.3
      range_share: 0.7
      online_share: 0.25
      season_profile: [1, 1.5, 0.5, 1]
      min_rate: 0.01
      units_per_order: [0.5, 0.5]
    stock:
      days: { central: 20, regional: 10, store: 14 }
      season_buy: 1.2
      season_shares: { central: 0.3, regional: 0.3, store: 0.4 }
      error_cv: 0.5
      sku_error_cv: 0.2
    supply: { tier: regional, lead_days: 5, order_cost: 3, minimum: 4, buys_seasons: true }
    levels:
      base_stock_days: { central: 30, regional: 20, store: 10 }
      min_days: { central: 10, regional: 7, store: 3 }
      max_days: { central: 30, regional: 20, store: 10 }
    settings:
      timezone: Europe/Berlin
      policy: cheapest
      horizon_days: 21
      unfilled: { per_unit: 5, margin_factor: 1 }
      transfer_tariff: { per_shipment: 20, per_km: 0.02 }
      simulation:
        every_hours: 24
        promotions:
          - { from: 2025-03-10, to: 2025-03-12, category: Coat, factor: 3 }
          - { from: 2025-04-01, to: 2025-04-01, factor: 0.5 }
        channels: siloed

    """

  /// Goods that are always sold, with a flat demand: one row a series.
  static func flat(_ demand: String = "", _ more: String = "") -> String {
    """
    days: 30
    network: { stores: 40, zones: 30, regional: 3 }
    skus: [ { category: Goods, count: 50 } ]
    demand: { units_per_store_day: 10 \(demand.isEmpty ? "" : ", " + demand) }
    \(more)

    """
  }
}

import ScenarioFiles
import SupplyModel
import Testing

@Suite struct RetailSpecFaultTests {
  private static let goods = "skus: [ { count: 3 } ]\n"

  private func faults(_ text: String) -> [String] {
    do {
      _ = try RetailSpec(text: text, file: "s.yaml")
      return []
    } catch {
      return error.listed.map(\.description)
    }
  }

  @Test(arguments: [
    (
      "netwrok: { stores: 3 }",
      "s.yaml:2:netwrok: unknown key; expected version, name, currency, seed, start, days, history_days, write_demand, "
        + "network, tiers, skus, demand, stock, supply, levels, settings; maybe you meant \"network\"?"
    ),
    ("version: 2", "s.yaml:2:version: \"2\" is not a whole number from 1 to 1"),
    ("seed: -1", "s.yaml:2:seed: \"-1\" is not a whole number from 0 to 9223372036854775807"),
    ("start: tomorrow", "s.yaml:2:start: \"tomorrow\" is not a date; expected one such as 2026-01-01"),
    ("days: 0", "s.yaml:2:days: \"0\" is not a whole number from 1 to 3660"),
    ("history_days: 7", "s.yaml:2:history_days: is 7, and write_demand is not true: no history is written"),
    ("write_demand: maybe", "s.yaml:2:write_demand: \"maybe\" is not true or false"),
    ("network: 5", "s.yaml:2:network: expected a group of keys, not \"5\""),
    ("network: { stores: 0 }", "s.yaml:2:network.stores: \"0\" is not a whole number from 1 to 20000"),
    ("network: { rural_share: 1.5 }", "s.yaml:2:network.rural_share: \"1.5\" is not a number from 0 to 1"),
    ("network: { rural_share: nan }", "s.yaml:2:network.rural_share: \"nan\" is not a number from 0 to 1"),
    ("network: { width_km: 3000 }", "s.yaml:2:network.width_km: \"3000\" is not a number from 1 to 1500"),
    (
      "tiers: { shop: {} }",
      "s.yaml:2:tiers.shop: unknown key; expected central, regional, store; maybe you meant \"store\"?"
    ),
    (
      "tiers: { store: { handling_per_unit: -1 } }",
      "s.yaml:2:tiers.store.handling_per_unit: \"-1\" is negative; expected a number from 0 to 1000000000000 with at "
        + "most 6 decimals"
    ),
    (
      "tiers: { store: { commission_rate: 3 } }",
      "s.yaml:2:tiers.store.commission_rate: \"3\" is too large; expected a share from 0 to 1"
    ),
    (
      "tiers: { store: { cutoff: noon } }",
      "s.yaml:2:tiers.store.cutoff: \"noon\" is not a time of day; expected HH:MM from 00:00 to 23:59"
    ),
    (
      "tiers: { store: { open_days: mon;tuesday } }",
      "s.yaml:2:tiers.store.open_days: \"tuesday\" is not a weekday; expected one of mon, tue, wed, thu, fri, sat, sun, "
        + "separated by semicolons"
    ),
    ("demand: { online_share: 1 }", "s.yaml:2:demand.online_share: \"1\" is not a number from 0 to 0.99"),
    ("demand: { season_profile: 3 }", "s.yaml:2:demand.season_profile: expected a list, not \"3\""),
    ("demand: { season_profile: [1, x] }", "s.yaml:2:demand.season_profile[1]: \"x\" is not a number from 0 to 1000"),
    (
      "demand: { units_per_order: [0, 0] }",
      "s.yaml:2:demand.units_per_order: holds no share above 0; expected at least one"
    ),
    (
      "stock: { season_shares: { central: 0.5, store: 0.2 } }",
      "s.yaml:2:stock.season_shares: add up to 0.7; expected 1"
    ),
    (
      "supply: { tier: shop }",
      "s.yaml:2:supply.tier: \"shop\" is unknown; expected none, central, regional, store; maybe you meant \"store\"?"
    ),
    (
      "levels: { min_days: { store: 9 }, max_days: { store: 3 } }",
      "s.yaml:2:levels.max_days.store: 3.0 is less than min_days 9.0"
    ),
    ("settings: 3", "s.yaml:2:settings: expected a group of keys, not \"3\""),
    (
      "settings: { name: x }", "s.yaml:2:settings.name: is set by the spec's `name`; expected it there only"
    ),
    (
      "settings: { as_of: 2026-01-01 }", "s.yaml:2:settings.as_of: is set by the spec's `start`; expected it there only"
    ),
    (
      "settings: { simulation: { days: 3 } }",
      "s.yaml:2:settings.simulation.days: is set by the spec's `days`; expected it there only"
    ),
    (
      "settings: { polcy: optimal }",
      "s.yaml:2:settings.polcy: unknown key \"polcy\"; maybe you meant \"policy\"?"
    ),
    (
      "settings: { horizon_days: soon }",
      "s.yaml:2:settings.horizon_days: \"soon\" is not a number; expected a whole number of days from 1 to 36500"
    ),
    (
      "network: { stores: 20000 }\ndemand: { units_per_store_day: 1000000 }",
      "s.yaml:1: units asked for: 9247058823529 is too many; expected at most 1000000000"
    ),
    (
      "write_demand: true\nnetwork: { stores: 20000 }",
      "s.yaml:1: units of demand to write: 171764705 is too many; expected at most 100000000"
    ),
  ]) func oneFaultAKey(text: String, message: String) {
    #expect(faults(Self.goods + text + "\n") == [message])
  }

  @Test(arguments: [
    ("days: 3\n", "s.yaml:1: the key skus is missing"),
    ("- 3\n", "s.yaml:1: expected a group of keys with skus and settings, not a list"),
    ("skus: []\n", "s.yaml:1:skus: holds no category; expected at least one"),
    ("skus: [ {} ]\n", "s.yaml:1:skus[0]: the key count is missing"),
    (
      "skus: [ { count: 1, price: [3, 2] } ]\n",
      "s.yaml:1:skus[0].price: expected one number or [lower, upper], in this order"
    ),
    (
      "skus: [ { count: 1, price: [3] } ]\n",
      "s.yaml:1:skus[0].price: expected one number or [lower, upper], in this order"
    ),
    ("skus: [ { count: 1, category: \"a,b\" } ]\n", "s.yaml:1:skus[0].category: \"a,b\" holds a comma or a quote"),
    (
      "skus: [ { count: 1, season: { days: 3, salvage: 1 } } ]\n",
      "s.yaml:1:skus[0].season.salvage: unknown key; expected start, days, salvage_share; maybe you meant "
        + "\"salvage_share\"?"
    ),
    (
      "days: 10\nskus: [ { count: 1, season: { start: 10 } }, { count: 1, season: { start: -9, days: 9 } } ]\n",
      "s.yaml:1:skus: no category is on sale between start and start + days; expected at least one"
    ),
    (
      "skus: [ { count: 900000 }, { count: 900000 } ]\nnetwork: { stores: 1, zones: 1 }\n",
      "s.yaml:1: SKUs: 1800000 is too many; expected at most 1000000"
    ),
    (
      "skus: [ { count: 100000 } ]\nnetwork: { stores: 3000 }\n",
      "s.yaml:1: nodes x SKUs: 300100000 is too many; expected at most 200000000"
    ),
    (
      "skus: [ { count: 100000 } ]\nnetwork: { zones: 3000 }\n",
      "s.yaml:1: zones x SKUs: 300000000 is too many; expected at most 200000000"
    ),
    (
      "skus: [ { count: 1 } ]\nnetwork: { stores: 19999, zones: 10000, lanes: true }\n",
      "s.yaml:1: nodes x zones: 200000000 is too many; expected at most 50000000"
    ),
  ]) func oneFaultASpec(text: String, message: String) {
    #expect(faults(text) == [message])
  }

  @Test func allFaultsAreReportedTogether() {
    #expect(faults("days: 0\nskus: [ { count: 0 } ]\nstock: { error_cv: -1 }\n").count == 3)
  }
}

import RandomStreams
import ScenarioFiles
import SupplyModel
import Testing

@Suite struct RetailScenarioTests {
  @Test func everyKeyTogetherCanBeRead() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    #expect((scenario.nodes.count, scenario.zones.count, scenario.skus.count) == (17, 9, 15))
    #expect(scenario.notices.isEmpty)
    #expect(!scenario.orders.isEmpty && !scenario.demand.isEmpty && !scenario.forecast.isEmpty)
    #expect(!scenario.supply.isEmpty && !scenario.levels.isEmpty)
    #expect(scenario.lanes.count == 17 * 9)
  }

  @Test func theLeastSpecCanBeRead() throws {
    let folder = try RetailFolder("skus: [ { count: 3 } ]\n")
    #expect(
      folder.scenario.fileNames
        == ["nodes.csv", "zones.csv", "skus.csv", "stock.csv", "forecast.csv", "supply.csv", "scenario.yaml"])
    let scenario = try folder.read()
    #expect((scenario.nodes.count, scenario.skus.count) == (51, 3))
    #expect(scenario.demand.isEmpty && scenario.orders.isEmpty && scenario.levels.isEmpty)
  }

  @Test func theSameBytesWithAnyNumberOfThreads() throws {
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    spec.categories[0].count = 150
    let files = try RetailFolder(spec).files()
    #expect(try RetailFolder(spec, threads: 3).files() == files)
    spec.seed = 8
    let others = try RetailFolder(spec).files()
    for name in ["nodes.csv", "zones.csv", "skus.csv", "stock.csv", "forecast.csv", "demand.csv", "orders.csv"] {
      #expect(others[name] != files[name], "\(name)")
    }
  }

  /// Scenarios are referred to by spec and seed: change the number only together with CHANGELOG.md.
  @Test func theBytesAreFixedAcrossMachines() throws {
    var hash: UInt64 = 0
    for (name, bytes) in try RetailFolder(RetailSpecs.full).files().sorted(by: { $0.key < $1.key }) {
      for byte in Array(name.utf8) + bytes { hash = SplitMix64.mix(hash ^ UInt64(byte) &+ 1) }
    }
    #expect(hash == 0x74fc3db8e1781f2a)
  }

  @Test func nodesHaveTheirTiersColumns() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    for node in scenario.nodes {
      switch node.tier {
      case .central:
        #expect((node.capacityOrders, node.capacityUnits, node.parent) == (500, 900, nil))
        #expect((node.pickup, node.acceptsReturns, node.onlinePool) == (true, true, true))
      case .regional:
        #expect((node.ships, node.onlinePool, node.capacityOrders) == (false, false, nil))
        #expect(node.parent.map { scenario.nodes[Int($0)].tier } == .central)
      case .store, .vendor:
        #expect((node.capacityOrders, node.ships, node.pickup, node.onlinePool) == (12, true, false, true))
        #expect(node.handlingPerShipment == Money(millionths: 2_500_000))
        #expect(node.handlingPerUnit == Money(millionths: 250_000))
        #expect(node.activationCost == Money(millionths: 9_000_000))
        #expect((node.commissionRate.billionths, node.rejectRate.billionths) == (80_000_000, 40_000_000))
        #expect(node.cutoff == MinuteOfDay(minutes: 16 * 60 + 30))
        #expect(!node.openDays.contains(WeekdaySet(.sunday)))
        #expect(node.parent.map { scenario.nodes[Int($0)].tier } == .regional)
      }
    }
  }

  @Test func parentsAreTheNearestOfTheTierAbove() throws {
    let network = RetailScenario(try RetailSpec(text: RetailSpecs.flat(), file: "spec.yaml")).network
    func metres(_ a: Int, _ b: Int) -> Int {
      GeneratedPlace.metres(network.nodes[a].place.direction, network.nodes[b].place.direction)
    }
    for (index, node) in network.nodes.enumerated() where node.tier == .store {
      let parent = try #require(node.parent)
      #expect((1...3).allSatisfy { metres(index, parent) <= metres(index, $0) })
    }
    #expect((1...3).allSatisfy { network.nodes[$0].parent == 0 })
  }

  /// 300 of 1500 km: a fifth of every way from the middle of the map, 32.5 degrees north and 112.5 east.
  @Test func aMapCanBeSmall() throws {
    var spec = try RetailSpec(text: RetailSpecs.full, file: "spec.yaml")
    let small = RetailScenario(spec).network.nodes
    spec.network.widthKilometres = 1500
    let large = RetailScenario(spec).network.nodes
    for (near, far) in zip(small, large) where near.tier != .store {
      #expect(abs(near.place.latitude - (3_250_000 + (far.place.latitude - 3_250_000) / 5)) <= 1)
      #expect(abs(near.place.longitude - (11_250_000 + (far.place.longitude - 11_250_000) / 5)) <= 1)
    }
  }

  @Test func storesFollowTheirCustomers() throws {
    var spec = try RetailSpec(text: RetailSpecs.flat(), file: "spec.yaml")
    func nearZones(_ pull: Double) -> Int {
      spec.network.storeZonePull = pull
      let network = RetailScenario(spec).network
      let zones = network.zones.map(\.place.direction)
      return network.nodes.count { node in
        node.tier == .store && zones.contains { GeneratedPlace.metres($0, node.place.direction) < 10_000 }
      }
    }
    #expect(nearZones(1) == 40)
    #expect(nearZones(0) < 30)
  }

  @Test func goodsAreAsTheirCategorySays() throws {
    let scenario = try RetailFolder(RetailSpecs.full).read()
    for (index, sku) in scenario.skus.enumerated() {
      let price = Double(sku.price?.millionths ?? 0) / 1e6
      let cost = Double(sku.unitCost.millionths) / 1e6
      if scenario.skuCategories[index] == "Coat" {
        #expect(price >= 100 && price <= 400)
        #expect(abs(cost - 0.4 * price) <= 0.0051)
        #expect(sku.weight.milligrams >= 800_000 && sku.weight.milligrams <= 2_000_000)
        #expect(sku.seasonStart.map { "\($0)" } == "2025-02-24")
        #expect(sku.seasonEnd.map { "\($0)" } == "2025-04-06")
        #expect(abs(Double(sku.salvageValue.millionths) / 1e6 - 0.2 * cost) <= 0.0051)
        #expect((sku.shelfLifeDays, sku.packSize, sku.holdingRate.billionths) == (nil, 1, 300_000_000))
      } else {
        #expect(scenario.skuCategories[index] == "Milk")
        #expect((price, cost) == (1.2, 0.84))
        #expect((sku.seasonStart, sku.shelfLifeDays, sku.packSize) == (nil, 6, 12))
      }
    }
    #expect(Set(scenario.skus.map(\.price)).count > 5)
  }

  @Test func settingsAreTakenOverInTheirOrder() throws {
    #expect(
      try RetailFolder(RetailSpecs.full).text("scenario.yaml") == """
        # A generated network: 17 nodes, 9 zones, 15 SKUs, seed 7.
        # Made by `allot generate --spec`; the same spec and seed give the same bytes.
        version: 1
        name: all-keys
        currency: EUR
        as_of: 2025-03-03
        default_service: standard
        timezone: Europe/Berlin
        policy: cheapest
        horizon_days: 21
        unfilled:
          per_unit: 5
          margin_factor: 1
        transfer_tariff:
          per_shipment: 20
          per_km: 0.02
        simulation:
          every_hours: 24
          promotions:
            - from: 2025-03-10
              to: 2025-03-12
              category: Coat
              factor: 3
            - from: 2025-04-01
              to: 2025-04-01
              factor: 0.5
          channels: siloed
          start: 2025-03-03
          days: 56
          seed: 7

        """)
  }

  /// What YAML would read as something else, or not at all, is quoted.
  @Test func settingsSurviveTheRoundTrip() throws {
    let spec = """
      name: "a: \\"b\\" # c\\td"
      skus: [ { count: 1 } ]
      settings:
        default_service: 'null'
        tariffs: [ { service: 'null', bands: [ { per_shipment: 1 } ] }, { service: "- x", bands: [ {} ] } ]
        simulation: { promotions: [] }
        lateness:

      """
    let folder = try RetailFolder(spec)
    let scenario = try folder.read()
    #expect(scenario.settings.name == "a: \"b\" # c\td")
    #expect((scenario.services[0], scenario.services[1]) == ("null", "- x"))
    #expect(try folder.text("scenario.yaml").hasSuffix("lateness: null\n"))
    #expect(try folder.text("scenario.yaml").contains("  promotions: []\n"))
  }

  @Test func theDefaultServiceIsOneThatIsOffered() throws {
    func service(_ settings: String) throws -> String {
      let text = try RetailFolder("skus: [ { count: 1 } ]\nsettings: { \(settings) }\n").text("scenario.yaml")
      return text.split(separator: "\n").first { $0.hasPrefix("default_service") }.map(String.init) ?? "none"
    }
    let bands = "bands: [ { per_shipment: 1 } ]"
    #expect(try service("policy: optimal") == "none")
    #expect(try service("tariffs: [ { service: air, \(bands) } ]") == "default_service: air")
    #expect(try service("tariffs: [ { service: air, \(bands) }, { \(bands) } ]") == "default_service: standard")
    #expect(try service("default_service: sea, tariffs: [ { service: sea, \(bands) } ]") == "default_service: sea")
  }

  @Test func aMissingDirectoryIsReported() throws {
    let scenario = RetailScenario(try RetailSpec(text: "skus: [ { count: 1 } ]\n", file: "spec.yaml"))
    #expect {
      try scenario.write(to: "/nonexistent/folder", threads: 1)
    } throws: { "\($0)" == "/nonexistent/folder/nodes.csv: cannot write: No such file or directory" }
  }
}

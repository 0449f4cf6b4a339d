import Foundation
import ScenarioFiles
import SupplyModel
import Testing

@Suite struct ShippedMapTests {
  @Test(arguments: ShippedMap.allCases)
  func isTheFileThatUsersRead(_ map: ShippedMap) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("scenarios/maps/\(map.rawValue).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(map.text == text, "run scenarios/maps/embed")
  }

  @Test(arguments: ShippedMap.allCases)
  func hasNoFaults(_ map: ShippedMap) throws {
    let parsed = try ImportMap.load(map.rawValue)
    #expect(parsed.name == map.rawValue)
    #expect(!parsed.about.isEmpty)
  }

  @Test func anUnknownNameIsAFault() {
    #expect(throws: ScenarioErrors.self) { try ImportMap.load("shopify-order") }
    do {
      _ = try ImportMap.load("shopify-order")
    } catch {
      let names = ShippedMap.allCases.map(\.rawValue).joined(separator: ", ")
      #expect(
        error.listed.map(\.description) == [
          "shopify-order: no map of this name; expected \(names) or the path of a .yaml file"
            + "; maybe you meant \"shopify-orders\"?"
        ])
    }
  }

  @Test func shopifyOrders() throws {
    let run = try ImportRun(
      "shopify-orders",
      [
        """
        Name,Email,Financial Status,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem fulfillment status,Shipping Zip,Shipping Province,Shipping Country,Cancelled at
        #1001,a@example.com,paid,unfulfilled,2026-03-01 23:30:00 +0100,2,Mug,12.00,MUG,true,pending,'10115,,DE,
        #1001,a@example.com,,,,1,"Tea, green",4.50,TEA,true,pending,,,,
        #1001,a@example.com,,,,1,Voucher,20.00,GIFT,false,pending,,,,
        #1002,b@example.com,paid,fulfilled,2026-03-02 09:00:00 +0100,1,Mug,12.00,MUG,true,fulfilled,K1A,ON,CA,
        #1003,c@example.com,refunded,unfulfilled,2026-03-02 09:00:00 +0100,1,Mug,12.00,MUG,true,pending,K1A,ON,CA,
        #1004,d@example.com,pending,,2026-03-03 09:00:00 +0100,3,Mug,13.00,MUG,true,pending,K1A,ON,CA,
        #1004,d@example.com,,,,1,Sample,0.00,,true,pending,,,,
        #1005,e@example.com,paid,,2026-03-03 10:00:00 +0100,1,Mug,12.00,MUG,true,pending,,,,
        #1006,f@example.com,voided,,2026-03-03 11:00:00 +0100,1,Mug,12.00,MUG,true,pending,K1A,ON,CA,2026-03-03 12:00:00 +0100
        #1004,d@example.com,,,,,,,,,,,,,

        """
      ])
    #expect(
      try run.text("orders.csv") == """
        order_id,line_id,sku_id,quantity,unit_price,placed_at,zone_id
        #1001,1,MUG,2,12,2026-03-01T22:30:00Z,DE
        #1001,2,TEA,1,4.5,2026-03-01T22:30:00Z,DE
        #1004,1,MUG,3,13,2026-03-03T08:00:00Z,CA-ON

        """)
    #expect(try run.text("skus.csv") == "sku_id,name,price\nMUG,Mug,13\nTEA,\"Tea, green\",4.5\n")
    #expect(try run.text("zones.csv") == "zone_id,name,country\nDE,DE,DE\nCA-ON,CA-ON,CA\n")
    #expect(try run.text("scenario.yaml") == "version: 1\nas_of: 2026-03-03\n")
    #expect(
      nonzero(run.source.filtered) == [
        "no line item on the row: 1", "cancelled order: 1", "refunded, voided or expired order: 1",
        "fulfilled already: 1", "needs no shipping: 1",
      ])
    #expect(
      nonzero(run.source.rejected) == ["no SKU: 1", "no shipping country (pickup or point of sale): 1"])
    #expect(
      try run.text("rejected.csv").split(separator: "\n").dropFirst().map { $0.prefix(44) } == [
        "export1.csv,8,no SKU,#1004,d@example.com,,,,", "export1.csv,9,no shipping country (pickup or",
      ])
    #expect(run.addsUp)
  }

  @Test func shopifyInventory() throws {
    let run = try ImportRun(
      "shopify-inventory",
      [
        """
        Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,Location,Bin name,Incoming (not editable),Unavailable (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)
        mug,Mug,Title,Default Title,,,,,MUG,,,Berlin,,0,1,2,7,10,
        mug,Mug,Title,Default Title,,,,,MUG,,,Paris,,0,0,0,not stocked,not stocked,
        tea,Tea,Title,Default Title,,,,,TEA,,,Paris,,0,0,0,-3,-3,
        jar,Jar,Title,Default Title,,,,,,,,Paris,,0,0,0,4,4,

        """
      ], base: ["nodes.csv": "node_id,tier,latitude\nBerlin,central,52.5\n"])
    #expect(try run.text("stock.csv") == "node_id,sku_id,on_hand,reserved\nBerlin,MUG,10,1\n")
    #expect(try run.text("nodes.csv") == "node_id,tier,latitude,name\nBerlin,central,52.5,\n")
    #expect(nonzero(run.source.filtered) == ["not stocked at the location: 1"])
    #expect(nonzero(run.source.rejected) == ["no SKU: 1", "negative stock (oversold): 1"])
    #expect(run.report.notices == ["nodes.csv: 1 imported rows are in the base folder already and stay as there"])
    #expect(run.addsUp)
  }

  @Test func shopifyInventoryWide() throws {
    let run = try ImportRun(
      "shopify-inventory-wide",
      [
        """
        Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,Berlin,"Paris, Marais"
        mug,Mug,Title,Default Title,,,,,MUG,,,10,not stocked
        tea,Tea,Title,Default Title,,,,,TEA,,,-1,5

        """
      ])
    #expect(try run.text("stock.csv") == "node_id,sku_id,on_hand\nBerlin,MUG,10\n\"Paris, Marais\",TEA,5\n")
    #expect(
      try run.text("nodes.csv")
        == "node_id,tier,name\nBerlin,store,Berlin\n\"Paris, Marais\",store,\"Paris, Marais\"\n")
    #expect(
      try run.text("rejected.csv").split(separator: "\n").last
        == "export1.csv,3,negative stock (oversold),tea,Tea,Title,Default Title,,,,,TEA,,,-1,5,Berlin,-1")
    #expect(run.source.read == 4)
    #expect(run.addsUp)
  }

  @Test func magentoSourceItems() throws {
    let run = try ImportRun(
      "magento-source-items",
      [
        """
        source_code,sku,status,quantity
        default,24-MB01,1,198.0000
        north,24-MB01,0,5.0000
        north,24-MB02,1,2.5000
        north,24-MB03,1,-4.0000
        north,,1,1.0000
        north,24-MB04,2,1.0000
        default,24-MB01,1,198.0000
        default,24-MB01,1,7.0000

        """
      ])
    #expect(try run.text("stock.csv") == "node_id,sku_id,on_hand\ndefault,24-MB01,198\nnorth,24-MB01,0\n")
    #expect(nonzero(run.source.merged) == ["exact duplicate of an earlier row: 1"])
    #expect(
      nonzero(run.source.rejected) == [
        "no SKU or source: 1", "status is neither 0 nor 1: 1", "negative quantity (oversold): 1",
        "on_hand: not a whole number >= 0: 1", "on_hand: differs from an earlier row of the same node_id, sku_id: 1",
      ])
    #expect(run.addsUp)
  }

  @Test func uciOnlineRetail() throws {
    let run = try ImportRun(
      "uci-online-retail",
      [
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        1,85123A,HEART ,6,2011-11-07 08:26:00,2.55,17850.0,United Kingdom
        1,85123a,HEART,2,2011-11-07 08:27:00,2.55,17850.0,United Kingdom
        1,85123A,HEART ,6,2011-11-07 08:26:00,2.55,17850.0,United Kingdom
        C2,85123A,HEART,-6,2011-11-07 09:00:00,2.55,17850.0,United Kingdom
        A3,B,Adjust bad debt,1,2011-11-07 09:00:00,11062.06,,United Kingdom
        4,POST,POSTAGE,1,2011-11-07 09:00:00,18,12583.0,France
        4,gift_0001_20,VOUCHER,1,2011-11-07 09:00:00,16.67,12583.0,France
        4,22138,damages,-5,2011-11-07 09:00:00,0,,France
        4,22139,amazon,5,2011-11-07 09:00:00,0,,France
        4,23843,BIRDIE,80995,2011-11-07 09:00:00,2.08,16446.0,France
        5,22138,BAKING SET,3,2011-11-07 09:00:00,4.95,,Unspecified
        6,22138,BAKING SET,3,11/13/2011 9:05,4.95,,France
        7,22138,BAKING SET,3,2011-11-14 00:00:00,4.95,,France
        8,22138,BAKING SET,3,soon,4.95,,France
        9,22138,BAKING SET,2011-11-08 09:00:00

        """
      ], set: [("from", "2011-11-07"), ("to", "2011-11-13")])
    #expect(
      try run.text("orders.csv") == """
        order_id,line_id,sku_id,quantity,unit_price,placed_at,customer_id,zone_id
        1,1,85123A,6,2.55,2011-11-07T08:26:00Z,17850,United Kingdom
        1,2,85123A,2,2.55,2011-11-07T08:26:00Z,17850,United Kingdom
        6,1,22138,3,4.95,2011-11-13T09:05:00Z,,France

        """)
    #expect(try run.text("skus.csv") == "sku_id,name,price\n85123A,HEART,2.55\n22138,BAKING SET,4.95\n")
    #expect(nonzero(run.source.filtered) == ["outside the period: 1"])
    #expect(nonzero(run.source.merged) == ["exact duplicate of an earlier row: 1"])
    #expect(
      nonzero(run.source.rejected) == [
        "cancelled invoice (number begins with C): 1", "bookkeeping adjustment (number begins with A): 1",
        "not goods (postage, fees, discounts, samples, vouchers, manual entries): 2", "quantity not above 0: 1",
        "price not above 0: 1", "quantity above 10000 units: 1", "no country: 1", "day: not a date: 1",
        "the row has 4 cells; expected 8, as in the header: 1",
      ])
    #expect(
      run.report.notices == [
        "orders.csv: placed_at of 1 rows differed from the first row of their order and took its value"
      ])
    #expect(run.addsUp)
  }
}

/// A scenario folder for a test: a small valid one, with the files given in place of or beside its own.
package struct TemporaryScenario: Sendable {
  /// The folder, removed when the last copy of this value goes.
  package let folder: TemporaryFolder

  /// The folder's path.
  package var path: String { folder.path }

  /// - Parameters:
  ///   - files: text by file name, written over the base; `nil` removes a file of the base.
  ///   - base: the files to begin with.
  package init(_ files: [String: String?] = [:], base: [String: String] = TemporaryScenario.minimal) throws {
    folder = try TemporaryFolder()
    var all = base
    for (name, text) in files { all[name] = text }
    for (name, text) in all { try folder.write(text, to: name) }
  }

  /// Two nodes, three SKUs, two zones, three orders (four lines): every file that `assign` requires, nothing optional.
  package static let minimal: [String: String] = [
    "scenario.yaml": """
    version: 1
    name: minimal
    currency: CNY
    timezone: Asia/Shanghai
    as_of: 2026-11-11
    tariffs:
      - service: standard
        speed_km_per_day: 600
        minimum_days: 1
        included_kg: 1
        bands:
          - { up_to_km: 50, per_shipment: 6, per_kg: 1 }
          - { per_shipment: 12, per_kg: 4 }
    unfilled: { per_unit: 5, margin_factor: 1.0 }

    """,
    "nodes.csv": """
    node_id,tier,latitude,longitude
    DC1,central,31.2,121.5
    S1,store,30.3,120.2

    """,
    "skus.csv": """
    sku_id,price,unit_cost,weight_kg
    A,100,60,0.5
    B,40,25,1.2
    C,19.9,8,0.25

    """,
    "stock.csv": """
    node_id,sku_id,on_hand,reserved,protected,use_cost
    DC1,A,10,0,0,0
    DC1,B,5,1,0,0
    S1,A,3,0,1,2.5
    S1,C,4,0,0,-1

    """,
    "zones.csv": """
    zone_id,latitude,longitude
    Z1,31.0,121.0
    Z2,30.0,120.0

    """,
    "orders.csv": """
    order_id,sku_id,quantity,placed_at,zone_id,pickup_node
    O1,A,1,2026-11-11T01:30:00Z,Z1,
    O1,B,2,2026-11-11T01:30:00Z,Z1,
    O2,C,1,2026-11-10T22:00:00,,S1
    O3,A,2,,Z2,

    """,
  ]
}

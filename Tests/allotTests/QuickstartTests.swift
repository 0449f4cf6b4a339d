import TestSupport
import Testing

/// The first thing that a user runs, to the letter.
@Suite struct QuickstartTests {
  @Test(arguments: ["optimal", "cheapest", "central-first", "nearest-store-first"])
  func policiesCostWhatIsExpected(policy: String) throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.assign(folder, "--policy", policy, "--json", "--quiet")
    let summary = try SummaryFigures(run.output)
    let expected = try #require(ExpectedFigures(of: "quickstart").policies[policy])
    #expect(summary.cost.mapValues(millionths) == expected.cost.mapValues(millionths))
    #expect(summary.unitsFilled == expected.unitsFilled)
    #expect(summary.ordersComplete == expected.ordersComplete)
    #expect(summary.lowerBound == expected.lowerBound)
    #expect(summary.gap == expected.gap)
  }

  @Test func printsWhoServesWhatAndWhatItCosts() throws {
    let folder = try Repository.copy(of: "quickstart")
    #expect(
      try Allot.assign(folder).output == """
        served from      tier  orders  units
        ------------------------------------
        dc-kassel     central       4      8
        st-berlin       store       3      8
        rw-munich    regional       2      6
        st-cologne      store       2      2
        v-leipzig      vendor       1      1

        policy                optimal
        -----------------------------
        orders                     11
        complete                   10
        split                       2
        shipments                  12
        units                      26
        units filled               25
        -----------------------------
        carrier                 83.08
        handling                28.70
        commission               6.75
        activation              18.00
        use                    -15.00
        unfilled                46.00
        total cost (EUR)       167.53
        lower bound            167.53
        gap               0 (optimal)

        """)
  }

  @Test func writesTheSummary() throws {
    let folder = try Repository.copy(of: "quickstart")
    let run = try Allot.assign(folder, "--json")
    let summary = try folder.text(of: "out/assign/summary.json")
    #expect(run.output == summary)
    // How far the prices alone get is not what is promised here.
    let lines = summary.split(separator: "\n").filter { !$0.contains("price_bound") && !$0.contains("bound_method") }
    #expect(
      lines.joined(separator: "\n") == """
        {
          "version": 1,
          "scenario": "quickstart",
          "policy": "optimal",
          "as_of": "2026-11-11",
          "orders": 11,
          "lines": 17,
          "units": 26,
          "shipments": 12,
          "orders_complete": 10,
          "units_filled": 25,
          "split_orders": 2,
          "late_orders": 0,
          "cost": {
            "total": 167.525,
            "carrier": 83.075,
            "handling": 28.7,
            "commission": 6.75,
            "activation": 18,
            "transfer": 0,
            "lateness": 0,
            "use": -15,
            "unfilled": 46
          },
          "lower_bound": 167.525,
          "gap": 0.0,
          "gap_served": 0.0,
          "notices": []
        }
        """)
  }

  @Test func writesTheAssignments() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder)
    #expect(
      try folder.text(of: "out/assign/assignments.csv") == """
        order_id,line_id,sku_id,quantity,node_id,shipment_id,mode
        O-101,1,jacket,1,dc-kassel,O-101-1,ship
        O-101,2,mug,2,dc-kassel,O-101-1,ship
        O-102,1,mug,2,dc-kassel,O-102-1,ship
        O-103,1,boots,1,st-cologne,O-103-1,pickup
        O-105,1,boots,1,rw-munich,O-105-1,ship
        O-105,2,jacket,1,rw-munich,O-105-1,ship
        O-106,1,tent,2,dc-kassel,O-106-1,ship
        O-107,1,hammock,1,v-leipzig,O-107-2,ship
        O-107,2,stove,1,dc-kassel,O-107-1,ship
        O-108,1,jacket,1,st-cologne,O-108-1,ship
        O-108,1,jacket,3,st-berlin,O-108-2,ship
        O-109,1,boots,1,st-berlin,O-109-1,ship
        O-109,2,mug,2,st-berlin,O-109-1,ship
        O-110,1,stove,1,rw-munich,O-110-1,ship
        O-110,2,mug,3,rw-munich,O-110-1,ship
        O-111,1,tent,1,st-berlin,O-111-1,ship
        O-111,2,stove,1,st-berlin,O-111-1,ship

        """)
  }

  @Test func writesTheShipments() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder)
    #expect(
      try folder.text(of: "out/assign/shipments.csv") == """
        shipment_id,order_id,node_id,destination,service,parcels,units,weight_kg,ships_on,arrives_on,days_late,\
        carrier,handling,commission,lateness
        O-101-1,O-101,dc-kassel,cologne,standard,1,3,1.4,2026-11-11,2026-11-13,0,5.9,1.85,0,0
        O-102-1,O-102,dc-kassel,nuremberg,standard,1,2,0.5,2026-11-11,2026-11-13,0,5.9,1.6,0,0
        O-103-1,O-103,st-cologne,st-cologne,,1,1,1.8,2026-11-11,2026-11-11,0,0,2.4,0,0
        O-105-1,O-105,rw-munich,munich,standard,1,2,2.7,2026-11-11,2026-11-12,0,5.14,1.9,0,0
        O-106-1,O-106,dc-kassel,hamburg,standard,2,2,8.4,2026-11-11,2026-11-13,0,14.44,2.7,0,0
        O-107-1,O-107,dc-kassel,berlin,standard,1,1,0.8,2026-11-11,2026-11-13,0,5.9,1.35,0,0
        O-107-2,O-107,v-leipzig,berlin,standard,1,1,0.6,2026-11-11,2026-11-13,0,5.9,0,6.75,0
        O-108-1,O-108,st-cologne,berlin,standard,1,1,0.9,2026-11-11,2026-11-14,0,7.9,2.4,0,0
        O-108-2,O-108,st-berlin,berlin,standard,1,3,2.7,2026-11-11,2026-11-13,0,4.41,3.6,0,0
        O-109-1,O-109,st-berlin,hamburg,express,1,3,2.3,2026-11-11,2026-11-13,0,13.86,3.6,0,0
        O-110-1,O-110,rw-munich,nuremberg,standard,1,4,1.55,2026-11-11,2026-11-12,0,4.665,2.5,0,0
        O-111-1,O-111,st-berlin,berlin,standard,2,2,5,2026-11-11,2026-11-13,0,9.06,4.8,0,0

        """)
  }

  @Test func saysWhatStaysUnfilledAndWhy() throws {
    let folder = try Repository.copy(of: "quickstart")
    try Allot.assign(folder)
    #expect(
      try folder.text(of: "out/assign/unfilled.csv") == """
        order_id,line_id,sku_id,quantity,reason,repair,cost
        O-104,1,boots,1,capacity_used,picking capacity at st-cologne,46

        """)
    #expect(
      try folder.text(of: "out/assign/node_costs.csv") == """
        node_id,activation,use,orders,units
        dc-kassel,0,0,4,8
        rw-munich,0,0,2,6
        st-cologne,9,0,2,2
        st-berlin,9,-15,3,8
        v-leipzig,0,0,1,1

        """)
  }
}

extension TemporaryScenario {
  /// Every table of the contract with every column, and every key of scenario.yaml: small and valid.
  package static let full: [String: String] = [
    "scenario.yaml": """
    version: 1
    name: full
    currency: CNY
    timezone: Asia/Shanghai
    as_of: 2026-11-11
    horizon_days: 28
    default_service: standard
    tariffs:
      - service: standard
        speed_km_per_day: 600
        minimum_days: 1
        included_kg: 1
        bands:
          - { up_to_km: 50, per_shipment: 6, per_kg: 1, per_unit: 0 }
          - { up_to_km: 500, per_shipment: 8, per_kg: 2, per_unit: 0 }
          - { per_shipment: 12, per_kg: 4, per_unit: 0 }
      - service: express
        bands:
          - { up_to_km: 300, per_shipment: 20.5 }
    transfer_tariff: { per_shipment: 20, per_km: 0.02, per_unit: 0.3, speed_km_per_day: 500, minimum_days: 1 }
    unfilled: { per_order: 0, per_line: 0, per_unit: 5, margin_factor: 1.0 }
    lateness: { per_order_day: 4 }
    limits: { max_shipments_per_order: 3, max_km: null, min_split_value: 0 }
    replenishment: { service_level: 0.95, budget: null, backorder_per_unit_day: null, truck_cost: 0, truck_units: null }
    policy: optimal
    simulation:
      start: 2026-10-01
      days: 30
      warmup_days: 7
      fulfilment: cheapest
      every_hours: 4
      replenishment: min_max
      review_days: 7
      channels: unified
      stockout: lost
      demand_scale: 1.5
      promotions:
        - { from: 2026-10-10, to: 2026-10-12, category: shoes, factor: 2 }
      returns_rate: 0.1
      seed: 7

    """,
    "nodes.csv": """
    node_id,tier,name,latitude,longitude,region,parent,ships,pickup,accepts_returns,online_pool,capacity_orders,\
    capacity_units,handling_per_shipment,handling_per_unit,activation_cost,commission_rate,cutoff,open_days,\
    reject_rate,storage_units,receiving_units
    DC1,central,Central,31.2,121.5,east,V1,yes,no,true,true,100,400,3,0.5,50,0,18:00,mon;tue;wed;thu;fri,0,90000,9000
    S1,store,"Store ""West"", one",30.3,120.2,east,DC1,1,1,1,0,10,20,5,1.25,0,0.05,15:30,,0.02,400,
    S2,store,Store two,29.9,121.6,east,DC1,,,,,,,,,,,,,,,
    V1,vendor,Vendor,,,,,true,false,,,,,,,,,,,,,

    """,
    "skus.csv": """
    sku_id,name,category,price,unit_cost,weight_kg,volume_l,holding_rate,season_start,season_end,salvage_value,\
    shelf_life_days,pack_size,ships_alone,kit_of
    A,Boot,shoes,100,60,0.5,3,0.25,2026-09-01,2027-02-28,20,,6,no,
    B,Crate,boxes,40,25,12.345678,60,0.25,,,5,,1,yes,
    C,Sock,socks,19.9,8,0.1,0.2,,,,,365,12,0,
    K,Set,sets,120,70,0.7,,,,,,,,,A:1;C:2

    """,
    "stock.csv": """
    node_id,sku_id,on_hand,reserved,protected,use_cost
    DC1,A,10,1,0,0
    DC1,B,5,1,0,
    S1,A,3,0,1,2.5
    S1,C,4,0,0,-1
    V1,B,,,,
    V1,C,500,,,0.1

    """,
    "receipts.csv": """
    node_id,sku_id,quantity,due
    DC1,A,60,2026-11-20

    """,
    "zones.csv": """
    zone_id,name,latitude,longitude,country
    Z1,North,31.0,121.0,CN
    Z2,South,30.0,120.0,CN

    """,
    "lanes.csv": """
    origin,destination,service,max_weight_kg,cost_per_shipment,cost_per_unit,cost_per_kg,minimum_cost,transit_days,\
    capacity_units
    S2,Z1,standard,5,4,0.1,0.5,4.5,2,100
    S2,Z1,standard,20,9,0.1,0.5,9,2,
    S2,Z1,express,,18,0,1,18,1,
    S2,Z2,,,5,0,1,5,3,
    DC1,S1,,,15,0.2,0,0,1,1000

    """,
    "orders.csv": """
    order_id,sku_id,quantity,line_id,unit_price,status,node_id,placed_at,customer_id,channel,method,zone_id,\
    pickup_node,service,promise_by,split,max_shipments,priority
    O1,A,1,1,99.5,open,,2026-11-11T01:30:00Z,C1,online,ship,Z1,,standard,2026-11-14,lines,2,1
    O2,C,1,,,,,2026-11-10T22:00:00,C2,store,,,S1,,,,,2.5
    O1,B,2,2,,locked,DC1,2026-11-11T01:30:00Z,C1,online,ship,Z1,,standard,2026-11-14,lines,2,1
    O3,A,2,,,,,,,,,Z2,,express,2026-11-13T18:00:00+08:00,never,,

    """,
    "demand.csv": """
    date,node_id,sku_id,quantity,customer_id
    2026-11-01,S1,A,2,C1
    2026-11-02,S1,C,1,

    """,
    "returns.csv": """
    order_id,sku_id,quantity,returned_at,node_id,resalable
    O1,A,1,2026-11-12T10:00,S1,yes

    """,
    "forecast.csv": """
    node_id,zone_id,sku_id,period_start,mean,sd
    S1,,A,2026-11-11,4.5,2
    ,Z1,C,2026-11-11,10,

    """,
    "supply.csv": """
    node_id,sku_id,lead_days,unit_cost,order_cost,minimum
    DC1,A,14,58,100,12

    """,
    "levels.csv": """
    node_id,sku_id,min,max,base_stock,ranged
    S1,A,2,6,,yes
    S1,C,,,12,no

    """,
    "calendar.csv": """
    node_id,date,capacity_orders,capacity_units,receiving_units,open
    DC1,2026-11-11,150,,,true
    S1,2026-11-12,,,,false

    """,
    "stock_history.csv": """
    date,node_id,sku_id,on_hand
    2026-11-10,S1,A,4

    """,
  ]
}

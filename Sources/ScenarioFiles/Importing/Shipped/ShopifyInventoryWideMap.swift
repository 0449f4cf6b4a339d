// Written by scenarios/maps/embed from scenarios/maps/shopify-inventory-wide.yaml; change that file, then run it again.
// swift-format-ignore-file
extension ShippedMap {
  static let shopifyInventoryWideText = #"""
    version: 1
    name: shopify-inventory-wide
    about: >-
      Shopify's older inventory export with one column a location, holding what is available there. Locations that the base
      folder does not know become stores without coordinates.

    sources:
      inventory:
        unpivot:
          except:
            - Handle
            - Title
            - Option1 Name
            - Option1 Value
            - Option2 Name
            - Option2 Value
            - Option3 Name
            - Option3 Value
            - SKU
            - HS Code
            - COO
          name: Location
          value: Available
        columns:
          location: { column: Location, then: [trim] }
          sku: { column: SKU, then: [trim, { remove_prefix: "'" }] }
          available: { column: Available, then: [trim] }
        rules:
          - filter: not stocked at the location
            when: { available: ["", not stocked, Not stocked] }
          - reject: no SKU
            when: { sku: { empty: true } }
          - reject: negative stock (oversold)
            when: { available: { below: 0 } }

    tables:
      stock:
        columns:
          node_id: location
          sku_id: sku
          on_hand: { column: available, then: [number] }
      skus:
        base: add
        columns:
          sku_id: sku
          name: { column: Title, aggregate: first }
      nodes:
        base: add
        columns:
          node_id: location
          tier: { constant: store }
          name: location

    """#
}

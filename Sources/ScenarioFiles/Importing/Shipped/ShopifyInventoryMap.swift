// Written by scenarios/maps/embed from scenarios/maps/shopify-inventory.yaml; change that file, then run it again.
// swift-format-ignore-file
extension ShippedMap {
  static let shopifyInventoryText = #"""
    version: 1
    name: shopify-inventory
    about: >-
      Shopify's inventory export with one row a variant and location (since 2024). Stock is what is on hand; what
      is unavailable (damaged, held back) is reserved. What Shopify calls committed belongs to open orders: those that
      shopify-orders imports and assign decides, so it is not reserved a second time. Locations that the base folder does
      not know become stores without coordinates.

    sources:
      inventory:
        # Names changed over the years, and the editable and the plain export differ.
        optional:
          - On hand
          - On hand (current)
          - Unavailable
          - Unavailable (not editable)
        columns:
          location: { column: Location, then: [trim] }
          sku: { column: SKU, then: [trim, { remove_prefix: "'" }] }
          on_hand: { first_of: [On hand (current), On hand], then: [trim] }
          unavailable: { first_of: [Unavailable (not editable), Unavailable], then: [number, { default: "0" }] }
        rules:
          - filter: not stocked at the location
            when: { on_hand: ["", not stocked, Not stocked] }
          - reject: no SKU
            when: { sku: { empty: true } }
          - reject: negative stock (oversold)
            when: { on_hand: { below: 0 } }

    tables:
      stock:
        columns:
          node_id: location
          sku_id: sku
          on_hand: { column: on_hand, then: [number] }
          reserved: unavailable
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

// Written by scenarios/maps/embed from scenarios/maps/magento-source-items.yaml; change that file, then run it again.
// swift-format-ignore-file
extension ShippedMap {
  static let magentoSourceItemsText = #"""
    version: 1
    name: magento-source-items
    about: >-
      Magento's (Adobe Commerce's) "Stock Sources" export: source_code, sku, status, quantity. Items that are out of stock
      by status have nothing on hand. Sources that the base folder does not know become stores without coordinates.

    sources:
      items:
        columns:
          code: { column: source_code, then: [trim] }
          sku_id: { column: sku, then: [trim] }
          # 198.0000
          on_hand:
            cases:
              - when: { status: "0" }
                value: { constant: "0" }
              - value: { column: quantity, then: [number] }
        rules:
          - reject: no SKU or source
            when: { any: [ { sku_id: { empty: true } }, { code: { empty: true } } ] }
          - reject: status is neither 0 nor 1
            unless: { status: ["0", "1"] }
          - reject: negative quantity (oversold)
            when: { quantity: { below: 0 } }
          - duplicate: exact duplicate of an earlier row

    tables:
      stock:
        columns:
          node_id: code
          sku_id: sku_id
          on_hand: on_hand
      skus:
        base: add
        columns:
          sku_id: sku_id
      nodes:
        base: add
        columns:
          node_id: code
          tier: { constant: store }
          name: code

    """#
}

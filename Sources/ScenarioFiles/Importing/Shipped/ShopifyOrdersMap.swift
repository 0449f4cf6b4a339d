// Written by scenarios/maps/embed from scenarios/maps/shopify-orders.yaml; change that file, then run it again.
// swift-format-ignore-file
extension ShippedMap {
  static let shopifyOrdersText = #"""
    version: 1
    name: shopify-orders
    about: >-
      Shopify's orders export (Orders, Export, "Plain CSV file" or the one for spreadsheets), one row a line item: the cells
      of the order stand on its first row only. Open lines of paid or pending orders are taken. Zones are country and
      province, without coordinates. E-mail addresses and names are not taken over; rejected.csv holds whole rows.

    parameters:
      from: { default: "", about: "first day to take (order created), empty for all" }
      to: { default: "", about: "last day to take (order created), empty for all" }
      timezone: { default: "", about: "time zone of days, such as Europe/Berlin; empty: the offset in the file" }
      fulfilled: { default: skip, about: "keep: take lines that were fulfilled already (for history)" }

    sources:
      orders:
        optional:
          - Cancelled at
          - Fulfillment Status
          - Lineitem fulfillment status
          - Lineitem requires shipping
          - Shipping Province
          - Shipping Zip
        carry_down:
          key: Name
          columns:
            - Financial Status
            - Fulfillment Status
            - Created at
            - Cancelled at
            - Shipping Country
            - Shipping Province
            - Shipping Zip
        columns:
          created: { column: Created at, then: [trim] }
          day: { column: created, then: [ { date: { read: [yyyy-MM-dd HH:mm:ss Z, "yyyy-MM-dd'T'HH:mm:ssZ", yyyy-MM-dd HH:mm:ss, yyyy-MM-dd], zone: $timezone } } ] }
          placed_at: { column: created, then: [ { time: { read: [yyyy-MM-dd HH:mm:ss Z, "yyyy-MM-dd'T'HH:mm:ssZ", yyyy-MM-dd HH:mm:ss, yyyy-MM-dd], zone: $timezone } } ] }
          sku: { column: Lineitem sku, then: [trim, { remove_prefix: "'" }] }
          quantity: { column: Lineitem quantity, then: [number] }
          price: { column: Lineitem price, then: [number] }
          fulfilled: { constant: $fulfilled }
          zone:
            cases:
              - when: { Shipping Province: { empty: true } }
                value: Shipping Country
              - value: { template: "{Shipping Country}-{Shipping Province}" }
        rules:
          # Second payments and the like stand on rows of their own.
          - filter: no line item on the row
            when: { Lineitem quantity: { empty: true }, Lineitem name: { empty: true } }
          - filter: outside the period
            unless: { day: { between: [$from, $to] } }
          - filter: cancelled order
            when: { Cancelled at: { empty: false } }
          - filter: refunded, voided or expired order
            when: { Financial Status: [refunded, voided, expired] }
          - filter: fulfilled already
            when:
              fulfilled: { is_not: keep }
              any:
                - Fulfillment Status: fulfilled
                - Lineitem fulfillment status: fulfilled
          - filter: needs no shipping
            when: { Lineitem requires shipping: ["false", "FALSE"] }
          - reject: no SKU
            when: { sku: { empty: true } }
          - reject: no shipping country (pickup or point of sale)
            when: { Shipping Country: { empty: true } }

    tables:
      orders:
        columns:
          order_id: Name
          line_id: { number_within: order_id }
          sku_id: sku
          quantity: quantity
          unit_price: price
          placed_at: placed_at
          zone_id: zone
      skus:
        base: add
        columns:
          sku_id: sku
          name: { column: Lineitem name, aggregate: last }
          price: { column: price, aggregate: last }
      zones:
        base: add
        columns:
          zone_id: zone
          name: zone
          country: Shipping Country

    scenario:
      as_of: { latest: day }

    """#
}

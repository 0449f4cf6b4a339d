// Written by scenarios/maps/embed from scenarios/maps/uci-online-retail.yaml; change that file, then run it again.
// swift-format-ignore-file
extension ShippedMap {
  static let uciOnlineRetailText = #"""
    version: 1
    name: uci-online-retail
    about: >-
      The "Online Retail" file of the UCI Machine Learning Repository (one row a line of an invoice, 2010-12-01 to
      2011-12-09) as orders and SKUs. Countries become zones, without coordinates. The file has no stock, no network and no
      weights: give those in a base folder, or extend this map (scenarios/online-retail does both).

    parameters:
      from: { default: 2010-12-01, about: first day of the invoices to take }
      to: { default: 2011-12-09, about: last day of the invoices to take }
      max_quantity: { default: 10000, about: lines of more units are rejected }

    sources:
      lines:
        columns:
          # The workbook turned into CSV by a spreadsheet has 12/1/2010 8:26; most published copies have the first form.
          day: { column: InvoiceDate, then: [ { date: { read: [yyyy-MM-dd HH:mm:ss, M/d/yyyy H:mm], zone: Europe/London } } ] }
          placed_at: { column: InvoiceDate, then: [ { time: { read: [yyyy-MM-dd HH:mm:ss, M/d/yyyy H:mm], zone: Europe/London } } ] }
          # The same article stands as 85123A and as 85123a.
          sku: { column: StockCode, then: [trim, upper] }
          # A column of numbers with gaps: 17850.0.
          customer: { column: CustomerID, then: [trim, { remove_suffix: ".0" }] }
        rules:
          - filter: outside the period
            unless: { day: { between: [$from, $to] } }
          - reject: cancelled invoice (number begins with C)
            when: { InvoiceNo: { starts_with: C } }
          - reject: bookkeeping adjustment (number begins with A)
            when: { InvoiceNo: { starts_with: A } }
          - reject: not goods (postage, fees, discounts, samples, vouchers, manual entries)
            when:
              any:
                - sku: [POST, DOT, M, C2, D, S, B, BANK CHARGES, AMAZONFEE, CRUK, PADS]
                - sku: { starts_with: GIFT_ }
          - reject: quantity not above 0
            when: { Quantity: { at_most: 0 } }
          - reject: price not above 0
            when: { UnitPrice: { at_most: 0 } }
          # Lines of 74,215 and 80,995 units, both cancelled within a quarter of an hour.
          - reject: "quantity above ${max_quantity} units"
            when: { Quantity: { above: $max_quantity } }
          - reject: no country
            when: { Country: [Unspecified, European Community] }
          - duplicate: exact duplicate of an earlier row

    tables:
      orders:
        columns:
          order_id: InvoiceNo
          line_id: { number_within: order_id }
          sku_id: sku
          quantity: Quantity
          unit_price: UnitPrice
          # 43 invoices were written over the turn of a minute.
          placed_at: { column: placed_at, disagree: first }
          customer_id: customer
          zone_id: Country
      skus:
        base: add
        columns:
          sku_id: sku
          name: { column: Description, then: [trim], aggregate: most_common }
          price: { column: UnitPrice, aggregate: most_common }
      zones:
        base: add
        columns:
          zone_id: Country
          name: Country

    scenario:
      name: online-retail
      timezone: Europe/London
      currency: GBP
      as_of: $to

    """#
}

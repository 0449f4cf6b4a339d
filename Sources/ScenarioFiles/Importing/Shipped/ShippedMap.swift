import Foundation
import SupplyModel

/// The maps that come with the program; the raw value is the name after `--map`.
///
/// Their texts are part of the program, so that it finds them wherever it is installed; the files that users read and
/// copy are in scenarios/maps, and a test keeps both the same.
package enum ShippedMap: String, CaseIterable, Sendable {
  case shopifyOrders = "shopify-orders"
  case shopifyInventory = "shopify-inventory"
  case shopifyInventoryWide = "shopify-inventory-wide"
  case magentoSourceItems = "magento-source-items"
  case uciOnlineRetail = "uci-online-retail"

  /// The map as YAML.
  package var text: String {
    switch self {
    case .shopifyOrders: ShippedMap.shopifyOrdersText
    case .shopifyInventory: ShippedMap.shopifyInventoryText
    case .shopifyInventoryWide: ShippedMap.shopifyInventoryWideText
    case .magentoSourceItems: ShippedMap.magentoSourceItemsText
    case .uciOnlineRetail: ShippedMap.uciOnlineRetailText
    }
  }
}

extension ImportMap {
  /// A shipped map by name, or a map file by path (anything with a slash or ending in `.yaml` or `.yml` is a path).
  ///
  /// - Parameter parameters: values of the command line (`--set NAME=VALUE`).
  /// - Throws: every fault of the map; an unknown name or absent file is a fault too.
  package static func load(
    _ nameOrPath: String, parameters: [(name: String, value: String)] = []
  ) throws(ScenarioErrors) -> ImportMap {
    let (text, file) = try mapText(nameOrPath, beside: nil)
    let folder = file.hasSuffix(".yaml") || file.hasSuffix(".yml") ? file : nil
    return try ImportMap(text: text, file: file, parameters: parameters) { name throws(ScenarioErrors) in
      try mapText(name, beside: folder)
    }
  }

  /// - Parameter beside: the map whose folder relative paths begin at; nil = the working directory.
  private static func mapText(_ name: String, beside: String?) throws(ScenarioErrors) -> MapText {
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    guard isPath else {
      if let shipped = ShippedMap(rawValue: name) { return (shipped.text, shipped.rawValue) }
      let known = ShippedMap.allCases.map(\.rawValue)
      let message =
        "no map of this name; expected \(known.joined(separator: ", ")) or the path of a .yaml file"
        + maybeMeant(name, among: known)
      throw ScenarioErrors(ScenarioError(file: name, message: message))
    }
    var path = name
    if let beside, !name.hasPrefix("/"), let slash = beside.lastIndex(of: "/") { path = beside[...slash] + name }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ScenarioErrors(ScenarioError(file: path, message: "no such file"))
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw ScenarioErrors(ScenarioError(file: path, message: "is not UTF-8 text"))
    }
    return (text, path)
  }
}

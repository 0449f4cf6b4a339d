extension MapReader {
  /// Reads `derive: stock:`.
  mutating func derivedStock(_ tree: YAMLTree, _ path: String) -> DerivedStock? {
    let keys = mapping(tree, path, keys: ["salt", "cover", "nodes"], required: ["cover", "nodes"])
    let salt = keys["salt"].map { text($0, path + ".salt") } ?? "stock"
    var factors: [ImportedNumber] = []
    var weights: [ImportedNumber] = []
    for (index, item) in list(keys["cover"], path + ".cover").enumerated() {
      let path = "\(path).cover[\(index)]"
      let keys = mapping(item, path, keys: ["weight", "factor"], required: ["weight", "factor"])
      weights.append(keys["weight"].map { ValueReader.weight($0, path + ".weight", &self) } ?? .init(millionths: 0))
      factors.append(keys["factor"].map { ValueReader.weight($0, path + ".factor", &self) } ?? .init(millionths: 0))
    }
    var places: [DerivedStock.Place] = []
    for (index, item) in list(keys["nodes"], path + ".nodes").enumerated() {
      let path = "\(path).nodes[\(index)]"
      let keys = mapping(item, path, keys: ["node", "share", "carries"], required: ["node", "share"])
      let carries = keys["carries"].map { number($0, path + ".carries") } ?? ImportedNumber(millionths: 1_000_000)
      if carries.millionths < 0 || carries.millionths > 1_000_000 {
        fault(item, path + ".carries", "\(carries.text) is out of range; expected 0 to 1")
      }
      places.append(
        DerivedStock.Place(
          node: keys["node"].map { text($0, path + ".node") } ?? "",
          share: keys["share"].map { ValueReader.weight($0, path + ".share", &self) } ?? .init(millionths: 0),
          carries: carries))
    }
    guard weights.contains(where: { $0.millionths > 0 }) else {
      fault(tree, path + ".cover", "expected at least one weight above 0")
      return nil
    }
    if !places.contains(where: { $0.share.millionths > 0 && $0.carries.millionths == 1_000_000 }) {
      fault(tree, path + ".nodes", "expected one node with a share that carries every SKU")
    }
    return DerivedStock(
      salt: salt,
      cover: WeightedPick(salt: salt + "/cover", texts: factors.map(\.text), weights: weights), factors: factors,
      places: places)
  }
}

import TestSupport

/// The quickstart with one fault of its own in most files.
enum Malformed {
  static func quickstart() throws -> TemporaryFolder {
    let folder = try Repository.copy(of: "quickstart")
    try folder.replace("policy: optimal", with: "polcy: optimal", in: "scenario.yaml")
    try folder.replace("st-berlin,store,", with: "st-berlin,shop,", in: "nodes.csv")
    try folder.replace("v-leipzig,hammock,,,,", with: "v-leipzig,hamock,,,,", in: "stock.csv")
    try folder.replace("dc-kassel,mug,12,2,,", with: "dc-kassel,mug,1,2,,", in: "stock.csv")
    try folder.replace("O-103,boots,1,", with: "O-103,boots,0,", in: "orders.csv")
    try folder.replace("O-104,boots,1,2026-11-11T09:40:00,,frankfurt,,,,", with: "O-104,boots,1", in: "orders.csv")
    return folder
  }
}

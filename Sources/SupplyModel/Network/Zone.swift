/// A delivery area: one row of zones.csv.
package struct Zone: Sendable {
  package var id: String
  package var name = ""
  package var coordinates: Coordinates?
  package var country = ""

  package init(id: String) { self.id = id }
}

/// Something a user should know: never a fault, never silent.
package struct Notice: Hashable, Sendable {
  package var text: String

  package init(_ text: String) { self.text = text }
}

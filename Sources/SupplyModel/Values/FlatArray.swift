/// Flat storage of fixed length that several threads read, and write in disjoint places, without copies.
///
/// A class with one constant pointer: reading it costs no reference counting and no exclusivity check in a hot loop.
@usableFromInline
package final class FlatArray<Element: BitwiseCopyable>: @unchecked Sendable {
  @usableFromInline package let base: UnsafeMutablePointer<Element>
  @usableFromInline package let count: Int

  @inlinable
  package init(repeating element: Element, count: Int) {
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: element, count: max(1, count))
    self.count = count
  }

  /// A copy of `elements`.
  @inlinable
  package convenience init(_ elements: [Element], padding: Element) {
    self.init(repeating: padding, count: elements.count)
    for (index, element) in elements.enumerated() { base[index] = element }
  }

  @inlinable
  deinit { base.deallocate() }

  /// Complexity: O(1), not checked in release.
  @inlinable @inline(__always)
  package subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }
}

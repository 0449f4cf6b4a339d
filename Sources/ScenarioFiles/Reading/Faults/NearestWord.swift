/// The word of a closed list that was probably meant, or nil where none is near. The first of equally near words.
func nearestWord(to value: String, among words: [String]) -> String? {
  let wanted = Array(value.utf8.prefix(100))
  guard !wanted.isEmpty else { return nil }
  var best: (distance: Int, word: String)?
  for word in words {
    let longer = max(wanted.count, word.utf8.count)
    // With a common beginning, half of the letters may differ: "shop" for "store".
    let begins = wanted.first.map { $0 | 0x20 } == word.utf8.first.map { $0 | 0x20 }
    let limit = begins ? (longer + 1) / 2 : longer / 3
    if let distance = editDistance(wanted, Array(word.utf8), limit: limit), distance < best?.distance ?? .max {
      best = (distance, word)
    }
  }
  return best?.word
}

/// What a fault adds where a word is near the one that it refuses: `; maybe you meant "x"?`, else nothing.
package func maybeMeant(_ value: String, among words: [String]) -> String {
  maybeMeant(nearestWord(to: value, among: words))
}

/// What a fault adds where there is a word that was probably meant: `; maybe you meant "x"?`, else nothing.
func maybeMeant(_ word: String?) -> String { word.map { "; maybe you meant \(quoted($0))?" } ?? "" }

/// Finds the known word that a misspelt one was probably meant to be.
enum NearestWord {
  /// `; maybe you meant "x"`, or nothing where no known word is near.
  ///
  /// Near = at most a third of the letters changed (optimal string alignment: a swap of neighbours is one change).
  static func hint(for word: String, among known: some Sequence<String>) -> String {
    var best: (word: String, distance: Int)?
    for candidate in known {
      let limit = max(1, candidate.utf8.count / 3)
      guard let distance = editDistance(Array(word.utf8), Array(candidate.utf8), limit: limit) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best.map { "; maybe you meant \"\($0.word)\"" } ?? ""
  }
}

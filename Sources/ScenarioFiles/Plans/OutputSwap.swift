import CFileExchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension OutputPlace {
  /// Puts a finished folder in the target's place; what stood there is deleted afterwards.
  ///
  /// An existing target is exchanged in one step, so that at every moment one whole output stands there.
  func swapIn(_ finished: String) throws(OutputError) {
    if rename(finished, target) == 0 { return }
    // A plain rename also replaces an empty folder; a full one has to be exchanged.
    guard errno == ENOTEMPTY || errno == EEXIST else { throw OutputError(path: target, errorNumber: errno) }
    if allot_exchange_paths(finished, target) == 0 {
      Self.remove(finished)
      return
    }
    guard errno == EINVAL || errno == ENOSYS else { throw OutputError(path: target, errorNumber: errno) }
    try swapByTwoRenames(finished)
  }

  /// For file systems that cannot exchange: for a moment the old output stands beside the target.
  private func swapByTwoRenames(_ finished: String) throws(OutputError) {
    let old = finished + "-0"
    guard rename(target, old) == 0 else { throw OutputError(path: target, errorNumber: errno) }
    guard rename(finished, target) == 0 else {
      let error = OutputError(path: target, errorNumber: errno)
      _ = rename(old, target)
      throw error
    }
    Self.remove(old)
  }
}

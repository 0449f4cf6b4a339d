import SupplyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a file for as long as this object lives: mapped, or inflated first where the name ends in `.gz`.
///
/// A mapping and not a copy: a table is read once, from front to back, and the page cache already holds it.
package final class MappedFile: @unchecked Sendable {
  // Unchecked: the bytes are never written after `init`, so any number of threads may read them.

  /// The name that faults carry, usually relative to the scenario folder.
  package let name: String
  /// Never empty; valid while this object is alive, so keep it in a variable (or use `withExtendedLifetime`) meanwhile.
  package let bytes: UnsafeBufferPointer<UInt8>
  private let storage: Storage

  private enum Storage {
    case mapped
    case allocated
  }

  /// Opens a file.
  /// - Parameters:
  ///   - path: where the file is.
  ///   - name: what faults call it.
  /// - Throws: absent, a directory, empty, unreadable, or a broken or truncated gzip.
  package init(path: String, name: String) throws(ScenarioError) {
    // Without O_NONBLOCK, a named pipe would hang the program before it can be refused.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw MappedFile.systemFault(name, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw MappedFile.systemFault(name, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ScenarioError(file: name, message: "is a directory; expected a file")
    default: throw ScenarioError(file: name, message: "is not an ordinary file")
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw ScenarioError(file: name, message: "is empty") }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw MappedFile.systemFault(name, errno)
    }
    let mapping = UnsafeBufferPointer(start: UnsafePointer(address.assumingMemoryBound(to: UInt8.self)), count: size)
    if name.hasSuffix(".gz") || path.hasSuffix(".gz") {
      defer { munmap(address, size) }
      self.bytes = UnsafeBufferPointer(try inflateGzip(mapping, file: name))
      self.storage = .allocated
    } else {
      self.bytes = mapping
      self.storage = .mapped
    }
    self.name = name
  }

  /// A file that is already in memory, such as one converted from another encoding.
  /// - Throws: where there are no bytes.
  package init(name: String, copying bytes: [UInt8]) throws(ScenarioError) {
    guard !bytes.isEmpty else { throw ScenarioError(file: name, message: "is empty") }
    guard let memory = malloc(bytes.count) else { throw ScenarioError(file: name, message: "does not fit the memory") }
    UnsafeMutableRawBufferPointer(start: memory, count: bytes.count).copyBytes(from: bytes)
    self.bytes = UnsafeBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    self.storage = .allocated
    self.name = name
  }

  /// Lets go of the memory of a range that has been read. The bytes stay readable: they are read from the file again.
  package func release(_ range: Range<Int>) {
    guard case .mapped = storage, let base = bytes.baseAddress else { return }
    // Whole pages within the range only: a neighbour may still be read.
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if start < end { madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED) }
  }

  deinit {
    switch storage {
    case .mapped: munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    case .allocated: free(UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
  }

  private static func systemFault(_ name: String, _ code: Int32) -> ScenarioError {
    switch code {
    case ENOENT, ENOTDIR: ScenarioError(file: name, message: "no such file")
    default: ScenarioError(file: name, message: "cannot be read: \(String(cString: strerror(code)))")
    }
  }
}

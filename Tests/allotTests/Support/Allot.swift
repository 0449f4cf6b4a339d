import Foundation

/// The built `allot`, run as a user runs it.
enum Allot {
  /// What a run left behind.
  struct Run {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  /// SwiftPM puts executables beside the test bundle, which is either run itself or named to a helper that loads it.
  static let executable: URL = {
    let running = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let bundles = [running].compactMap { $0 } + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    let places = bundles.map { URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("allot") }
    guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      preconditionFailure("there is no allot beside \(bundles)")
    }
    return found
  }()

  /// Runs to the end.
  static func run(_ arguments: String..., in folder: String? = nil) throws -> Run {
    try run(arguments, in: folder)
  }

  /// Runs to the end.
  /// - Parameters:
  ///   - folder: the working directory.
  ///   - input: what comes on standard input; nothing at all where nil.
  static func run(_ arguments: [String], in folder: String? = nil, input: String? = nil) throws -> Run {
    try start(arguments, in: folder, input: input).finish()
  }

  /// Starts a run that the test may interrupt.
  static func start(_ arguments: [String], in folder: String? = nil, input: String? = nil) throws -> RunningAllot {
    try RunningAllot(arguments, in: folder, input: input)
  }
}

/// A run that has begun. Its output goes to files, so that no pipe can fill up.
final class RunningAllot {
  private let process = Process()
  private let streams: URL

  init(_ arguments: [String], in folder: String?, input: String?) throws {
    streams = FileManager.default.temporaryDirectory.appendingPathComponent("allot-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    process.executableURL = Allot.executable
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = FileHandle.nullDevice
    if let input {
      let url = streams.appendingPathComponent("in")
      try Data(input.utf8).write(to: url)
      process.standardInput = try FileHandle(forReadingFrom: url)
    }
    process.standardOutput = try stream("out")
    process.standardError = try stream("err")
    try process.run()
  }

  deinit { try? FileManager.default.removeItem(at: streams) }

  var processID: Int32 { process.processIdentifier }

  var isRunning: Bool { process.isRunning }

  private func stream(_ name: String) throws -> FileHandle {
    let url = streams.appendingPathComponent(name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: streams.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Waits for the end.
  func finish() throws -> Allot.Run {
    process.waitUntilExit()
    // A process that a signal killed has no exit code of its own: shells report 128 and the signal.
    let code = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Allot.Run(exitCode: code, output: try text("out"), errors: try text("err"))
  }
}

import Foundation

// networks single SCENARIO FOLDER COUNT    so many SKUs: a program each, and the seconds of Allot and GLPK
// networks whole SCENARIO FOLDER THREADS   all SKUs as one program, and what Allot makes of it

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 4, let number = Int(arguments[3]) else { throw Usage() }
let folder = URL(fileURLWithPath: arguments[2])
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
switch arguments[0] {
case "single":
  FileHandle.standardOutput.write(try encoder.encode(try singles(arguments[1], into: folder, count: number)))
case "whole":
  FileHandle.standardOutput.write(try encoder.encode(try whole(arguments[1], into: folder, threads: number)))
default: throw Usage()
}

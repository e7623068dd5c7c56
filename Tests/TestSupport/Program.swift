import Foundation

/// A program that is run to its end, with nothing to read.
package enum Program {
    /// - Parameter variables: beside those of this process.
    /// - Returns: its exit status, and what it wrote to either output.
    package static func run(
        _ path: String, _ arguments: [String], variables: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

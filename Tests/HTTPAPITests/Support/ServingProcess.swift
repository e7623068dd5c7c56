import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// `peizou serve` as a process of its own, over a folder with the sample county.
final class ServingProcess: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let folder: String
    let tokens: [String: String]
    /// What it said that it listens at.
    let address: String
    private let process: Process
    private let output: Pipe

    /// Does `body` with a server that is ended afterwards, if it has not ended.
    static func use(
        _ arguments: [String] = ["--port", "0"], in folder: String = newFolder(),
        _ body: (ServingProcess) async throws -> Void
    ) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let clock = TestClock(now, seed: UInt64(now.milliseconds))
        let ledger = try await Ledger.create(
            folder: folder, county: UnitCode("QH"),
            founding: Founding(
                countyName: Prose("青禾县", "名称"), sources: TestStore.standardSources(),
                calendars: TestStore.standardCalendars(), isDemo: false),
            user: "tester", environment: clock.environment)
        let tokens = try await SampleCounty.populate(ledger)
        try await ledger.close()
        let serving = try await onThread {
            try ServingProcess(folder, tokens, ["--data", folder, "serve"] + arguments)
        }
        do { try await body(serving) } catch {
            _ = try? await serving.end(by: SIGKILL)
            throw error
        }
        _ = try await serving.end(by: SIGKILL)
    }

    static func newFolder() -> String {
        FileManager.default.temporaryDirectory.path + "/peizou-serve-\(UInt64.random(in: 0 ... .max))"
    }

    /// A command of the program, beside the server.
    /// - Returns: what it printed.
    @discardableResult
    static func peizou(_ arguments: [String]) async throws -> String {
        try await onThread {
            let (process, output) = (program(arguments), Pipe())
            process.standardOutput = output
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Failure(description: "\(arguments) ended with \(process.terminationStatus)")
            }
            return String(decoding: data, as: UTF8.self)
        }
    }

    private static func program(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = Golden.package.appendingPathComponent(".build/debug/peizou")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private init(_ folder: String, _ tokens: [String: String], _ arguments: [String]) throws {
        self.folder = folder
        self.tokens = tokens
        process = Self.program(arguments)
        output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            guard let byte = try output.fileHandleForReading.read(upToCount: 1)?.first else {
                throw Failure(description: "the server ended before it listened")
            }
            line.append(byte)
        }
        address = String(decoding: line, as: UTF8.self).split(separator: " ").first.map(String.init) ?? ""
    }

    var port: Int { address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// - Returns: its exit status, or the number of the signal that ended it.
    @discardableResult
    func end(by signal: Int32? = nil) async throws -> Int32 {
        if let signal, process.isRunning { self.signal(signal) }
        return try await onThread { [process] in
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// The lines of a request, for a connection of any kind.
    func request(
        _ method: String, _ path: String, as account: String, body: String? = nil, headers: [String] = []
    ) throws -> String {
        let token = try #require(tokens[account])
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Authorization: Bearer \(token)"]
        lines += headers
        if let body {
            lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }
}

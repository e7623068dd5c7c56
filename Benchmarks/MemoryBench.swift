import Foundation
import Ledger
import LedgerSQL

/// `verify` and `rebuild` in a process of their own, for the most memory that they took.
enum MemoryBench {
    static func run() async throws {
        let small = try await BenchStore.copy(Bench.small)
        let large = try await BenchStore.ready(Bench.large)
        for act in ["verify", "rebuild"] {
            let one = try probe(act, small)
            let other = try probe(act, large)
            Bench.row("\(act), memory at \(Bench.large) rows", other, one, "MB", atMostMore: 64)
        }
        try FileManager.default.removeItem(atPath: small)
    }

    private static func probe(_ act: String, _ folder: String) throws -> Double {
        let output = try ChildProcess.run(["probe-memory", act, folder])
        guard let megabytes = Double(output) else { throw BenchError("\(act): \(output)") }
        return megabytes
    }
}

enum MemoryProbe {
    static func run(_ act: String, folder: String) async throws {
        let (ledger, _, _) = try CommandBench.ledger(folder)
        switch act {
        case "verify":
            let report = try await ledger.store.verify { _ in }
            guard report.isSound else { throw BenchError("the store is not sound: \(report.faults)") }
        default: try await ledger.store.rebuild { _ in }
        }
        try await ledger.close()
        print(try ChildProcess.peakMegabytes())
    }
}

/// This program again, as a process of its own.
enum ChildProcess {
    /// - Returns: the last line that it printed.
    static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(arguments) ended with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
    }

    /// The most memory that this process has had (VmHWM).
    static func peakMegabytes() throws -> Double {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kilobytes = line.flatMap({ Double($0.filter(\.isNumber)) }) else {
            throw BenchError("no VmHWM")
        }
        return kilobytes / 1024
    }
}

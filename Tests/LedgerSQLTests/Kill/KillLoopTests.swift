import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// Kills writing processes at any moment, again and again. `PEIZOU_QUICK_TESTS=1` leaves this out.
@Suite(
    "Killed while writing", .serialized,
    .enabled(if: getenv("PEIZOU_QUICK_TESTS") == nil && !TestPlace.isPostgres))
struct KillLoopTests {
    @Test func `after 200 kills every acknowledged row is there and the store is sound`() async throws {
        try await TestLedger.use { test in
            try await test.ledger.close()
            var random = SplitMix(seed: 20_261_121)
            var acknowledged: Set<String> = []
            var killed = 0
            var round = 0
            while killed < 200 {
                round += 1
                // Two writers at once; each files rows until it is killed.
                let writers = try (0..<2).map { number in
                    try Writer(folder: test.folder, label: "\(round)-\(number)")
                }
                // Every fourth time only after a row was acknowledged, however slow the machine is.
                if round % 4 == 0 { try await writers[0].hasWritten() }
                try await Task.sleep(for: .milliseconds(60 + Int(random.next() % 240)))
                for writer in writers {
                    if writer.kill() { killed += 1 }
                    acknowledged.formUnion(writer.acknowledged())
                }
                if round % 25 == 0 { try await check(test, acknowledged) }
            }
            try await check(test, acknowledged)
            #expect(acknowledged.count >= killed / 8, "the writers hardly came to write")
        }
    }

    private func check(_ test: TestLedger, _ acknowledged: Set<String>) async throws {
        let ledger = try await test.reopened()
        let report = try await ledger.verify()
        #expect(report.faults == [])
        let numbers = try await ledger.store.read { transaction in
            var numbers: Set<String> = []
            try transaction.eachItem { numbers.insert($0.state.report.number) }
            return numbers
        }
        #expect(acknowledged.subtracting(numbers) == [], "acknowledged and lost")
        try await ledger.close()
    }

    /// A shell that runs `peizou issue file` over and over; what each printed is acknowledged.
    private final class Writer {
        private let process = Process()
        private let output: URL

        init(folder: String, label: String) throws {
            output = URL(fileURLWithPath: folder + "/acknowledged-\(label)")
            let binary = try TestBinary.peizou()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = [
                "-c",
                """
                while :; do "\(binary)" --data "\(folder)" --json issue file "叫号屏黑屏" --source walk >> "\(output.path)" || exit 1; done
                """,
            ]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            // A group of its own, so that the shell and what it runs die together.
            process.environment = ProcessInfo.processInfo.environment
            try process.run()
            setpgid(process.processIdentifier, process.processIdentifier)
        }

        /// Waits for the first row.
        func hasWritten() async throws {
            while acknowledged().isEmpty {
                try #require(process.isRunning, "the writer ended before it was killed")
                try await Task.sleep(for: .milliseconds(10))
            }
        }

        /// Kills the shell and its child without warning.
        func kill() -> Bool {
            let children = Self.children(of: process.processIdentifier)
            let isDead = Foundation.kill(process.processIdentifier, SIGKILL) == 0
            for child in children { Foundation.kill(child, SIGKILL) }
            process.waitUntilExit()
            return isDead
        }

        private static func children(of parent: pid_t) -> [pid_t] {
            let path = "/proc/\(parent)/task/\(parent)/children"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
            return text.split(separator: " ").compactMap { pid_t($0) }
        }

        /// Numbers of whole lines only: a line cut off acknowledges nothing.
        func acknowledged() -> [String] {
            guard let text = try? String(contentsOf: output, encoding: .utf8) else { return [] }
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap {
                line in
                (try? JSONDecoder().decode(Receipt.self, from: Data(line.utf8)))?.number
            }
        }

        private struct Receipt: Decodable {
            let number: String
        }
    }
}

/// A generator with a seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The program that was built beside these tests.
enum TestBinary {
    static func peizou() throws -> String { try named("peizou") }

    static func named(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [
            folder.path + "/" + name, FileManager.default.currentDirectoryPath + "/.build/debug/" + name,
        ]
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0) }, "\(name) is not built")
    }
}

import Crypto
import Foundation
import Ledger
import LedgerSQL
import PostgresEngine
import Synchronization
import Walkthrough

/// One of several processes on one database, as `peizou serve` will be: files rows and acts on them until its input ends,
/// and prints each act once it is acknowledged. Every act has a request key and is asked again, with the same key, until it
/// is.
enum NodeProbe {
    struct Options {
        let url: String
        let evidence: String
        let label: String
        /// A row on which all processes report progress.
        let shared: String?

        init(_ arguments: [String]) throws {
            guard arguments.count >= 3 else { throw BenchError("probe-node URL EVIDENCE LABEL [ROW]") }
            (url, evidence, label) = (arguments[0], arguments[1], arguments[2])
            shared = arguments.count > 3 ? arguments[3] : nil
        }
    }

    private static let isOver = Atomic(false)

    static func run(_ arguments: [String]) async throws {
        let options = try Options(arguments)
        let ledger = try await Ledger.open(
            try Databases.engine(options.url), at: options.url, county: nil, evidence: options.evidence,
            environment: .live)
        Thread.detachNewThread {
            _ = FileHandle.standardInput.readDataToEndOfFile()
            isOver.store(true, ordering: .relaxed)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<4 {
                group.addTask {
                    var number = 0
                    while !isOver.load(ordering: .relaxed) {
                        number += 1
                        try await acts(ledger, "\(options.label)-\(caller)-\(number)", options)
                    }
                }
            }
            try await group.waitForAll()
        }
        try await ledger.close()
    }

    private static func acts(_ ledger: Ledger, _ name: String, _ options: Options) async throws {
        let inspector = Caller.claimed(try AccountName("ducha"))
        let unit = Caller.claimed(try AccountName("gongan"))
        let place = try UnitCode("QH-GA")
        let text = try Prose("窗口多要一份材料：\(name)", "描述")
        let filed = try await surely(ledger, "\(name)-file", inspector) {
            FileItem(FindingDraft(source: "walk", description: text, place: place))
        }
        acknowledge("file \(name) \(filed.number)")
        let assigned = try await surely(ledger, "\(name)-assign", inspector) {
            ActOnItem(filed.id, .assign(.init(lead: place, mode: .immediate)))
        }
        acknowledge("assign \(name) \(assigned.version)")
        guard let shared = options.shared else { return }
        _ = try await surely(ledger, "\(name)-progress", unit) {
            ActOnItem(shared, .progress(text: text, unit: nil, milestonesDone: []))
        }
        acknowledge("progress \(name)")
    }

    /// Asks until there is an answer.
    private static func surely<C: LedgerCommand>(
        _ ledger: Ledger, _ key: String, _ caller: Caller, _ command: () throws -> C
    ) async throws -> C.Receipt {
        let digest = Walkthrough.Digest(sha256: SHA256.hash(data: Data(key.utf8)))
        let command = try command()
        while true {
            do throws(LedgerError) {
                return try await ledger.perform(
                    command, by: caller, key: RequestKey(key: key, bodyDigest: digest))
            } catch {
                switch error {
                case .unavailable, .uncertain: break
                default: throw error
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private static func acknowledge(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}

enum Databases {
    static func engine(_ url: String, trace: (@Sendable (SQL) -> Void)? = nil) throws -> any Engine {
        #if PostgreSQL
            var options = PostgresEngine.Options()
            options.writers = 8
            options.trace = trace
            return PostgresEngine(try PostgresAddress(url), options: options)
        #else
            throw BenchError("built without the trait PostgreSQL")
        #endif
    }
}

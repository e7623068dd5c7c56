import Foundation
import Ledger
import LedgerSQL
import Synchronization
import Testing
import Walkthrough

@testable import Commands

@Suite("The demo", .serialized)
struct DemoTests {
    private let root = NSTemporaryDirectory() + "peizou-demo-\(UInt64.random(in: 0 ... .max))"

    @Test func `plays seven weeks, is sound, and gives the same bytes a second time`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let first = try await play("first")
        let second = try await play("second")
        #expect(first.count >= 24)
        #expect(first == second, "two plays give the same files")
        #expect(
            Set(first.keys.map { $0.prefix(8) }).isSuperset(
                of: (36...42).map { "2026-W\($0)" }.map { $0.prefix(8) }))
        let outcome = await run(["--data", root + "/first", "verify"])
        #expect(outcome.status == .ok)
        #expect(outcome.output.contains("全部一致"))
    }

    @Test func `what an outsider kept agrees, and a file that was changed does not`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        _ = try await play("kept")
        let manifest = root + "/kept-exports/2026-W40/manifest.json"
        #expect(await run(["--data", root + "/kept", "verify", "--against", manifest]).status == .ok)
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        try text.replacing("\"rows\": 9", with: "\"rows\": 8").write(
            toFile: manifest, atomically: true, encoding: .utf8)
        let outcome = await run(["--data", root + "/kept", "verify", "--against", manifest])
        #expect(outcome.status == .dataError)
        #expect(outcome.output.contains("台账清单"))
        // One byte of an evidence file and of a frozen file.
        let vault = root + "/kept/evidence"
        let files = try FileManager.default.subpathsOfDirectory(atPath: vault).filter { $0.count > 60 }
            .sorted()
        for file in files {
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: vault + "/" + file))
            try handle.write(contentsOf: Data([0]))
            try handle.close()
        }
        let broken = await run(["--data", root + "/kept", "verify"])
        #expect(broken.status == .dataError)
        #expect(broken.output.contains("佐证材料") && broken.output.contains("定稿文件"))
    }

    @Test func `an office's own data are left alone`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = root + "/office"
        #expect(await run(["--data", folder, "init"]).status == .ok)
        let outcome = await run(["--data", folder, "demo", "--out", root + "/out"])
        #expect(outcome.status == .dataError)
        #expect(outcome.errors.contains("不是演示数据"))
        #expect(await run(["--data", folder, "verify"]).status == .ok)
    }

    /// - Returns: the exported files by name with their bytes.
    private func play(_ name: String) async throws -> [String: Data] {
        let exports = root + "/\(name)-exports"
        let outcome = await run(["--data", root + "/\(name)", "--json", "demo", "--out", exports])
        try #require(outcome.status == .ok, "\(outcome.errors)")
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: exports) {
            var isFolder: ObjCBool = false
            let whole = exports + "/" + path
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            files[path] = try Data(contentsOf: URL(fileURLWithPath: whole))
        }
        return files
    }

    private func run(_ arguments: [String]) async -> (
        status: Commands.ExitStatus, output: String, errors: String
    ) {
        let captured = Captured()
        let status = await CommandRunner.run(arguments, in: captured.context)
        return (status, captured.output, captured.errors)
    }
}

/// What a command printed.
private final class Captured: Sendable {
    private let state = Mutex((output: "", errors: ""))

    var output: String { state.withLock { $0.output } }
    var errors: String { state.withLock { $0.errors } }

    var context: CommandContext {
        var context = CommandContext.live
        context.console = Console(
            write: { text throws(LedgerError) in self.state.withLock { $0.output += text } },
            report: { text in self.state.withLock { $0.errors += text } }, readLine: { nil },
            readSecret: { _ in nil },
            inputIsTerminal: false, errorsAreTerminal: false, width: nil, variable: { _ in nil })
        return context
    }
}

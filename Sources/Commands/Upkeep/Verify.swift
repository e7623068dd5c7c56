import ArgumentParser
import Ledger
import Walkthrough

struct Verify: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "核对日志、文字、佐证、当前数据和定稿文件是否一致",
        discussion: "一致时退出码为 0；有不一致时为 65，并列出每一类的第一处。--against 用外人留存的清单或台账来对照。")

    @Option(parsing: .upToNextOption, help: ArgumentHelp("外人留存的 manifest.json 或台账文件", valueName: "file"))
    var against: [String] = []

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let kept = try against.map { path in (name: path, bytes: try FileInput.read(path, limit: 1 << 30)) }
        let report = try await context.withLedger(global) { ledger, _ in
            let progress = Progress("核对", on: context.console)
            defer { progress.finish() }
            return try await ledger.verify(against: kept) { _ in progress.advance(by: 10_000) }
        }
        if global.json {
            try context.console.printJSON(Document(report))
        } else {
            try present(report, on: context.console)
        }
        guard report.isSound else { throw ExitStatus.dataError }
    }

    private func present(_ report: VerifyReport, on console: Console) throws {
        try console.printLine(
            "核对了 \(report.streams) 个流、\(report.events) 条事件、\(report.texts) 份文字记录、\(report.evidence) 份佐证、"
                + "\(report.frozenFiles) 份定稿文件。")
        for fault in report.faults {
            let count = report.counts[fault.check] ?? 1
            let more = count > 1 ? "（此类共 \(count) 处）" : ""
            try console.printLine("✗ \(fault.check.title)：\(fault.what)\(more)")
        }
        if !report.erased.isEmpty {
            try console.printLine("依法删除 \(report.erased.count) 处：")
            for what in report.erased { try console.printLine("  \(what)") }
        }
        if report.isSound { try console.printLine("全部一致。") }
    }

    private struct Document: Encodable {
        let sound: Bool
        let streams: Int
        let events: Int
        let texts: Int
        let evidence: Int
        let frozenFiles: Int
        let faults: [Fault]
        let erased: [String]

        struct Fault: Encodable {
            let check: String
            let what: String
            let count: Int
        }

        init(_ report: VerifyReport) {
            sound = report.isSound
            streams = report.streams
            events = report.events
            texts = report.texts
            evidence = report.evidence
            frozenFiles = report.frozenFiles
            faults = report.faults.map {
                Fault(check: $0.check.rawValue, what: $0.what, count: report.counts[$0.check] ?? 1)
            }
            erased = report.erased
        }
    }
}

import ArgumentParser
import FoundationEssentials
import Ledger
import Walkthrough

struct LedgerEvidence: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "列出一条台账的佐证，或存到文件夹里查看")

    @Argument(help: ArgumentHelp("台账编号，如 QH-2026-0042", valueName: "number"))
    var row: String

    @Option(help: ArgumentHelp("存到这个文件夹；已有的同名文件不覆盖", valueName: "dir"))
    var save: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let files: [File] = try await context.withLedger(global) { ledger, caller in
            let answer = try await ledger.ask(ShowItem(row), by: caller)
            let erased = try await ledger.erasedEvidence()
            let files = answer.evidence.named(answer.item.report.number, erased)
            guard let save else { return files }
            do {
                try FileManager.default.createDirectory(atPath: save, withIntermediateDirectories: true)
            } catch {
                throw LedgerError.malformed("\(save) 不是文件夹，也建不了。请换一个。")
            }
            for file in files where !file.erased && !file.pending {
                let path = save + "/" + file.name
                guard !FileManager.default.fileExists(atPath: path) else {
                    throw LedgerError.malformed("\(path) 已经存在，没有覆盖。请换一个文件夹。")
                }
                try await ledger.readEvidence(file.digest, by: caller).copy(to: path)
            }
            return files
        }
        if global.json { return try context.console.printJSON(["items": files]) }
        guard !files.isEmpty else { return try context.console.printLine("没有佐证。") }
        var table = TextTable([
            .init("文件名", shrinks: true), .init("阶段"), .init("类型"), .init("字节", .right), .init("拍摄时间"),
            .init("说明", shrinks: true),
        ])
        for file in files {
            table.append([
                .init(file.name), .init(file.stage.title), .init(file.mediaType),
                .init(String(file.byteCount)),
                .init(file.takenAt?.short ?? ""), .init(file.note),
            ])
        }
        try context.console.print(table)
        if let save { try context.console.printLine("已存到 \(save)。") }
    }

    struct File: Encodable {
        let name: String
        let stage: EvidenceRef.Stage
        let digest: Walkthrough.Digest
        let mediaType: String
        let byteCount: Int
        let takenAt: Instant?
        let caption: String?
        /// Taken out of the vault by law.
        let erased: Bool
        /// Named, and not arrived yet.
        let pending: Bool

        var note: String { erased ? "已依法删除" : pending ? "证据待传" : caption ?? "" }
    }
}

extension [EvidenceRef] {
    /// With the names of a packet: row, stage and a number within the stage.
    fileprivate func named(
        _ number: String, _ erased: Set<Walkthrough.Digest>
    ) -> [LedgerEvidence.File] {
        var counts: [EvidenceRef.Stage: Int] = [:]
        return map { file in
            counts[file.stage, default: 0] += 1
            let ending = file.mediaType.fileExtension.isEmpty ? "" : ".\(file.mediaType.fileExtension)"
            return LedgerEvidence.File(
                name: "\(number)-\(file.stage.title)-\(counts[file.stage, default: 1])\(ending)",
                stage: file.stage,
                digest: file.digest, mediaType: file.mediaType.text, byteCount: file.byteCount,
                takenAt: file.takenAt, caption: file.caption?.description,
                erased: erased.contains(file.digest),
                pending: file.isPromised)
        }
    }
}

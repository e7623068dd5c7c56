import Documents
import Exports
import Imports
import Ledger
import Walkthrough

/// An import from the command line: reads the file, hands it in, and tells what came of it.
enum ImportFile {
    /// The most bytes that a file may have.
    static let limit = 64 << 20

    /// All rows go in or none, and every fault is told at once: of the cells, of the records, and what the ledger says of
    /// the rows that are good so far.
    static func run<Row: CSVRow, Record: Sendable, Command: LedgerCommand>(
        _ path: String, _ type: Row.Type, in context: CommandContext, _ global: GlobalOptions, isDryRun: Bool,
        record: (Row) throws(Invalid) -> Record, command: ([ImportLine<Record>], _ isDryRun: Bool) -> Command
    ) async throws where Command.Receipt == ImportReport {
        let file = FileImport(try FileInput.read(path, limit: limit), record: record)
        let outcome =
            file.isReadable
            ? try await context.withLedger(global) { ledger, caller in
                try await file.take(isDryRun: isDryRun, command) { try await ledger.perform($0, by: caller) }
            }
            : try await file.take(isDryRun: isDryRun, command) { _ in ImportReport() }
        try present(ImportDocument(outcome), context, global, isDryRun: isDryRun)
        if !outcome.faults.isEmpty { throw ExitStatus.dataError }
    }

    static func present(
        _ document: ImportDocument, _ context: CommandContext, _ global: GlobalOptions, isDryRun: Bool = false
    ) throws {
        if global.json { return try context.console.printJSON(document) }
        for fault in document.errors { context.console.report(fault.text + "\n") }
        if document.errors.isEmpty {
            let verb = isDryRun ? "只检查，没有导入：可导入" : "导入"
            try context.console.printLine("\(verb) \(document.imported) 行，跳过没有变化的 \(document.skipped) 行。")
            if document.sealed > 0 {
                try context.console.printLine("其中 \(document.sealed) 行是违纪线索，只密封交两名受理人，不进台账。")
            }
            if document.imported + document.skipped == 0 { context.console.report("文件里只有表头，没有数据行。\n") }
        } else {
            context.console.report("有 \(document.errors.count) 处错误，一行也没有导入。\n")
        }
        if !document.ignored.isEmpty {
            context.console.report("没有用到的列：\(document.ignored.joined(separator: "、"))\n")
        }
    }
}

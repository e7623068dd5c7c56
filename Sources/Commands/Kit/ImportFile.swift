import Exports
import Imports
import Ledger
import Walkthrough

/// An import from the command line: reads the file, hands it in, and tells what came of it.
enum ImportFile {
    /// The most bytes that a file may have.
    static let limit = 64 << 20

    static func run<Row: CSVRow>(
        _ path: String, _ type: Row.Type, in context: CommandContext, _ global: GlobalOptions,
        _ take: ([Row]) async throws -> ImportReport
    ) async throws {
        let bytes = try FileInput.read(path, limit: limit)
        let table: CSVTable<Row>
        do throws(CSVRefused) {
            table = try CSVTable<Row>(bytes)
        } catch {
            try present(
                Document(imported: 0, skipped: 0, errors: error.faults.map(Fault.init), ignored: []), context,
                global)
            throw ExitStatus.dataError
        }
        let report = try await take(table.rows)
        let errors = report.faults.map { Fault(table.fault(line: $0.line, $0.what)) }
        try present(
            Document(
                imported: report.imported, skipped: report.skipped, errors: errors, ignored: table.ignored),
            context,
            global)
        if !errors.isEmpty { throw ExitStatus.dataError }
    }

    static func present(_ document: Document, _ context: CommandContext, _ global: GlobalOptions) throws {
        if global.json { return try context.console.printJSON(document) }
        for fault in document.errors { context.console.report(fault.text + "\n") }
        if document.errors.isEmpty {
            try context.console.printLine("导入 \(document.imported) 行，跳过没有变化的 \(document.skipped) 行。")
        } else {
            context.console.report("有 \(document.errors.count) 处错误，一行也没有导入。\n")
        }
        if !document.ignored.isEmpty {
            context.console.report("没有用到的列：\(document.ignored.joined(separator: "、"))\n")
        }
    }

    struct Document: Encodable {
        let imported: Int
        let skipped: Int
        let errors: [Fault]
        let ignored: [String]
    }

    struct Fault: Encodable {
        let line: Int
        let column: Int?
        let title: String?
        let message: String

        init(_ fault: RowFault) {
            line = fault.line
            column = fault.column
            title = fault.title
            message = fault.message
        }

        var text: String {
            RowFault(line: line, column: column, title: title, message: message).description
        }
    }
}

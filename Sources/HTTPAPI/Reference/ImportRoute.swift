import Documents
import HTTPTypes
import Hummingbird
import Imports
import Ledger
import NIOPosix
import Walkthrough

/// Imports of reference data: `POST …/imports` with a CSV file. All its lines are taken, or none.
struct ImportRoute {
    private static let most = 5_000_000
    private static let seconds = 120

    let id: String
    let path: String
    let tag: String
    let summary: String

    func add<Row: CSVRow, Record: Sendable, Command: LedgerCommand>(
        to api: API, _ row: Row.Type, record: @escaping @Sendable (Row) throws(Invalid) -> Record,
        command: @escaping @Sendable ([ImportLine<Record>], _ isDryRun: Bool) -> Command
    ) where Command.Receipt == ImportReport {
        let ledger = api.ledger
        let operation = Operation(id, .post, path, tag: tag, summary)
            .detail(
                """
                正文是 CSV 文件（UTF-8 或 GB18030，首行为列名：\(Self.columns(Row.layout))），不超过 5 MB。
                有一行不对就一行也不导入，答 422，errors 逐处写明行、列和改法。
                """
            )
            .takes(.query("dryRun", .flag, "true 只检查，不导入")).takesFile(["text/csv"]).takesKey().acts()
            .answers(ImportDocument.self, "导入了几行")
        api.add(operation) { call in
            let bytes = try await FileBody.read(call, most: Self.most, seconds: Self.seconds)
            let file = try await NIOThreadPool.singleton.runIfActive { FileImport(bytes, record: record) }
            let outcome = try await file.take(isDryRun: call.query.flag("dryRun"), command) {
                try await ledger.perform($0, by: call.caller, key: call.key(of: bytes))
            }
            guard outcome.faults.isEmpty else { throw Problem(outcome.faults) }
            return try call.reply(ImportDocument(outcome))
        }
    }

    private static func columns(_ layout: CSVLayout) -> String {
        layout.required.joined(separator: "、")
            + (layout.optional.isEmpty ? "" : "；可有 " + layout.optional.joined(separator: "、"))
    }
}

extension Problem {
    /// What is wrong in a file, place by place.
    fileprivate init(_ faults: [RowFault]) {
        self.init(
            422, code: "invalid", "内容有误", "有 \(faults.count) 处错误，一行也没有导入；请逐处改正后重新导入")
        errors = faults.map { fault in
            var field = Field(
                field: fault.title ?? "第\(fault.line)行", message: fault.message, mend: "请改正后重新导入")
            (field.line, field.column) = (fault.line, fault.column)
            return field
        }
    }
}

package import Walkthrough

/// 本周变化: a line for each thing that happened to a row.
final class ChangeSheet {
    private let table: PlainSheet
    private var counts: [String: Int] = [:]

    init(_ sheet: Sheet, of book: Workbook, _ header: LedgerHeader) throws(ExportError) {
        table = try PlainSheet(
            sheet, of: book, head: SheetHead(header, title: "本周变化"),
            columns: [
                ("序号", 5, .centred), ("变化", 10, .centred), ("台账编号", 16, .centred), ("责任部门", 18, .text),
                ("问题描述", 36, .text), ("栏目", 14, .centred), ("变化前", 30, .text), ("变化后", 30, .text),
            ], frozenColumns: 3)
    }

    func add(_ entry: LedgerEntry, _ texts: RowTexts) throws(ExportError) {
        for change in SnapshotDiff.changes(of: entry) {
            counts[change.title, default: 0] += 1
            let (column, old, new) = change.details
            try table.add([
                .number(table.lines + 1), .text(change.title), .text(entry.now.number),
                .text(texts[.unit].text), .text(texts[.problem].text), .text(column),
                .text(old),
                .text(new),
            ])
        }
    }

    func finish() throws(ExportError) {
        let order = ["新增", "期初结转", "销号", "退回", "重开", "逾期", "延期", "内容变化", "离开"]
        let text = order.compactMap { title in counts[title].map { "\(title) \($0)" } }.joined(separator: "，")
        try table.finish(notes: [text.isEmpty ? "与上期相比没有变化。" : "合计：\(text)。"])
    }
}

/// 影像清单: a line for each file of evidence, under the name that it has in a packet.
final class EvidenceSheet {
    private let table: PlainSheet

    init(_ sheet: Sheet, of book: Workbook, _ header: LedgerHeader) throws(ExportError) {
        table = try PlainSheet(
            sheet, of: book, head: SheetHead(header, title: "影像清单"),
            columns: [
                ("序号", 5, .centred), ("台账编号", 16, .centred), ("责任部门", 20, .text), ("阶段", 9, .centred),
                ("类型", 9, .centred), ("文件名", 34, .text), ("形成日期", 11.5, .centred), ("摘要", 72, .text),
            ])
    }

    func add(_ row: LedgerRow) throws(ExportError) {
        for named in row.namedEvidence {
            try table.add([
                .number(table.lines + 1), .text(row.number), .text(row.text(of: .unit)),
                .text(named.mark.stage.title), .text(named.mark.kind), .text(named.name),
                .text(named.mark.observedOn?.description ?? ""), .text(named.mark.digest.text),
            ])
        }
    }

    func finish() throws(ExportError) {
        try table.finish(notes: table.lines == 0 ? ["本期没有影像资料。"] : [])
    }
}

/// 工作建议清单: suggestions of their own, then those of the rows.
final class SuggestionSheet {
    private let table: PlainSheet
    private let columns: [SuggestionColumn]

    init(
        _ sheet: Sheet, of book: Workbook, _ header: LedgerHeader, _ list: LedgerList<SuggestionColumn>
    ) throws(ExportError) {
        columns = list.columns
        table = try PlainSheet(
            sheet, of: book, head: SheetHead(header, title: list.title.text),
            columns: list.columns.map { column in
                switch column {
                case .serial, .number, .kind: (column.title, column.width, .centred)
                case .text, .reason, .unit, .outcome: (column.title, column.width, .text)
                }
            }, frozenColumns: min(2, list.columns.count))
    }

    func add(_ suggestion: SuggestionRow) throws(ExportError) {
        let serial = table.lines + 1
        try table.add(
            columns.map { column in
                column == .serial ? .number(serial) : .text(suggestion.text(of: column))
            })
    }

    func finish() throws(ExportError) {
        try table.finish(notes: table.lines == 0 ? ["本期没有工作建议。"] : [])
    }
}

extension LedgerRow {
    /// The row's evidence with the file names of a packet, numbered from 1 in each stage.
    package var namedEvidence: [(mark: EvidenceMark, name: String)] {
        var counts: [EvidenceMark.Stage: Int] = [:]
        return course.evidence.map { mark in
            counts[mark.stage, default: 0] += 1
            return (mark, mark.fileName(of: number, index: counts[mark.stage, default: 1]))
        }
    }
}

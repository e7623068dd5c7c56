import CXLSXWriter
import Walkthrough

/// A sheet of ledger rows: the main sheet, a list, or 历史销号.
final class LedgerSheet {
    private let sheet: Sheet
    private let columns: [LedgerColumn]
    private let plain: [UnsafeMutablePointer<lxw_format>]
    private let tones: [CellStyle.Tone: UnsafeMutablePointer<lxw_format>]
    private let isShown: [Bool]
    private(set) var rows = 0

    /// - Parameter folds: whether columns that are not printed are folded away; a list prints all its columns.
    init(
        _ sheet: Sheet, of book: Workbook, head: SheetHead, columns: [LedgerColumn], folds: Bool
    ) throws(ExportError) {
        self.sheet = sheet
        self.columns = columns
        isShown = columns.map { $0.isPrinted || !folds }
        var plain: [UnsafeMutablePointer<lxw_format>] = []
        for column in columns { plain.append(try book.format(CellStyle(face: column.face))) }
        self.plain = plain
        var tones: [CellStyle.Tone: UnsafeMutablePointer<lxw_format>] = [:]
        for tone in [CellStyle.Tone.plain, .red, .yellow, .green, .blue, .grey] {
            tones[tone] = try book.format(CellStyle(face: .centred, tone: tone))
        }
        self.tones = tones
        try sheet.setColumns(columns.map { ($0.width, folds && !$0.isPrinted) })
        try head.write(to: sheet, titles: columns.map(\.title), frozenColumns: min(2, columns.count))
    }

    func add(_ texts: RowTexts) throws(ExportError) {
        rows += 1
        var lines = 1
        for (index, column) in columns.enumerated() where isShown[index] {
            lines = max(lines, texts[column].lines)
        }
        try sheet.setLines(lines)
        for (index, column) in columns.enumerated() {
            switch column {
            case .serial: try sheet.writeNumber(rows, at: index, plain[index])
            case .due: try sheet.writeText(texts[column].text, at: index, format(texts.row.dueTone, index))
            case .closing:
                try sheet.writeText(texts[column].text, at: index, format(texts.row.stateTone, index))
            default: try sheet.writeText(texts[column].text, at: index, plain[index])
            }
        }
        try sheet.nextLine()
    }

    /// Ends the table; `notes` follow below it, outside the filter.
    func finish(notes: [String]) throws(ExportError) {
        try sheet.endTable()
        for note in notes {
            try sheet.writeBanner(note, CellStyle(face: .foot), width: columns.count, height: 22)
        }
    }

    private func format(_ tone: CellStyle.Tone, _ index: Int) -> UnsafeMutablePointer<lxw_format> {
        tones[tone] ?? plain[index]
    }
}

/// What stands above a table.
struct SheetHead {
    let title: String
    let subtitle: String
    let signature: String?
    let footer: String

    init(title: String, subtitle: String, signature: String? = nil, mark: String? = nil) {
        self.title = title
        self.subtitle = subtitle
        self.signature = signature
        footer = "&L\(mark ?? "")&C第 &P 页，共 &N 页"
    }

    init(_ header: LedgerHeader, title: String? = nil, isSigned: Bool = false) {
        let cutoff = "数据截止 \(header.to.short)"
        self.init(
            title: title.map { "\(header.unitName ?? header.countyName)\($0)" } ?? header.title,
            subtitle: "\(header.periodTitle)　\(cutoff)　【\(header.mark)】",
            signature: isSigned
                ? header.signature.lines.map { "\($0.label)：\($0.value ?? "＿＿＿＿＿＿")" }.joined(separator: "　　")
                : nil,
            mark: header.mark)
    }

    func write(to sheet: Sheet, titles: [String], frozenColumns: Int) throws(ExportError) {
        try sheet.writeBanner(title, CellStyle(face: .title), width: titles.count, height: 30)
        try sheet.writeBanner(subtitle, CellStyle(face: .subtitle), width: titles.count, height: 20)
        if let signature {
            try sheet.writeBanner(signature, CellStyle(face: .signature), width: titles.count, height: 22)
        }
        try sheet.writeHead(titles, frozenColumns: frozenColumns)
        try sheet.setFooter(footer)
    }
}

extension LedgerColumn {
    var face: CellStyle.Face {
        switch self {
        case .serial, .number, .source, .foundOn, .walkKind, .channels, .category, .mode, .leader,
            .responsible, .due,
            .completedOn, .closing, .publication:
            .centred
        case .walker, .service, .checkItem, .problem, .cause, .goal, .measures, .advice, .unit, .partners,
            .progress,
            .evidence, .followUp, .check, .note:
            .text
        }
    }
}

extension LedgerRow {
    /// The light, on the due day of open rows only.
    var dueTone: CellStyle.Tone {
        guard standing.phase == .open else { return .plain }
        return switch standing.light {
        case .none: .plain
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        }
    }

    /// Closed green, waiting for the checker blue, ended otherwise grey, sent back or reopened yellow.
    var stateTone: CellStyle.Tone {
        switch standing.phase {
        case .unverified: .plain
        case .open: standing.returns > 0 || standing.round > 1 ? .yellow : .plain
        case .checking: .blue
        case .closed: .green
        case .ended: .grey
        }
    }
}

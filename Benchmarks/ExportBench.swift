import CXLSXWriter
import Exports
import Foundation
import Ledger
import Walkthrough

/// The weekly workbook of 50,000 rows beside a bare libxlsxwriter loop that writes the same cells, each in a process of
/// its own.
enum ExportBench {
    static let rows = 50_000

    static func run() async throws {
        var ours: [[Double]] = []
        var bare: [[Double]] = []
        for _ in 0..<3 {
            ours.append(try probe("ours"))
            bare.append(try probe("bare"))
        }
        Bench.row(
            "weekly export of \(rows) rows", ours.map { $0[0] }.median, bare.map { $0[0] }.median, "s",
            atMost: 1.5)
        Bench.row(
            "weekly export, memory", ours.map { $0[1] }.median, bare.map { $0[1] }.median, "MB",
            atMostMore: 64)
    }

    private static func probe(_ which: String) throws -> [Double] {
        let folder = NSTemporaryDirectory() + "peizou-bench-export-\(Int.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ChildProcess.run(["probe-export", which, String(rows), folder]).split(separator: " ")
            .compactMap { Double($0) }
    }
}

/// One side of the comparison; prints seconds and megabytes.
enum ExportProbe {
    /// Rows that differ; the export goes through them again and again, so that memory is the export's own.
    private static let distinct = 500

    static func run(_ which: String, rows: Int, to folder: String) throws {
        let entries = try entries()
        let header = try header()
        let time: Double
        if which == "ours" {
            let stream = LedgerStream<LedgerEntry> { take in
                for number in 0..<rows { try take(entries[number % distinct]) }
            }
            let start = ContinuousClock.now
            _ = try WeeklyFiles.write(
                LedgerSnapshot(header: header, entries: stream), into: folder, hashing: .sha256)
            time = (ContinuousClock.now - start).seconds
        } else {
            let cells = entries.map { BareCells($0, header) }
            let start = ContinuousClock.now
            try bare(cells, rows: rows, to: folder + "/bare.xlsx")
            time = (ContinuousClock.now - start).seconds
        }
        print(time, try ChildProcess.peakMegabytes())
    }

    private static func header() throws -> LedgerHeader {
        LedgerHeader(
            county: "QH", countyName: "青禾县", week: try Week("2026-W40"), issue: 40,
            first: try Day("2026-09-25"),
            last: try Day("2026-09-30"), from: try Instant("2026-09-24T15:00:00+08:00"),
            to: try Instant("2026-09-30T15:00:00+08:00"), edition: .final, isDemo: true)
    }

    private static func entries() throws -> [LedgerEntry] {
        let names = LedgerNames(county: try UnitCode("QH"), unit: { "单位\($0.text)" }, source: { _ in "走流程" })
        let view = LedgerView(
            asOf: try header().to, calendar: WorkCalendar(years: [], revision: "calendar@0"),
            yellowWorkdays: 1,
            names: names)
        return try (0..<distinct).map { number in
            LedgerEntry(before: nil, now: LedgerRow(of: try item(number), version: 2, in: view))
        }
    }

    private static func item(_ number: Int) throws -> RectificationItem {
        let at = try Instant("2026-09-28T10:00:00+08:00")
        let place = try UnitCode("QH-T\(number % 20)")
        let act = Act(account: "bench", person: nil, forLine: false)
        let line = Line(institutions: [place], needsOutsideCheck: false)
        let id = ID<RectificationItem>(at: at, random: (0, UInt64(number)))
        let report = Report(
            number: "QH-2026-\(String(number + 10_000_000).dropFirst())", source: try SourceCode("walk"),
            receivedAt: at,
            reporterLabel: "体验员001", serviceName: try Prose("失业登记", "事项"), channels: [.window], place: place,
            description: try Prose("一次性告知单与办事指南要求的材料不一致，第\(number)号群众跑了两趟", "描述"))
        let first = ItemEvent.registered(
            .init(report: report, line: line, clocks: [], isVerifying: false, opening: nil, by: act))
        let clock = try Clock.start(
            .rectification, rule: "immediate", from: at.day, workdays: 1 + number % 9, round: 1,
            in: WorkCalendar(years: [], revision: "calendar@0"))
        let second = ItemEvent.assigned(
            .init(
                assignment: Assignment(
                    lead: place, line: line, partners: [], mode: .immediate, goal: nil, leader: nil,
                    responsible: try Prose("窗口首席代表", "责任人"), sponsor: nil, on: at.day, by: act,
                    isByUnit: false),
                clocks: [clock], settlesDispute: false, reason: nil))
        guard let registered = RectificationItem.apply(first, at: at, to: nil, id: id),
            let assigned = RectificationItem.apply(second, at: at, to: registered, id: id)
        else { throw BenchError("no row") }
        return assigned
    }

    /// The same cells of the same sheets, blank ones too, their texts ready beforehand.
    private static func bare(_ entries: [BareCells], rows: Int, to path: String) throws {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let book = workbook_new_opt(path, &options) else {
            throw BenchError("libxlsxwriter does not begin")
        }
        let wrapped = workbook_add_format(book)
        format_set_text_wrap(wrapped)
        format_set_border(wrapped, UInt8(LXW_BORDER_THIN.rawValue))
        let titles: [String] = ["整改台账", "问题清单", "整改优化措施清单", "本周变化"]
        let sheets = titles.map { (title: String) in workbook_add_worksheet(book, title) }
        var next = [UInt32](repeating: 0, count: sheets.count)
        for number in 0..<rows {
            for (sheet, lines) in entries[number % distinct].sheets.enumerated() {
                for line in lines {
                    for (column, cell) in line.enumerated() {
                        if let serial = Double(cell) {
                            worksheet_write_number(
                                sheets[sheet], next[sheet], UInt16(column), serial, wrapped)
                        } else if cell.isEmpty {
                            worksheet_write_blank(sheets[sheet], next[sheet], UInt16(column), wrapped)
                        } else {
                            worksheet_write_string(sheets[sheet], next[sheet], UInt16(column), cell, wrapped)
                        }
                    }
                    next[sheet] += 1
                }
            }
        }
        guard workbook_close(book) == LXW_NO_ERROR else { throw BenchError("libxlsxwriter does not end") }
    }
}

/// The cells of an entry: sheet, line, column.
private struct BareCells {
    let sheets: [[[String]]]

    init(_ entry: LedgerEntry, _ header: LedgerHeader) {
        let row = entry.now
        func line(_ columns: [LedgerColumn]) -> [[String]] {
            [columns.map { $0 == .serial ? "1" : row.text(of: $0, since: header.from) }]
        }
        let changes = SnapshotDiff.changes(of: entry).map { change in
            [
                "1", change.title, row.number, row.text(of: .unit), row.text(of: .problem),
                change.details.column,
                change.details.old, change.details.new,
            ]
        }
        sheets = [
            line(LedgerColumn.allCases), line(LedgerLists.standard.issues.columns),
            line(LedgerLists.standard.measures.columns), changes,
        ]
    }
}

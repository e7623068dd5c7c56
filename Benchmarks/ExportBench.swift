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
            "weekly export of \(rows) rows", ours.map { $0[0] }.median, bare.map { $0[0] }.median, "s", atMost: 1.5)
        Bench.row(
            "weekly export, memory", ours.map { $0[1] }.median, bare.map { $0[1] }.median, "MB", atMostMore: 64)
    }

    private static func probe(_ which: String) throws -> [Double] {
        let folder = NSTemporaryDirectory() + "peizou-bench-export-\(Int.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try ChildProcess.run(["export", which, String(rows), folder]).split(separator: " ").compactMap { Double($0) }
    }
}

/// One side of the comparison; prints seconds and megabytes.
enum ExportProbe {
    static func run(_ which: String, rows: Int, to folder: String) throws {
        let snapshot = try snapshot(rows)
        let start = ContinuousClock.now
        if which == "ours" {
            _ = try WeeklyFiles.write(snapshot, into: folder, hashing: .sha256)
        } else {
            try bare(snapshot, to: folder + "/bare.xlsx")
        }
        let time = (ContinuousClock.now - start).seconds
        print(time, try ChildProcess.peakMegabytes())
    }

    private static func snapshot(_ rows: Int) throws -> LedgerSnapshot {
        let week = try Week("2026-W40")
        let cutoff = try Instant("2026-09-30T15:00:00+08:00")
        let header = LedgerHeader(
            county: "QH", countyName: "青禾县", week: week, issue: 40, first: try Day("2026-09-25"),
            last: try Day("2026-09-30"), from: try Instant("2026-09-24T15:00:00+08:00"), to: cutoff, edition: .final,
            isDemo: true)
        let directory = UnitTable()
        _ = directory
        let calendar = WorkCalendar(years: [], revision: "calendar@0")
        let names = LedgerNames(county: try UnitCode("QH"), unit: { "单位\($0.text)" }, source: { _ in "走流程" })
        let view = LedgerView(asOf: cutoff, calendar: calendar, yellowWorkdays: 1, names: names)
        let made = try (0..<rows).map { number -> LedgerEntry in
            LedgerEntry(before: nil, now: LedgerRow(of: try item(number), version: 2, in: view))
        }
        return LedgerSnapshot(header: header, entries: LedgerStream(made))
    }

    private static func item(_ number: Int) throws -> RectificationItem {
        let at = try Instant("2026-09-28T10:00:00+08:00")
        let place = try UnitCode("QH-T\(number % 20)")
        let act = Act(account: "bench", person: nil, forLine: false)
        let line = Line(institutions: [place], needsOutsideCheck: false)
        let id = ID<RectificationItem>(at: at, random: (0, UInt64(number)))
        let report = Report(
            number: "QH-2026-\(String(number + 10_000_000).dropFirst())", source: try SourceCode("walk"), receivedAt: at,
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
                    responsible: try Prose("窗口首席代表", "责任人"), sponsor: nil, on: at.day, by: act, isByUnit: false),
                clocks: [clock], settlesDispute: false, reason: nil))
        guard let registered = RectificationItem.apply(first, at: at, to: nil, id: id),
            let assigned = RectificationItem.apply(second, at: at, to: registered, id: id)
        else { throw BenchError("no row") }
        return assigned
    }

    /// The same cells of the same sheets, with constant memory and one format a column.
    private static func bare(_ snapshot: LedgerSnapshot, to path: String) throws {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let book = workbook_new_opt(path, &options) else { throw BenchError("libxlsxwriter does not begin") }
        let wrapped = workbook_add_format(book)
        format_set_text_wrap(wrapped)
        let sheets = ["整改台账", "问题清单", "整改优化措施清单", "本周变化"].map { workbook_add_worksheet(book, $0) }
        let lists = snapshot.lists
        var number: UInt32 = 0
        func write(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ cells: [String]) {
            for (column, cell) in cells.enumerated() where !cell.isEmpty {
                worksheet_write_string(sheet, number, UInt16(column), cell, wrapped)
            }
        }
        try snapshot.entries.forEach { entry in
            let row = entry.now
            number += 1
            write(sheets[0], LedgerColumn.allCases.map { row.text(of: $0, since: snapshot.header.from) })
            write(sheets[1], lists.issues.columns.map { row.text(of: $0, since: snapshot.header.from) })
            write(sheets[2], lists.measures.columns.map { row.text(of: $0, since: snapshot.header.from) })
            for change in SnapshotDiff.changes(of: entry) {
                write(
                    sheets[3],
                    [
                        String(number), change.title, row.number, row.duty.unitName, row.text(of: .problem),
                        change.details.column, change.details.old, change.details.new,
                    ])
            }
        }
        guard workbook_close(book) == LXW_NO_ERROR else { throw BenchError("libxlsxwriter does not end") }
    }
}

import Exports
import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

extension Day {
    static func of(_ text: String) throws -> Day { try Day(text) }
}

/// A ledger with people, an exports folder, and the few moves that weeks need.
struct WeekBench {
    let test: TestLedger
    let exports: String

    var ledger: Ledger { test.ledger }

    /// Does `body` with a county founded at `start` (`2026-09-21T09:00`, Beijing).
    static func use(
        from start: String, isDemo: Bool = true, seed: UInt64 = 1, _ body: (WeekBench) async throws -> Void
    ) async throws {
        try await TestLedger.use(at: Instant(start + ":00+08:00"), isDemo: isDemo, seed: seed) { test in
            let bench = WeekBench(test: test, exports: test.folder + "-exports")
            defer { try? FileManager.default.removeItem(atPath: bench.exports) }
            try await test.populate()
            try await body(bench)
        }
    }

    func at(_ moment: String) throws { test.clock.now = try Instant(moment + ":00+08:00") }

    @discardableResult
    func export(_ week: String? = nil, by account: String = "zhengwu") async throws
        -> WeeklyPublication.Exported
    {
        try await WeeklyPublication(ledger, by: test.caller(account)).export(
            week.map { try Week($0) }, to: exports)
    }

    @discardableResult
    func freeze(_ week: String, by account: String = "zhengwu") async throws -> FreezeWeek.Receipt {
        try await ledger.perform(FreezeWeek(Week(week)), by: test.caller(account))
    }

    func draft(_ week: String? = nil, by account: String = "zhengwu") async throws -> WeeklyPublication.Draft
    {
        try await WeeklyPublication(ledger, by: test.caller(account)).draft(
            week.map { try Week($0) }, to: exports)
    }

    @discardableResult
    func unit(
        _ unit: String, _ command: UnitWeekCommand, by account: String, week: String? = nil
    ) async throws -> ActOnUnitWeek.Receipt {
        try await ledger.perform(
            ActOnUnitWeek(UnitCode(unit), week: week.map { try Week($0) }, command), by: test.caller(account))
    }

    func correct(
        _ week: String, _ command: WeekCommand, by account: String
    ) async throws -> ActOnWeek.Receipt {
        try await ledger.perform(ActOnWeek(Week(week), command), by: test.caller(account))
    }

    /// Files a row and hands it to `unit`.
    @discardableResult
    func row(_ text: String, at unit: String = "QH-RS") async throws -> String {
        let number = try await test.file(text, at: unit).number
        try await test.act(number, .assign(.init(lead: UnitCode(unit), mode: .immediate)), by: "ducha")
        return number
    }

    /// Everything up to 销号, by the unit's head and the supervisor.
    func close(_ number: String, by head: String = "renshe") async throws {
        try await request(number, by: head)
        try await strikeOff(number)
    }

    func request(_ number: String, by head: String = "renshe") async throws {
        try await test.act(number, .accept, by: head)
        try await work(number, by: head)
    }

    /// From 签收 to the request.
    func work(_ number: String, by head: String) async throws {
        try await test.act(
            number, .plan(Plan(cause: prose("流程未公示"), measures: prose("公示流程"), goal: prose("一次办成"))),
            by: head)
        let photo = try await photo()
        try await test.bringIn(photo, by: head)
        try await test.act(number, .attach([photo]), by: head)
        try await test.act(
            number,
            .requestClose(
                .init(
                    note: prose("已改"), generalization: try Answered(.no, reason: nil, field: "举一反三"),
                    publication: try Answered(.no, reason: prose("内部"), field: "公开"))), by: head)
    }

    /// From the request to 销号.
    func strikeOff(_ number: String) async throws {
        try await test.act(number, .check(.begin, opinion: nil), by: "ducha")
        try await test.act(number, .check(.pass, opinion: prose("现场看过，已改")), by: "ducha")
        try await test.act(number, .close(note: prose("同意销号")), by: "ducha")
    }

    func photo() async throws -> EvidenceRef {
        let stored = try ledger.vault.put(bytes: Self.jpeg, name: "a.jpg", limit: 1_000_000)
        return try EvidenceRef(
            digest: stored.digest, kind: .photo, mediaType: stored.mediaType, byteCount: stored.byteCount,
            stage: .after)
    }

    /// The smallest thing that passes for a JPEG: a comment that tells where, and one scan.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xFE, 0, 8] + Array("家住某".utf8.prefix(6)) + [
            0xFF, 0xDB, 0, 4, 1, 1, 0xFF, 0xDA, 0, 4, 1, 1, 9, 9, 0xFF, 0xD9,
        ]

    func prose(_ text: String) -> Prose { .text(text) }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: "\(exports)/\(path)")) }

    func manifest(_ folder: String) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: bytes("\(folder)/manifest.json")) as? [String: Any])
    }

    /// The lines of the main sheet, without its head, by number.
    func rows(_ folder: String) throws -> [String: [String]] {
        let text = String(decoding: try bytes("\(folder)/整改台账.csv"), as: UTF8.self)
        var rows: [String: [String]] = [:]
        for line in text.split(separator: "\r\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            rows[cells[1]] = cells
        }
        return rows
    }

    /// The cell of `column` on a row of the main sheet.
    func cell(_ column: LedgerColumn, _ number: String, in folder: String) throws -> String {
        let index = try #require(LedgerColumn.allCases.firstIndex(of: column))
        return try #require(try rows(folder)[number])[index]
    }

    /// The texts of a sheet, a list a line.
    func sheet(_ title: String, in folder: String) throws -> [[String]] {
        var parts: [String: String] = [:]
        try Archive.read("\(exports)/\(folder)/整改台账.xlsx") { entry in
            parts[entry.name] = String(decoding: try entry.bytes(limit: 50_000_000), as: UTF8.self)
        }
        let names = parts["xl/workbook.xml"]?.matches(of: /<sheet name="([^"]+)"/).map { String($0.1) } ?? []
        let index = try #require(names.firstIndex(of: title))
        let xml = try #require(parts["xl/worksheets/sheet\(index + 1).xml"])
        #expect(!xml.contains("<f>"), "no cell is a formula")
        let shared = (parts["xl/sharedStrings.xml"] ?? "").matches(of: /<si>.*?<t[^>]*>([^<]*)<\/t><\/si>/)
            .map { String($0.1) }
        return xml.split(separator: "<row ").dropFirst().map { row in
            row.matches(
                of: /<c [^>]*?(t="(s|inlineStr)")?>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/
            ).map { cell in
                if let inline = cell.4 { return String(inline) }
                let value = String(cell.3 ?? "")
                return cell.2 == "s"
                    ? (Int(value).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? value) : value
            }
        }
    }
}

import Exports
import Foundation
import Walkthrough

/// Not SHA-256: 32 bytes that depend on every byte, so that the tests need no cryptography.
struct ExampleHash: StreamingHash {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    mutating func finish() -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 8 * 8)) }
    }
}

let hashing = Hashing { ExampleHash() }

func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

/// The files below a folder, hidden ones too.
func names(in folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
}

/// Runs `body` with a folder of its own, which is removed afterwards.
@discardableResult
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "peizou-exports-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
}

/// The parts of an xlsx by name.
func parts(of path: String) throws -> [String: String] {
    var parts: [String: String] = [:]
    try Archive.read(path) { entry in
        parts[entry.name] = String(decoding: try entry.bytes(limit: 100_000_000), as: UTF8.self)
    }
    return parts
}

enum Example {
    static let from = Instant(Day(number: 20_719), hour: 15)
    static let to = Instant(Day(number: 20_726), hour: 15)

    static func row(_ serial: Int, edit: (inout LedgerRow) -> Void = { _ in }) throws -> LedgerRow {
        let number = "QH-2026-" + String(10_000 + serial).dropFirst()
        var row = LedgerRow(
            item: StreamID(.item, "0199a1b2-0000-7000-8000-\(String(100_000_000_000 + serial))"),
            number: number,
            version: 4,
            origin: .init(
                source: "走流程", foundOn: .day(Day(number: 20_715)), walkKind: "主官式体验", walker: "部门主要负责人",
                service: "失业登记", channels: ["窗口", "PC"], checkItem: "CHF-05 跑动次数"),
            finding: .init(problem: "办理失业登记需跑两次，与公布的一次不符", category: "流程", cause: "系统未共享参保信息"),
            plan: .init(
                mode: "限期整改", goal: "一次办结", measures: "接入参保信息共享接口；窗口先行代查，群众不再补交材料", advice: "建议把参保证明列入免提交清单"),
            duty: .init(
                unit: try UnitCode("QH-D27"), unitName: "县人社局", leader: "分管副局长", responsible: "就业科科长",
                partners: ["县数据局"]),
            course: .init(
                due: Day(number: 20_735), progress: "接口已联调",
                progressAt: Instant(Day(number: 20_724), hour: 9),
                publication: "暂缓"),
            standing: .init(state: "inProgress", stateTitle: "整改中", phase: .open, light: .green))
        edit(&row)
        return row
    }

    static func closed(_ row: inout LedgerRow) {
        row.standing.phase = .closed
        row.standing.state = "closed"
        row.standing.stateTitle = "已销号"
        row.standing.endedAt = Instant(Day(number: 20_722), hour: 10)
        row.course.completedOn = Day(number: 20_721)
        row.course.closedOn = Day(number: 20_722)
        row.course.check = "县政府督查室：现场核查属实"
    }

    static func entries() throws -> [LedgerEntry] {
        [
            LedgerEntry(before: nil, now: try row(1)),
            LedgerEntry(
                before: try row(2),
                now: try row(2) {
                    $0.duty.unit = try! UnitCode("QH-D08")
                    $0.duty.unitName = "县公安局"
                    $0.finding.problem = "居住证窗口排队超过一小时，叫号屏不显示等候人数"
                    $0.standing.light = .red
                    $0.course.due = Day(number: 20_722)
                    $0.course.progressAt = Instant(Day(number: 20_716), hour: 9)
                    $0.standing.returns = 1
                }),
            LedgerEntry(before: try row(3), now: try row(3, edit: closed)),
            LedgerEntry(
                before: try row(4),
                now: try row(4) {
                    $0.standing.phase = .checking
                    $0.standing.stateTitle = "待核查"
                    $0.course.evidence = [.before, .after, .after].map {
                        EvidenceMark(
                            digest: hashing.digest(of: [1]), stage: $0, kind: "照片", fileExtension: "jpg",
                            observedOn: Day(number: 20_721))
                    }
                }),
            LedgerEntry(
                before: try row(5) {
                    closed(&$0)
                    $0.standing.endedAt = Instant(Day(number: 20_700), hour: 10)
                },
                now: try row(5) {
                    closed(&$0)
                    $0.standing.endedAt = Instant(Day(number: 20_700), hour: 10)
                }),
        ]
    }

    static func snapshot(
        _ entries: [LedgerEntry], edition: LedgerEdition = .final, corrections: [LedgerCorrection] = [],
        lists: LedgerLists = .standard
    ) throws -> LedgerSnapshot {
        LedgerSnapshot(
            header: LedgerHeader(
                county: "QH", countyName: "青禾县", week: try Week("2026-W40"), issue: 40,
                first: Day(number: 20_720),
                last: Day(number: 20_726), from: from, to: to, edition: edition, isDemo: true,
                signature: .init(unit: "县行政审批服务局")),
            lists: lists, entries: LedgerStream(entries),
            suggestions: LedgerStream([
                SuggestionRow(
                    number: "JY-2026-0001", text: "大厅增设老年人专座", kind: "大厅", reason: "高峰期老年人站着等候",
                    unitName: "县行政审批服务局",
                    outcome: "采纳")
            ]),
            verifying: [UnitCount(unit: try UnitCode("QH-D27"), unitName: "县人社局", count: 3)],
            unitWeeks: [
                UnitWeekLine(
                    unit: try UnitCode("QH-D27"), unitName: "县人社局", standing: .reported, signedBy: "局长",
                    at: to.adding(milliseconds: -3_600_000)),
                UnitWeekLine(unit: try UnitCode("QH-D08"), unitName: "县公安局", standing: .missing),
                UnitWeekLine(
                    unit: try UnitCode("QH-T01"), unitName: "云溪镇", standing: .zeroReport, isLate: true),
            ],
            corrections: corrections,
            seal: LedgerSeal(
                merkleRoot: hashing.digest(of: [2]), previousManifest: hashing.digest(of: [3]),
                previousClosing: 3))
    }
}

import Exports
import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Units' weeks through the ledger")
struct UnitWeekLedgerTests {
    @Test func `a unit fills in, its head signs and sends; another reports zero; the rest is missing`()
        async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await bench.row("人社的问题")
            try bench.at("2026-09-24T15:10")
            let filled = try await bench.unit("QH-RS", .fill(nil), by: "renshe")
            #expect(filled.week.description == "2026-W39")
            #expect(filled.rows == 1)
            await #expect(throws: LedgerError.self) {
                try await bench.unit("QH-RS", .submit([]), by: "renshe")
            }
            await #expect(throws: LedgerError.self) {
                try await bench.unit("QH-RS", .zeroReport, by: "renshe")
            }
            await #expect(throws: LedgerError.self) { try await bench.unit("QH-RS", .sign, by: "gongan") }
            try await bench.unit("QH-RS", .sign, by: "renshe")
            try await bench.unit("QH-RS", .submit([]), by: "renshe")
            try bench.at("2026-09-24T17:31")
            let zero = try await bench.unit("QH-GA", .zeroReport, by: "gongan")
            #expect(zero.stage == .zeroReport)
            #expect(zero.isLate)
            try await bench.export()
            let manifest = try bench.manifest("2026-W39")
            #expect(manifest["signedUnits"] as? [String] == ["QH-RS"])
            #expect(manifest["zeroReportUnits"] as? [String] == ["QH-GA"])
            #expect(manifest["missingUnits"] as? [String] == ["QH-DC", "QH-SP"])
            let summary = try bench.sheet("汇总", in: "2026-W39").joined().joined()
            #expect(summary.contains("应报 4 家，已报送 1 家，零报告 1 家，未报 2 家"))
            await #expect(throws: LedgerError.self) {
                try await bench.unit(
                    "QH-RS", .recall(reason: bench.prose("晚了")), by: "renshe", week: "2026-W39")
            }
            #expect(try await bench.unit("QH-RS", .fill(nil), by: "renshe").week.description == "2026-W40")
        }
    }

    @Test func `a row that comes after the signature asks for another one`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await bench.unit("QH-RS", .fill(nil), by: "renshe")
            try await bench.unit("QH-RS", .sign, by: "renshe")
            try await bench.row("审签后来的问题")
            await #expect(throws: LedgerError.self) {
                try await bench.unit("QH-RS", .submit([]), by: "renshe")
            }
            try await bench.unit("QH-RS", .sign, by: "renshe")
            #expect(try await bench.unit("QH-RS", .submit([]), by: "renshe").stage == .submitted)
            try await bench.unit("QH-RS", .recall(reason: bench.prose("要改")), by: "renshe")
            #expect(try await bench.unit("QH-RS", .fill(nil), by: "renshe").stage == .filled)
        }
    }

    @Test func `what was sent last is taken back, also after 数据截止`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await bench.row("一个问题")
            try bench.at("2026-09-24T16:00")
            try await bench.unit("QH-RS", .fill(nil), by: "renshe")
            try await bench.unit("QH-RS", .sign, by: "renshe")
            #expect(try await bench.unit("QH-RS", .submit([]), by: "renshe").week.description == "2026-W39")
            let back = try await bench.unit("QH-RS", .recall(reason: bench.prose("少一份附件")), by: "renshe")
            #expect(back.week.description == "2026-W39" && back.stage == .filled)
        }
    }

    @Test func `a desk reports with the institution that it belongs to`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            do {
                try await bench.unit("QH-W01", .fill(nil), by: "chuangkou")
                Issue.record("a desk reported alone")
            } catch let error as LedgerError { #expect(error.message.contains("QH-SP")) }
            // Both lines of a desk: the hall's bureau and the department that posts its staff.
            try await bench.row("窗口的问题", at: "QH-W01")
            let packet = try WeeklyPublication(bench.ledger, by: bench.test.caller("zhengwu"))
            try bench.at("2026-09-24T15:01")
            for unit in ["QH-SP", "QH-RS"] {
                let outcome = try await packet.unitWeek(UnitCode(unit), nil, to: bench.exports)
                #expect(outcome.edition == "送审稿")
                #expect(try bench.manifest("units/2026-W39/\(unit)")["rows"] as? Int == 1, "\(unit)")
            }
            let other = try await packet.unitWeek(UnitCode("QH-GA"), nil, to: bench.exports)
            #expect(other.missing == [])
            #expect(try bench.manifest("units/2026-W39/QH-GA")["rows"] as? Int == 0)
        }
    }

    @Test func `a packet holds the unit's own ledger, masked evidence, information, manifest and zip`()
        async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let own = try await bench.row("人社的问题")
            let other = try await bench.row("公安的问题", at: "QH-GA")
            try await bench.request(own)
            try await bench.unit(
                "QH-RS",
                .fill(WorkInformation(title: bench.prose("压减跑动"), text: bench.prose("失业登记改为跑一次。"))),
                by: "renshe")
            try await bench.unit("QH-RS", .sign, by: "renshe")
            try await bench.unit("QH-RS", .submit([]), by: "renshe")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            let packet = WeeklyPublication(bench.ledger, by: try bench.test.caller("renshe"))
            let outcome = try await packet.unitWeek(UnitCode("QH-RS"), nil, to: bench.exports)
            #expect(outcome.edition == "定稿")
            #expect(outcome.missing == [])
            let folder = "units/2026-W39/QH-RS"
            let names = try FileManager.default.subpathsOfDirectory(atPath: "\(bench.exports)/\(folder)")
            #expect(
                Set(names) == [
                    "整改台账.xlsx", "工作信息.txt", "manifest.json", "影像资料", "影像资料/\(own)-整改后-1.jpg",
                    "QH-RS-2026-W39-报送包.zip",
                ])
            let photo = try bench.bytes("\(folder)/影像资料/\(own)-整改后-1.jpg")
            #expect(photo.count < WeekBench.jpeg.count)
            #expect(photo.firstRange(of: Data("家住".utf8)) == nil)
            let main = try bench.sheet("整改台账", in: folder).joined().joined()
            #expect(main.contains(own) && !main.contains(other))
            #expect(main.contains("青禾县人力资源和社会保障局") && main.contains("演示 · 定稿"))
            #expect(try bench.manifest(folder)["unit"] as? String == "QH-RS")
            let again = try await packet.unitWeek(UnitCode("QH-RS"), nil, to: bench.exports + "/again")
            #expect(again.files == outcome.files)
            #expect(
                try bench.bytes("again/\(folder)/manifest.json") == bench.bytes("\(folder)/manifest.json"))
            await #expect(throws: LedgerError.self) {
                try await packet.unitWeek(UnitCode("QH-GA"), nil, to: bench.exports)
            }
        }
    }

    @Test(arguments: LiveExport.Format.allCases) func `the live ledger is streamed as one file`(
        _ format: LiveExport.Format
    ) async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            for index in 1...3 { try await bench.row("问题 \(index)") }
            try await bench.row("公安的问题", at: "QH-GA")
            _ = try await bench.test.file("核实前", at: "QH-RS")
            let live = LiveExport(bench.ledger, by: try bench.test.caller("renshe"))
            let outcome = try await live.export(ListItems(), as: format, into: bench.exports)
            #expect(outcome.rows == 3)
            #expect(outcome.unverified == 1)
            #expect(try bench.bytes("演示-当前台账.\(format.rawValue)").count > 100)
        }
    }
}

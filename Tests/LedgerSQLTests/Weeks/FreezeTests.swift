import Exports
import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("定稿 through the ledger")
struct FreezeTests {
    @Test func `a week is fixed as it stood at T, whatever happened later`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("窗口未一次性告知")
            try bench.at("2026-09-24T14:59")
            await #expect(throws: LedgerError.self) { try await bench.freeze("2026-W39") }
            await #expect(throws: LedgerError.self) { try await bench.export("2026-W39") }
            try bench.at("2026-09-24T16:00")
            let late = try await bench.test.file("截止后登记", at: "QH-GA").number
            try await bench.close(number)
            try await bench.test.ledger.store.writeAlone { transaction in
                let unit = try #require(try transaction.state(Unit.self, "QH-RS"))
                let record = unit.state.record
                try transaction.append(
                    Unit.self, "QH-RS",
                    [
                        .recorded(
                            UnitRecorded(
                                code: record.code, name: Prose("改名后的局", "名称"), kind: record.kind,
                                parent: record.parent, departmentType: record.departmentType))
                    ], by: Actor(account: "x", person: nil, authentication: .none), expected: unit.version)
            }
            let frozen = try await bench.freeze("2026-W39")
            #expect(!frozen.isOld)
            #expect(frozen.rows == 1)
            #expect(try await bench.freeze("2026-W39", by: "ducha").isOld)
            let outcome = try await bench.export("2026-W39")
            #expect(outcome.frozen.isEmpty)
            #expect(try bench.cell(.closing, number, in: "2026-W39") == "否，已派单")
            #expect(try bench.cell(.unit, number, in: "2026-W39") == "青禾县人力资源和社会保障局")
            #expect(try bench.rows("2026-W39")[late] == nil)
            try bench.at("2026-09-30T15:01")
            try await bench.export()
            #expect(try bench.cell(.closing, number, in: "2026-W40").hasPrefix("是，2026-09-24"))
            let report = try await bench.ledger.verify { _ in }
            #expect(report.faults == [])
            #expect(report.frozenFiles == 6)
        }
    }

    @Test func `earlier weeks are fixed first, each by itself, and every export gives the same bytes`()
        async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await bench.row("第一周的问题")
            try bench.at("2026-10-16T09:00")
            await #expect(throws: LedgerError.self) { try await bench.freeze("2026-W42") }
            let outcome = try await bench.export()
            #expect(
                outcome.frozen.map(\.week.description) == ["2026-W39", "2026-W40", "2026-W41", "2026-W42"])
            let names = ["整改台账.xlsx", "整改台账.csv", "manifest.json"]
            let first = try names.map { try bench.bytes("2026-W42/\($0)") }
            try FileManager.default.removeItem(atPath: bench.exports)
            bench.test.clock.advance(hours: 30)
            try await bench.row("后来的问题")
            #expect(try await bench.export("2026-W42", by: "ducha").frozen.isEmpty)
            #expect(try names.map { try bench.bytes("2026-W42/\($0)") } == first)
            try await bench.export("2026-W41")
            let digest = Digest(sha256: Chain.sha256(Array(try bench.bytes("2026-W41/manifest.json"))))
            #expect(try bench.manifest("2026-W42")["previous"] as? String == digest.text)
            #expect(try bench.manifest("2026-W42")["demo"] as? Bool == true)
        }
    }

    @Test func `a crash between 定稿 and its files is finished by the next run, with the same bytes`()
        async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("崩溃前的问题")
            try bench.at("2026-09-24T15:01")
            try await bench.freeze("2026-W39")
            let rendered = try await bench.ledger.ask(
                ReadWeek(Week("2026-W39"), .edition(0)) { reading in
                    try WeeklyFiles.write(
                        reading.snapshot, into: bench.exports + "/crashed", hashing: .sha256
                    ).manifestDigest
                }, by: bench.test.caller("zhengwu"))
            try bench.at("2026-10-16T10:00")
            try await bench.close(number)
            let outcome = try await bench.export()
            #expect(outcome.week.description == "2026-W42")
            try await bench.export("2026-W39", by: "fuhe")
            #expect(
                Digest(sha256: Chain.sha256(Array(try bench.bytes("2026-W39/manifest.json")))) == rendered)
            let status = try await bench.ledger.ask(
                WeekStatus(Week("2026-W39")), by: bench.test.caller("zhengwu"))
            #expect(status.frozen?.toPublish == nil)
        }
    }

    /// Decisions 24: where Thursday is off, and where the week has no day before it either.
    @Test(arguments: [
        ("2023-W04", "2023-01-16", "", "2023-W05"), ("2023-W39", "2023-09-18", "2023-09-28", ""),
        ("2023-W40", "2023-09-18", "", "2023-W41"), ("2024-W07", "2024-01-29", "", "2024-W08"),
        ("2026-W08", "2026-02-09", "", "2026-W09"), ("2026-W40", "2026-09-21", "2026-09-30", ""),
    ])
    func `holiday weeks`(_ week: String, _ founded: String, _ own: String, _ holder: String) async throws {
        try await WeekBench.use(from: founded + "T09:00") { bench in
            try await bench.row("节前的问题")
            let given = try Week(week)
            if !own.isEmpty {
                try bench.at(own + "T15:01")
                #expect(try await bench.export().week == given)
                #expect(try bench.manifest(week)["to"] as? String == own + "T15:00:00+08:00")
            }
            guard !holder.isEmpty else { return }
            try bench.at("\(given.sunday.adding(8))T10:00")
            do {
                try await bench.export(week)
                Issue.record("\(week) has no edition")
            } catch let error as LedgerError {
                #expect(error.message.contains(holder))
                #expect(error.isNotPossible)
            }
            try await bench.export(holder)
            #expect(try bench.manifest(holder)["mergedWeeks"] as? [String] == [week])
            let summary = try bench.sheet("汇总", in: holder).joined().joined()
            #expect(summary.contains("合并报送：本期含没有单独成册的 \(week)"))
        }
    }

    @Test func `unverified rows are a count without text, and sealed cases a county's total`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.test.file("还没有核实的内容", at: "QH-GA", source: "hotline12345").number
            try bench.at("2026-09-24T15:01")
            let outcome = try await bench.export()
            #expect(outcome.frozen.first?.verifying == 1)
            #expect(try bench.rows("2026-W39").isEmpty)
            let main = try bench.sheet("整改台账", in: "2026-W39").joined().joined()
            #expect(main.contains("核实中 1 件：青禾县公安局 1 件"))
            #expect(!main.contains("还没有核实") && !main.contains(number))
            #expect(try bench.sheet("汇总", in: "2026-W39").joined().joined().contains("问题线索：全县 0 件"))
        }
    }

    @Test func `a formula in a text stays a text`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("=HYPERLINK(\"http://x\")")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            #expect(try bench.cell(.problem, number, in: "2026-W39").hasPrefix("\"'=HYPERLINK"))
            #expect(try bench.sheet("整改台账", in: "2026-W39").joined().contains { $0.hasPrefix("=HYPERLINK") })
        }
    }

    @Test func `a draft before T is a 预览, after it a 送审稿, and leaves no trace`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("预览的问题")
            try bench.at("2026-09-22T10:00")
            let heads = try await bench.events()
            let preview = try await bench.draft()
            #expect(preview.edition == .preview)
            #expect(try bench.manifest("2026-W39/预览")["edition"] as? String == "preview")
            #expect(try bench.cell(.closing, number, in: "2026-W39/预览") == "否，已派单")
            #expect(try bench.sheet("整改台账", in: "2026-W39/预览").joined().joined().contains("演示 · 预览"))
            #expect(try await bench.events() == heads)
            try bench.at("2026-09-24T16:00")
            try await bench.test.act(number, .accept, by: "renshe")
            #expect(try await bench.draft().edition == .review)
            #expect(try bench.cell(.closing, number, in: "2026-W39/送审稿") == "否，已派单")
            try await bench.export()
            await #expect(throws: LedgerError.self) { try await bench.draft("2026-W39") }
            await #expect(throws: LedgerError.self) { try await bench.draft("2026-W50") }
        }
    }

    @Test func `only a county's officer who proved himself fixes a week, and units do not read it`()
        async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try bench.at("2026-09-24T15:01")
            for account in ["renshe", "fuhe", "chuangkou"] {
                do {
                    try await bench.export(by: account)
                    Issue.record("\(account) fixed a week")
                } catch let error as LedgerError {
                    #expect(error.isNotPermitted)
                }
            }
            await #expect(throws: LedgerError.self) {
                try await WeeklyPublication(bench.ledger, by: .local("tester")).export(nil, to: bench.exports)
            }
            await #expect(throws: LedgerError.self) { try await bench.freeze("2026-W38") }
        }
    }
}

extension WeekBench {
    /// How many events there are.
    func events() async throws -> Int { try await ledger.store.verify { _ in }.events }
}

extension LedgerError {
    var isNotPossible: Bool { if case .notPossible = self { true } else { false } }
    var isNotPermitted: Bool { if case .notPermitted = self { true } else { false } }
}

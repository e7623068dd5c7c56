import Exports
import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("更正 and 停发 through the ledger")
struct WeekCorrectionTests {
    @Test func `a correction by two persons makes an edition chained to the first, which stays`() async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("印错的问题")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            let first = try bench.bytes("2026-W39/整改台账.xlsx")
            let proposed = try await bench.correct(
                "2026-W39",
                .proposeCorrection(
                    .init(
                        row: number, column: .problem, old: nil, new: bench.prose("改对的问题"),
                        reason: bench.prose("录入错字"))), by: "zhengwu")
            #expect(proposed.old == "印错的问题")
            await #expect(throws: LedgerError.self) {
                try await bench.correct("2026-W39", .confirmCorrection(number: 1), by: "zhengwu")
            }
            let confirmed = try await bench.correct("2026-W39", .confirmCorrection(number: 1), by: "fuhe")
            #expect(confirmed.serial == 1)
            try await bench.export("2026-W39")
            #expect(try bench.bytes("2026-W39/整改台账.xlsx") == first)
            #expect(try bench.cell(.problem, number, in: "2026-W39") == "印错的问题")
            #expect(try bench.cell(.problem, number, in: "2026-W39/更正第1号") == "改对的问题")
            func digest(_ folder: String) throws -> String {
                Digest(sha256: Chain.sha256(Array(try bench.bytes("\(folder)/manifest.json")))).text
            }
            let second = try bench.manifest("2026-W39/更正第1号")
            #expect(second["previous"] as? String == (try digest("2026-W39")))
            #expect(second["firstEdition"] as? String == (try digest("2026-W39")))
            try bench.at("2026-09-30T15:01")
            try await bench.export()
            #expect(try bench.manifest("2026-W40")["previous"] as? String == (try digest("2026-W39/更正第1号")))
            #expect(try await bench.ledger.verify { _ in }.faults == [])
        }
    }

    @Test func `a correction that comes after the next week was frozen leaves the chain sound`() async throws
    {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("印错的问题")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            try bench.at("2026-09-30T15:01")
            try await bench.export()
            _ = try await bench.correct(
                "2026-W39",
                .proposeCorrection(
                    .init(
                        row: number, column: .problem, old: nil, new: bench.prose("改对的问题"),
                        reason: bench.prose("录入错字"))), by: "zhengwu")
            _ = try await bench.correct("2026-W39", .confirmCorrection(number: 1), by: "fuhe")
            try await bench.export("2026-W39")
            #expect(try await bench.ledger.verify { _ in }.faults == [])
        }
    }

    @Test(arguments: [
        (LedgerColumn.closing, "是"), (.due, "2026-10-09"), (.completedOn, "2026-09-22"),
        (.number, "QH-2026-0009"),
        (.mode, "限期整改"),
    ])
    func `what the ledger decides is no misprint`(column: LedgerColumn, new: String) async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("一个问题")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            await #expect(throws: LedgerError.self) {
                try await bench.correct(
                    "2026-W39",
                    .proposeCorrection(
                        .init(
                            row: number, column: column, old: nil, new: bench.prose(new),
                            reason: bench.prose("改"))),
                    by: "zhengwu")
            }
        }
    }

    @Test func `a declined correction makes nothing, and an unknown row is refused`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            let number = try await bench.row("没有错的问题")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            await #expect(throws: LedgerError.self) {
                try await bench.correct(
                    "2026-W39",
                    .proposeCorrection(
                        .init(
                            row: "QH-2026-9999", column: .problem, old: nil, new: bench.prose("x"),
                            reason: bench.prose("y"))),
                    by: "zhengwu")
            }
            _ = try await bench.correct(
                "2026-W39",
                .proposeCorrection(
                    .init(
                        row: number, column: .note, old: nil, new: bench.prose("补备注"),
                        reason: bench.prose("漏印"))),
                by: "zhengwu")
            _ = try await bench.correct(
                "2026-W39", .declineCorrection(number: 1, reason: bench.prose("不必")), by: "fuhe")
            #expect(try await bench.export("2026-W39").files.count == 3)
        }
    }

    @Test func `a withheld edition is handed out no more and keeps its digest`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await bench.row("停发的问题")
            try bench.at("2026-09-24T15:01")
            try await bench.export()
            let digest = Digest(sha256: Chain.sha256(Array(try bench.bytes("2026-W39/manifest.json")))).text
            _ = try await bench.correct(
                "2026-W39", .withhold(number: 0, reason: bench.prose("含不宜外发内容")), by: "ducha")
            await #expect(throws: LedgerError.self) { try await bench.export("2026-W39") }
            try bench.at("2026-09-30T15:01")
            try await bench.export()
            #expect(try bench.manifest("2026-W40")["previous"] as? String == digest)
        }
    }
}

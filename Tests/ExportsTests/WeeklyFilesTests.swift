import Exports
import Foundation
import Testing
import Walkthrough

struct WeeklyFilesTests {
    @Test func `the csv and the manifest of a small ledger are golden`() throws {
        try withFolder { folder in
            _ = try WeeklyFiles.write(Example.snapshot(Example.entries()), into: folder, hashing: hashing)
            try expectGolden("整改台账.csv", folder)
            try expectGolden("manifest.json", folder)
        }
    }

    @Test func `the same ledger gives the same bytes in another folder at another time`() throws {
        try withFolder { folder in
            let one = try WeeklyFiles.write(
                Example.snapshot(Example.entries()), into: folder + "/a", hashing: hashing)
            Thread.sleep(forTimeInterval: 2.1)  // zip counts times in two seconds
            let two = try WeeklyFiles.write(
                Example.snapshot(Example.entries()), into: folder + "/b/c", hashing: hashing)
            #expect(one.manifestDigest == two.manifestDigest)
            for name in ["整改台账.xlsx", "整改台账.csv", "manifest.json"] {
                #expect(try bytes("\(folder)/a/\(name)") == bytes("\(folder)/b/c/\(name)"))
            }
        }
    }

    @Test func `only rows of the main sheet are counted, and the counts add up`() throws {
        try withFolder { folder in
            let outcome = try WeeklyFiles.write(
                Example.snapshot(Example.entries()), into: folder, hashing: hashing)
            #expect(outcome.manifest.rows == 4)
            #expect(outcome.proof == nil)
            #expect(try text(folder + "/整改台账.csv").split(separator: "\r\n").count == 5)
        }
    }

    @Test func `counts that do not add up are told`() throws {
        try withFolder { folder in
            let entries = try Array(Example.entries().dropFirst(2))
            #expect(
                try WeeklyFiles.write(Example.snapshot(entries), into: folder, hashing: hashing).proof != nil)
        }
    }

    @Test func `a source that fails half-way leaves nothing behind`() throws {
        struct Broken: Error {}
        try withFolder { folder in
            let whole = try Example.snapshot(Example.entries())
            let row = try Example.row(1)
            let broken = LedgerSnapshot(
                header: whole.header,
                entries: LedgerStream { body in
                    try body(LedgerEntry(before: nil, now: row))
                    throw Broken()
                })
            #expect(throws: Broken.self) {
                try WeeklyFiles.write(broken, into: folder + "/x/y", hashing: hashing)
            }
            #expect(names(in: folder).isEmpty)
        }
    }

    @Test func `a folder that cannot be is refused in words`() throws {
        try withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/file"))
            #expect(throws: ExportError.self) {
                try WeeklyFiles.write(Example.snapshot([]), into: folder + "/file/below", hashing: hashing)
            }
        }
    }

    @Test func `a correction is printed, listed and named in the manifest`() throws {
        let correction = try LedgerCorrection(
            serial: 1, row: "QH-2026-0001", column: .cause, old: "系统未共享参保信息", new: "参保信息接口未开通",
            reason: Prose("原因写错", "理由"), proposedBy: "督查科甲", confirmedBy: "督查科乙", at: Example.to)
        try withFolder { folder in
            let outcome = try WeeklyFiles.write(
                Example.snapshot(Example.entries(), edition: .correction(1), corrections: [correction]),
                into: folder,
                hashing: hashing)
            #expect(outcome.manifest.edition == .correction(1))
            #expect(try text(folder + "/整改台账.csv").contains("参保信息接口未开通"))
            #expect(try text(folder + "/manifest.json").contains("\"correction\": 1"))
            let shown = try parts(of: folder + "/整改台账.xlsx")["xl/worksheets/sheet6.xml"] ?? ""
            #expect(shown.contains("更正第1号"))
        }
    }

    @Test func `a correction of a row that is not there is refused`() throws {
        let correction = try LedgerCorrection(
            serial: 1, row: "QH-2026-9999", column: .cause, old: "甲", new: "乙", reason: Prose("写错", "理由"),
            proposedBy: "甲", confirmedBy: "乙", at: Example.to)
        try withFolder { folder in
            #expect(throws: Invalid.self) {
                try WeeklyFiles.write(
                    Example.snapshot(Example.entries(), corrections: [correction]), into: folder,
                    hashing: hashing)
            }
        }
    }

    /// Compares with `Golden/`; with `PEIZOU_UPDATE_GOLDEN` set, writes it anew.
    private func expectGolden(_ name: String, _ folder: String, file: String = #filePath) throws {
        let golden = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(
            "Golden/\(name)")
        if ProcessInfo.processInfo.environment["PEIZOU_UPDATE_GOLDEN"] != nil {
            try Data(bytes("\(folder)/\(name)")).write(to: golden)
        }
        // The workbook's digest depends on the version of zlib.
        func stable(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("整改台账.xlsx") }
                .joined(separator: "\n")
        }
        #expect(stable(try text("\(folder)/\(name)")) == stable(try text(golden.path)))
    }
}

import Exports
import Foundation
import Testing
import Walkthrough

struct WorkbookTests {
    private func sheets(_ entries: [LedgerEntry], lists: LedgerLists = .standard) throws -> [String: String] {
        try withFolder { folder in
            let path = folder + "/a.xlsx"
            _ = try WeeklyWorkbook.write(Example.snapshot(entries, lists: lists), to: path, scratch: folder)
            return try parts(of: path)
        }
    }

    private func sheet(_ number: Int, _ entries: [LedgerEntry]) throws -> String {
        try sheets(entries)["xl/worksheets/sheet\(number).xml"] ?? ""
    }

    @Test func `the sheets stand in their order, with the titles of the campaign`() throws {
        let own = try LedgerLists(
            issues: LedgerList(SheetTitle("问题（任务）清单"), columns: [.serial, .problem]),
            measures: LedgerLists.standard.measures, suggestions: LedgerLists.standard.suggestions)
        let workbook = try sheets(Example.entries(), lists: own)["xl/workbook.xml"] ?? ""
        let titles = workbook.split(separator: "<sheet name=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(titles == ["整改台账", "问题（任务）清单", "整改优化措施清单", "工作建议清单", "本周变化", "汇总", "历史销号", "影像清单"])
    }

    @Test func `the head is frozen, filtered and repeated, the page is A4 across and one page wide`() throws {
        let parts = try sheets(Example.entries())
        let main = try #require(parts["xl/worksheets/sheet1.xml"])
        #expect(main.contains("<pane xSplit=\"2\" ySplit=\"4\" topLeftCell=\"C5\""))
        #expect(main.contains("state=\"frozen\""))
        #expect(main.contains("<autoFilter ref=\"A4:AC8\""))
        #expect(main.contains("paperSize=\"9\""))
        #expect(main.contains("orientation=\"landscape\""))
        #expect(main.contains("<pageSetUpPr fitToPage=\"1\"/>"))
        #expect(main.contains("fitToHeight=\"0\""))
        #expect(parts["xl/workbook.xml"]?.contains("_xlnm.Print_Titles") == true)
    }

    @Test func `columns that are not printed are grouped and folded away`() throws {
        let main = try sheet(1, Example.entries())
        let columns = main.split(separator: "<col ").dropFirst()
        for (index, column) in LedgerColumn.allCases.enumerated() {
            let own = try #require(columns.first { $0.hasPrefix("min=\"\(index + 1)\"") })
            #expect(own.contains("hidden=\"1\"") == !column.isPrinted)
            #expect(own.contains("outlineLevel=\"1\"") == !column.isPrinted)
        }
    }

    @Test(arguments: ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")"])
    func `no cell runs as a formula`(text: String) throws {
        let entry = LedgerEntry(before: nil, now: try Example.row(1) { $0.finding.problem = text })
        for (name, part) in try sheets([entry]) where name.hasPrefix("xl/worksheets/") {
            #expect(!part.contains("<f>") && !part.contains("<f "))
            #expect(!part.contains("<hyperlink"))
        }
    }

    @Test func `a text over what a cell takes is cut with a mark, and the summary says where`() throws {
        let long = String(repeating: "长", count: 40_000)
        let parts = try sheets([
            LedgerEntry(before: nil, now: try Example.row(1) { $0.finding.problem = long })
        ])
        let main = try #require(parts["xl/worksheets/sheet1.xml"])
        let cell = try #require(main.split(separator: "<t>").first { $0.hasPrefix("长长") })
        let shown = cell.prefix { $0 != "<" }
        #expect(shown.utf16.count == 32_767)
        #expect(shown.hasSuffix("【超长截断，全文见系统】"))
        #expect(parts["xl/worksheets/sheet6.xml"]?.contains("“整改台账”第 5 行第 10 列") == true)
    }

    @Test func `a cut never tears a character`() throws {
        let long = "a" + String(repeating: "😀", count: 20_000)
        let main = try sheet(
            1, [LedgerEntry(before: nil, now: try Example.row(1) { $0.finding.problem = long })])
        let cell = try #require(main.split(separator: "<t>").first { $0.hasPrefix("a😀") })
        #expect(cell.prefix { $0 != "<" }.utf16.count <= 32_767)
        #expect(!main.contains("\u{FFFD}"))
    }

    @Test func `control characters are dropped and Excel's own escapes kept as typed`() throws {
        let entry = LedgerEntry(
            before: nil, now: try Example.row(1) { $0.finding.problem = "甲\u{1}乙\u{FFFF}丙_x0041_丁" })
        let main = try sheet(1, [entry])
        #expect(main.contains("甲乙丙_x005F_x0041_丁"))
    }

    @Test func `rows being verified appear as a count, without text`() throws {
        let hidden = try Example.row(1) {
            $0.standing.phase = .unverified
            $0.finding.problem = "秘密"
        }
        let parts = try sheets([LedgerEntry(before: nil, now: hidden)])
        for (_, part) in parts { #expect(!part.contains("秘密")) }
        #expect(parts["xl/worksheets/sheet1.xml"]?.contains("核实中 3 件：县人社局 3 件") == true)
        #expect(parts["xl/worksheets/sheet1.xml"]?.contains("零报告") == true)
    }

    @Test func `every edition says what it is`() throws {
        for (edition, mark) in [(LedgerEdition.preview, "预览"), (.review, "送审稿"), (.final, "定稿")] {
            try withFolder { folder in
                let path = folder + "/a.xlsx"
                _ = try WeeklyWorkbook.write(
                    Example.snapshot([], edition: edition), to: path, scratch: folder)
                #expect(try parts(of: path)["xl/worksheets/sheet1.xml"]?.contains("【演示 · \(mark)】") == true)
            }
        }
    }

    @Test func `the live ledger is one sheet`() throws {
        try withFolder { folder in
            let path = folder + "/a.xlsx"
            let rows = try LedgerWorkbook.write(
                LedgerStream([try Example.row(1), try Example.row(2)]), title: "青禾县整改台账",
                filters: "单位 QH-D27",
                at: Example.to, isDemo: false, to: path, scratch: folder)
            #expect(rows == 2)
            #expect(try parts(of: path).keys.count { $0.hasPrefix("xl/worksheets/sheet") } == 1)
        }
    }
}

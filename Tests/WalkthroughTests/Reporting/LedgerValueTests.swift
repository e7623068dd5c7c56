import Testing

@testable import Walkthrough

struct SheetTitleTests {
    @Test(arguments: [
        "", "  ", "一/二", "甲:乙", "[表]", "甲*", "甲?", "甲\\乙", "'甲", "甲'", "History", "甲\u{0}",
        String(repeating: "字", count: 32), String(repeating: "😀", count: 16),
    ])
    func `Excel refuses it`(title: String) {
        #expect(throws: Invalid.self) { try SheetTitle(title) }
    }

    @Test func `titles of 31 characters and with an apostrophe inside are taken`() throws {
        #expect(try SheetTitle(String(repeating: "字", count: 31)).text.count == 31)
        #expect(try SheetTitle("甲'乙").text == "甲'乙")
    }

    @Test func `a campaign cannot take the title of another sheet`() throws {
        let list = try LedgerList(try SheetTitle("汇总"), columns: [LedgerColumn.number])
        #expect(throws: Invalid.self) {
            try LedgerLists(
                issues: list, measures: LedgerLists.standard.measures,
                suggestions: LedgerLists.standard.suggestions)
        }
        #expect(throws: Invalid.self) { try SheetTitle.requireUnique([SheetTitle("a"), SheetTitle("A")]) }
    }

    @Test func `our own titles keep the rules`() throws {
        let standard = LedgerLists.standard
        let all =
            SheetTitle.fixed + [standard.issues.title, standard.measures.title, standard.suggestions.title]
        for title in all { #expect(try SheetTitle(title.text) == title) }
        try SheetTitle.requireUnique(all)
    }

    @Test func `a list without columns, or with one twice, is refused`() throws {
        #expect(throws: Invalid.self) { try LedgerList<LedgerColumn>(try SheetTitle("甲"), columns: []) }
        #expect(throws: Invalid.self) {
            try LedgerList(try SheetTitle("甲"), columns: [LedgerColumn.due, .due])
        }
    }
}

struct LedgerColumnTests {
    @Test func `the ledger has 29 columns, 11 of them printed`() {
        #expect(LedgerColumn.allCases.count == 29)
        #expect(
            LedgerColumn.allCases.filter(\.isPrinted).map(\.title) == [
                "序号", "台账编号", "问题描述", "原因分析", "整改优化措施", "工作建议", "责任部门", "整改责任人", "整改时限", "进展",
                "是否销号/销号日期",
            ])
    }

    @Test func `progress that is older than the week says so`() throws {
        let old = try exampleRow {
            $0.course.progress = "已约谈"
            $0.course.progressAt = previousCutoff
        }
        #expect(old.text(of: .progress, since: previousCutoff) == "本周未更新；此前：已约谈（\(previousCutoff.day)）")
        let fresh = try exampleRow {
            $0.course.progress = "已约谈"
            $0.course.progressAt = inWeek
        }
        #expect(fresh.text(of: .progress, since: previousCutoff) == "已约谈（\(inWeek.day)）")
        #expect(try exampleRow().text(of: .progress, since: previousCutoff) == "本周未更新")
        #expect(try exampleRow(phase: .closed).text(of: .progress, since: previousCutoff) == "")
    }

    @Test func `evidence is named after its row and stage, without characters that file systems refuse`()
        throws
    {
        let mark = EvidenceMark(
            digest: Digest(sha256: [UInt8](repeating: 7, count: 32)), stage: .after, kind: "照片",
            fileExtension: "../jpg")
        #expect(mark.fileName(of: "QH-2026/0001", index: 2) == "QH-2026_0001-整改后-2.___jpg")
    }
}

struct LedgerCorrectionTests {
    private func correction(
        _ serial: Int = 1, column: LedgerColumn = .measures, old: String = "统一口径", new: String = "统一指南",
        by: String = "甲", and: String = "乙"
    ) throws -> LedgerCorrection {
        try LedgerCorrection(
            serial: serial, row: "QH-2026-0001", column: column, old: old, new: new,
            reason: Prose("录入有误", "理由"),
            proposedBy: by, confirmedBy: and, at: thisCutoff)
    }

    @Test func `a correction changes the printed cell and nothing that is counted`() throws {
        let row = try exampleRow()
        let mended = try row.corrected(by: [correction(2, old: "统一指南", new: "统一办事指南"), correction()])
        #expect(mended.text(of: .measures) == "统一办事指南")
        #expect(mended.plan == row.plan && mended.standing == row.standing)
    }

    @Test func `a correction of something that does not stand there is refused`() throws {
        let row = try exampleRow()
        let wrong = try correction(old: "别的")
        #expect(throws: Invalid.self) { try row.corrected(by: [wrong]) }
    }

    @Test func `other rows are left alone`() throws {
        let row = try exampleRow("QH-2026-0002")
        #expect(try row.corrected(by: [correction()]) == row)
    }

    @Test func `one person alone, no change, and the number cannot be corrected`() throws {
        #expect(throws: Invalid.self) { try correction(by: "甲", and: "甲") }
        #expect(throws: Invalid.self) { try correction(new: "统一口径") }
        #expect(throws: Invalid.self) { try correction(column: .number) }
        #expect(throws: Invalid.self) { try correction(0) }
    }
}

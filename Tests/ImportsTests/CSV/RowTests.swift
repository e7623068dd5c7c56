import Testing
import Walkthrough

@testable import Imports

@Suite struct `Rows of people's files` {
    private func findings(_ text: String) throws -> [FindingRow] {
        try CSVTable<FindingRow>(Array(text.utf8)).rows
    }

    private func refusal(_ text: String) -> [RowFault] {
        do throws(CSVRefused) {
            _ = try CSVTable<FindingRow>(Array(text.utf8))
            return []
        } catch { return error.faults.elements }
    }

    @Test(arguments: [
        ("2025-04-24", "2025-04-24"), ("2025/4/24", "2025-04-24"), ("2025/4/24 0:00", "2025-04-24"),
        ("2025年4月24日", "2025-04-24"), ("2025.4.4", "2025-04-04"), ("2025-04", "2025-04"),
        ("2025年4月", "2025-04"),
        ("2018", "2018"), ("2018年", "2018"),
    ])
    func `a date keeps the precision it was given with`(_ text: String, _ iso: String) throws {
        let row = try #require(try findings("来源,问题描述,发现日期\n督查,无人应答,\(text)\n").first)
        #expect(row.found?.description == iso)
    }

    @Test(arguments: ["2026-02-30", "2026/2/30", "4月24日", "Apr-25", "45771", "去年"])
    func `a date that does not exist is refused`(_ text: String) {
        let found = refusal("来源,问题描述,发现日期\n督查,无人应答,\(text)\n")
        #expect(found.map(\.line) == [2])
        #expect(found.map(\.title) == ["发现日期"])
    }

    @Test func `a time limit in words is kept and not guessed at`() throws {
        let rows = try findings("来源,问题描述,整改时限\n督查,甲,2011年内\n督查,乙,2026/9/30\n督查,丙,\n督查,丁,长期坚持\n")
        #expect(
            rows.map(\.deadline) == [
                .stated(try Prose("2011年内", "整改时限")), .known(try PartialDay("2026-09-30")), nil,
                .stated(try Prose("长期坚持", "整改时限")),
            ])
        #expect(refusal("来源,问题描述,整改时限\n督查,甲,2026-02-30\n").count == 1)
    }

    @Test func `several channels and departments stand in one cell`() throws {
        let rows = try findings(
            "来源,问题描述,渠道,责任部门\n督查,甲,窗口、热线,医疗保障局、税务局\n督查,乙,,税务局；海关\n督查,丙,小程序,\n")
        #expect(rows.map(\.channels) == [[.window, .hotline], [], [.mini]])
        #expect(rows.map { $0.departments?.names } == [["医疗保障局", "税务局"], ["税务局", "海关"], nil])
        #expect(rows[0].departments?.text.text == "医疗保障局、税务局")
        #expect(refusal("来源,问题描述,渠道\n督查,甲,窗口、微信\n").first?.message.contains("不认识“微信”") == true)
    }

    @Test func `every fault of a row is named at once`() {
        let found = refusal("来源,问题描述,渠道,整改类型,发现日期\n,,飞鸽,改,昨天\n")
        #expect(found.map(\.title) == ["来源", "问题描述", "发现日期", "渠道", "整改类型"])
    }

    @Test func `an old ledger's columns are read beside the finding`() throws {
        let rows = try findings(
            "来源,问题描述,台账编号,状态,责任单位编码,外部系统,外部编号\n12345,无人接听,2024-17,已办结,QH-D27,12345,GD-1\n")
        #expect(rows[0].opening.number == "2024-17")
        #expect(rows[0].opening.state == "已办结")
        #expect(rows[0].opening.unit?.text == "QH-D27")
        #expect(rows[0].opening.externalNumber == "GD-1")
        #expect(refusal("来源,问题描述,外部编号\n12345,无人接听,GD-1\n").count == 1)
    }

    @Test func `two rows with one number are refused, the first named`() {
        let found = refusal("序号,来源,问题描述\n7,督查,甲\n8,督查,乙\n7,督查,丙\n")
        #expect(found.map(\.description) == ["第4行第1列（序号）：“7”与第2行重复。请改正其中一个，或删去重复的行。"])
    }

    @Test func `a unit's code and a person's row are checked`() throws {
        let people = try CSVTable<PersonRow>(
            Array(
                "人员编号,姓名,单位编码,角色,手机号,体验员编号,招募方式,代表委员,聘期起,聘期止\nP-1,示例一,QH-D27,窗口负责人、窗口工作人员,0539-1234567,,,,,\nP-2,示例二,,政务服务体验员,,TY-01,公开征集,人大代表,2026/9/1,2027/8/31\n"
                    .utf8))
        #expect(people.ignored == ["角色"], "roles are granted, not imported")
        #expect(people.rows[1].termThrough == (try Day("2027-08-31")))
        #expect(people.rows[1].mandate == "人大代表")
        #expect(throws: CSVRefused.self) {
            try CSVTable<PersonRow>(Array("人员编号,姓名,手机号\nP-1,示例,1.38E+10\n".utf8))
        }
        #expect(throws: CSVRefused.self) {
            try CSVTable<UnitRow>(Array("单位编码,单位名称,单位类型\nQH D27,某局,部门\n".utf8))
        }
    }

    @Test func `a later check names the row's line and column, too`() throws {
        let table = try CSVTable<UnitRow>(Array("单位编码,单位名称,单位类型,上级编码\nQH-D27,某局,部门,QH\n".utf8))
        let fault = table.fault(line: table.rows[0].line, Invalid("上级编码", "没有“QH”", mend: "请先导入上级"))
        #expect(fault.description == "第2行第4列（上级编码）：没有“QH”。请先导入上级。")
    }
}

@Suite struct `The sample data` {
    private func table<Row: CSVRow>(_ name: String, _ type: Row.Type) throws -> CSVTable<Row> {
        let table = try CSVTable<Row>(packageFile("Sample/\(name).csv"))
        #expect(table.ignored == [])
        #expect(table.encoding == .utf8)
        return table
    }

    @Test func `goes in whole`() throws {
        #expect(try table("units", UnitRow.self).rows.count == 507)
        #expect(try table("service-items", ServiceRow.self).rows.count == 400)
        #expect(try table("one-things", OneThingRow.self).rows.count == 28)
        #expect(try table("findings", FindingRow.self).rows.count == 100)
        #expect(try table("activity-figures", ActivityFigureRow.self).rows.count == 41)
        #expect(try table("ratings-figures", RatingFigureRow.self).rows.count == 33)
    }

    @Test func `goes in whole from GBK as well`() throws {
        let utf8 = try #require(String(validating: packageFile("Sample/findings.csv"), as: UTF8.self))
        let table = try CSVTable<FindingRow>(gbk(utf8))
        #expect(table.encoding == .gb18030)
        #expect(table.rows == (try self.table("findings", FindingRow.self).rows))
    }

    @Test func `keeps what is not known unknown`() throws {
        let findings = try table("findings", FindingRow.self).rows
        #expect(findings.count { $0.found != nil } == 79)
        #expect(findings.count { $0.way != nil } == 58)
        #expect(findings.count { $0.mode != nil } == 56)
        #expect(findings.count { $0.completed != nil } == 8)
        #expect(findings.count { $0.channels.count == 2 } == 1)
        #expect(
            findings.compactMap(\.deadline) == Array(repeating: .stated(try Prose("2011年内", "")), count: 2))
        let services = try table("service-items", ServiceRow.self).rows
        #expect(services.count { $0.isHighFrequency == true } == 13)
        #expect(services.count { $0.isHighFrequency == false } == 0)
        #expect(services.count { !$0.channels.isEmpty } == 12)
        let bundles = try table("one-things", OneThingRow.self).rows
        #expect(bundles.filter { $0.name.text == "企业注销登记（辽宁版）" }.first?.items?.names.count == 7)
    }

    @Test func `is a tree of units with desks on a second line`() throws {
        let units = try table("units", UnitRow.self).rows
        let codes = Set(units.map(\.code))
        #expect(units.allSatisfy { $0.parent.map(codes.contains) ?? ($0.code.text == "QH") })
        #expect(units.compactMap(\.posted).count == 27)
        #expect(units.compactMap(\.posted).allSatisfy(codes.contains))
    }

    @Test func `has findings whose sources all stand in the sources file`() throws {
        let file = String(decoding: try packageFile("ProblemSources.yaml"), as: UTF8.self)
        let sources = try SourceFile.read(file, file: "ProblemSources.yaml").elements
        let names = Set(sources.flatMap { [$0.name.text] + $0.aliases.map(\.text) })
        #expect(try table("findings", FindingRow.self).rows.allSatisfy { names.contains($0.source) })
    }

    @Test func `has rates that our rule prints as its own column says`() throws {
        var checked = 0
        for row in try table("ratings-figures", RatingFigureRow.self).rows {
            guard let numerator = row.numerator, let denominator = row.denominator else {
                #expect(row.neverFull == nil)
                continue
            }
            #expect(try Ratio(numerator, of: denominator).text == row.neverFull)
            checked += 1
        }
        #expect(checked == 28)
    }
}

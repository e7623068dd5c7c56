import Testing
import Walkthrough

@Suite struct `Units` {
    @Test(arguments: SampleCounty.rows)
    func `each row of the sample county is read and keeps its words`(_ row: [String]) throws {
        let unit = try SampleCounty.record(row)
        #expect(unit.code.text == row[0])
        #expect(unit.name.text == row[1])
        #expect(unit.kind.title == row[2])
        #expect((unit.parent?.text ?? "") == row[3])
        #expect((unit.posted?.text ?? "") == row[4])
        #expect((unit.departmentType?.text ?? "") == row[5])
        #expect((unit.deskType?.text ?? "") == row[6])
    }

    @Test func `each kind is read from its title`() throws {
        for kind in UnitKind.allCases { #expect(try UnitKind(title: kind.title) == kind) }
        #expect(try UnitKind(title: " 村(社区)便民服务站 ") == .villageStation)
        #expect(throws: Invalid.self) { try UnitKind(title: "事业单位？") }
    }

    @Test(arguments: [
        ("QH-W042", "QH-D27"), ("QH-ZX", "QH-D27"), ("QH-D27-DC", "QH-D27"), ("QH-D01-DC", "QH-D01"),
        ("QH-JJ", "QH-JJ"), ("QH-YQ1", "QH-YQ1"), ("QH-T01", "QH-T01"), ("QH-T01-V01", "QH-T01"),
        ("QH-T03", "QH-T03"), ("QH", "QH"),
    ])
    func `the institution is the nearest that answers as a whole`(_ unit: String, _ institution: String)
        throws
    {
        let units = try SampleCounty.units()
        #expect(units.institution(of: try UnitCode(unit))?.code.text == institution)
    }

    @Test func `a hall directly under the county is its own institution and checked from outside`() throws {
        var units = try SampleCounty.units()
        units.set(Unit(try SampleCounty.record(["QH-ZX", "政务服务中心", "县级政务大厅", "QH", "", "", ""])))
        let line = units.line(of: try UnitCode("QH-W003"), outsideTypes: try SampleCounty.outside())
        #expect(line.institutions.map(\.text) == ["QH-ZX"])
        #expect(line.needsOutsideCheck)
    }

    @Test func `an unknown unit has no line and is of none`() throws {
        let units = try SampleCounty.units()
        let nowhere = try UnitCode("QH-X99")
        #expect(units.institution(of: nowhere) == nil)
        let line = units.line(of: nowhere, outsideTypes: [])
        #expect(line.institutions.isEmpty)
        #expect(!line.contains(nowhere, in: units))
    }

    @Test func `a parent is needed by every unit but the county`() throws {
        let units = try SampleCounty.units()
        let context = UnitContext(actor: local, county: try UnitCode("QH"), directory: units)
        let orphan = try SampleCounty.record(["QH-D99", "新局", "部门", "", "", "", ""])
        #expect(throws: Refusal.self) { try Unit.decide(.record(orphan), on: nil, in: context) }
        let stray = try SampleCounty.record(["QH-D99", "新局", "部门", "QH-X", "", "", ""])
        #expect(throws: Refusal.self) { try Unit.decide(.record(stray), on: nil, in: context) }
        let placed = try SampleCounty.record(["QH-D99", "新局", "部门", "QH", "", "", ""])
        #expect(try Unit.decide(.record(placed), on: nil, in: context).first == .recorded(placed))
    }

    @Test func `units of one file may name each other in any order, but not in a circle`() throws {
        let county = try UnitCode("QH")
        let child = try SampleCounty.record(["QH-A2", "二科", "内设科室", "QH-A1", "", "", ""])
        let parent = try SampleCounty.record(["QH-A1", "新局", "部门", "QH", "", "", ""])
        let good = UnitOverlay(try SampleCounty.units(), staged: UnitTable([Unit(child), Unit(parent)]))
        let context = UnitContext(actor: local, county: county, directory: good)
        #expect(try Unit.decide(.record(child), on: nil, in: context).count == 1)

        let looped = try SampleCounty.record(["QH-A1", "新局", "部门", "QH-A2", "", "", ""])
        let circle = UnitOverlay(try SampleCounty.units(), staged: UnitTable([Unit(child), Unit(looped)]))
        #expect(circle.path(of: child.code).count == 2)
        let bad = UnitContext(actor: local, county: county, directory: circle)
        #expect(throws: Refusal.self) { try Unit.decide(.record(looped), on: nil, in: bad) }
    }

    @Test func `a tree of more than twelve levels is refused, also by moving a branch`() throws {
        var units = try SampleCounty.units()
        var above = "QH"
        for level in 2...unitDepthLimit {
            let record = try SampleCounty.record(["L\(level)", "第\(level)层", "内设科室", above, "", "", ""])
            try units.checkPlace(of: record, levelsBelow: 0)
            units.set(Unit(record))
            above = record.code.text
        }
        let tooDeep = try SampleCounty.record(["L13", "第13层", "内设科室", above, "", "", ""])
        #expect(throws: Invalid.self) { try units.checkPlace(of: tooDeep, levelsBelow: 0) }
        let branch = try SampleCounty.record(["B", "支", "内设科室", "L10", "", "", ""])
        try units.checkPlace(of: branch, levelsBelow: 1)
        #expect(throws: Invalid.self) { try units.checkPlace(of: branch, levelsBelow: 2) }
    }

    @Test func `whoever has not signed in may import units but not move a line`() throws {
        let units = try SampleCounty.units()
        let state = try #require(units.unit(try UnitCode("QH-W042")))
        let renamed = try SampleCounty.record(["QH-W042", "公安窗口一", "窗口", "QH-PQ2", "QH-D07", "公安局", "部门专区"])
        let moved = try SampleCounty.record(["QH-W042", "公安业务窗口1号", "窗口", "QH-PQ2", "", "公安局", "部门专区"])
        let open = UnitContext(actor: local, county: try UnitCode("QH"), directory: units)
        #expect(try Unit.decide(.record(renamed), on: state, in: open).count == 1)
        #expect(throws: Refusal.self) { try Unit.decide(.record(moved), on: state, in: open) }
        let coordinator = UnitContext(
            actor: try actor("zwb", .coordinator, person: 1), county: try UnitCode("QH"), directory: units)
        #expect(try Unit.decide(.record(moved), on: state, in: coordinator).count == 1)
        let volunteer = UnitContext(
            actor: try actor("ty", .experiencer, person: 2), county: try UnitCode("QH"), directory: units)
        #expect(throws: Refusal.self) { try Unit.decide(.record(renamed), on: state, in: volunteer) }
    }

    @Test func `a closed unit keeps its record, takes no child and can be reopened`() throws {
        var units = try SampleCounty.units()
        let keeper = try actor("zwb", .coordinator, person: 1)
        let county = try UnitCode("QH")
        let town = try #require(units.unit(try UnitCode("QH-T02")))
        let close = UnitCommand.close(on: try Day("2026-09-30"), reason: try prose("并入云溪镇"))
        let busy = UnitContext(actor: keeper, county: county, directory: units, activeChildren: 3)
        #expect(throws: Refusal.self) { try Unit.decide(close, on: town, in: busy) }
        let context = UnitContext(actor: keeper, county: county, directory: units)
        let event = try Unit.decide(close, on: town, in: context).first
        let closed = try #require(Unit.apply(event, to: town))
        #expect(!closed.isActive && closed.name == town.name)
        units.set(closed)
        let child = try SampleCounty.record(["QH-T02-V1", "村", "村便民服务站", "QH-T02", "", "", ""])
        #expect(throws: Invalid.self) { try units.checkPlace(of: child, levelsBelow: 0) }
        let back = try Unit.decide(
            .reopen(on: try Day("2026-10-08"), reason: try prose("恢复")), on: closed, in: context)
        #expect(Unit.apply(back.first, to: closed)?.isActive == true)
        #expect(Unit.apply(event, to: nil) == nil)
    }
}

import Testing
import Walkthrough

@Suite struct `Lines` {
    private func line(_ unit: String) throws -> Line {
        try SampleCounty.units().line(of: try UnitCode(unit), outsideTypes: try SampleCounty.outside())
    }

    @Test(arguments: [
        ("QH-W042", ["QH-D07", "QH-D27"], true), ("QH-W003", ["QH-D27"], true), ("QH-ZX", ["QH-D27"], true),
        ("QH-D27-DC", ["QH-D27"], true), ("QH-D07", ["QH-D07"], false), ("QH-T01-V01", ["QH-T01"], false),
        ("QH-JJ", ["QH-JJ"], false),
    ])
    func `a row's line is its institution and that which posts the staff`(
        _ unit: String, _ institutions: [String], _ outside: Bool
    ) throws {
        let line = try line(unit)
        #expect(line.institutions.map(\.text) == institutions)
        #expect(line.needsOutsideCheck == outside)
    }

    @Test(arguments: [
        // The hall hangs under the bureau whose section checks: meant to be in the line.
        ("QH-W003", "QH-D27-DC", true), ("QH-W042", "QH-D27-DC", true), ("QH-W042", "QH-D07", true),
        ("QH-W042", "QH-W050", true), ("QH-W042", "QH-D01-DC", false), ("QH-W042", "QH-JJ", false),
        ("QH-W042", "QH-D33", false), ("QH-D07", "QH-W042", true), ("QH-D07", "QH-D27", false),
        ("QH-D07", "QH-W003", false), ("QH-T01", "QH-T01-V02", true), ("QH-T01-V01", "QH-T01-V02", true),
        ("QH-T01-V01", "QH-T02", false), ("QH-T01", "QH", false), ("QH-W003", "QH", false),
    ])
    func `who is of the line on either side`(_ row: String, _ unit: String, _ isOfLine: Bool) throws {
        #expect(try line(row).contains(try UnitCode(unit), in: SampleCounty.units()) == isOfLine)
    }

    @Test func `a row of the county itself is not everybody's own`() throws {
        let line = try line("QH")
        let units = try SampleCounty.units()
        #expect(line.contains(try UnitCode("QH"), in: units))
        #expect(!line.contains(try UnitCode("QH-D01-DC"), in: units))
        #expect(!line.contains(try UnitCode("QH-T01"), in: units))
    }

    @Test func `an institution below another belongs to it, not the other way round`() throws {
        var units = try SampleCounty.units()
        units.set(Unit(try SampleCounty.record(["QH-D07-X", "交警大队", "部门", "QH-D07", "", "", ""])))
        let outer = units.line(of: try UnitCode("QH-D07"), outsideTypes: [])
        #expect(outer.contains(try UnitCode("QH-D07-X"), in: units))
        let inner = units.line(of: try UnitCode("QH-D07-X"), outsideTypes: [])
        #expect(!inner.contains(try UnitCode("QH-D07"), in: units))
    }

    @Test(arguments: [
        ("QH", "QH-W042", true), ("QH-D27", "QH-W042", true), ("QH-PQ2", "QH-W042", true),
        ("QH-D07", "QH-W042", true), ("QH-W042", "QH-W042", true), ("QH-D33", "QH-W042", false),
        ("QH-PQ1", "QH-W042", false), ("QH-T01", "QH-T01-V01", true), ("QH-T01", "QH-T02", false),
        ("QH-T01-V01", "QH-T01", false), ("QH-W042", "QH-D07", false),
    ])
    func `a grant reaches what lies below it on either line`(_ grant: String, _ unit: String, _ reaches: Bool)
        throws
    {
        #expect(try SampleCounty.units().covers(try UnitCode(grant), try UnitCode(unit)) == reaches)
    }

    @Test func `desks below an area that a department staffs are on its line`() throws {
        var units = try SampleCounty.units()
        units.set(Unit(try SampleCounty.record(["QH-PQ3", "不动产片区", "片区", "QH-ZX", "QH-D33", "", ""])))
        units.set(Unit(try SampleCounty.record(["QH-W080", "1号", "窗口", "QH-PQ3", "", "", ""])))
        let line = units.line(of: try UnitCode("QH-W080"), outsideTypes: [])
        #expect(line.institutions.map(\.text) == ["QH-D27", "QH-D33"])
    }

    @Test func `the office that is checked from outside is a setting`() throws {
        let units = try SampleCounty.units()
        let types = [try Category("公安局", "部门类型")]
        #expect(units.line(of: try UnitCode("QH-D07"), outsideTypes: types).needsOutsideCheck)
        #expect(!units.line(of: try UnitCode("QH-D27"), outsideTypes: types).needsOutsideCheck)
    }
}

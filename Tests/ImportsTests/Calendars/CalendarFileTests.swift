import Testing
import Walkthrough

@testable import Imports

@Suite struct `A calendar file` {
    static func shipped() throws -> [CalendarYear] {
        try (2023...2026).map {
            try CalendarFile.read(name: "\($0).yaml", bytes: packageFile("Calendars/\($0).yaml"))
        }
    }

    @Test func `of each shipped year agrees day by day with chinesecalendar 1.11.0`() throws {
        let calendar = WorkCalendar(years: try Self.shipped(), revision: "shipped")
        let golden = try packageFile("Tests/ImportsTests/Calendars/Golden/chinesecalendar-1.11.0.txt")
        var days = 0
        for line in String(decoding: golden, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#")
        {
            let parts = line.split(separator: " ")
            let first = try Day("\(parts[0])-01")
            for (offset, mark) in parts[1].enumerated() {
                let day = first.adding(offset)
                #expect(calendar.isWorkday(day) == (mark == "W"), "\(day)")
                #expect(!calendar.status(of: day).isProvisional)
                days += 1
            }
        }
        #expect(days == 1461)
    }

    private func fault(_ text: String) -> CalendarFileFault? {
        do throws(CalendarFileFault) {
            _ = try CalendarFile.read(name: "x.yaml", bytes: Array(text.utf8))
            return nil
        } catch { return error }
    }

    static let head = "year: 2027\nnotice: 通知\nholidays:\n"

    @Test(arguments: [
        ("", 1, "空的"), ("- 1\n", 1, "键: 值"), ("year: 2027\nyear: 2028\n", 1, "写了两次"),
        ("year: 2027\nnotice: 通知\n", 1, "缺少 holidays"), ("yaer: 2027\n", 1, "不认识“yaer”"),
        (head + "  - { name: 元旦, from: 2027-01-01, to: 2027-02-30 }\n", 4, "2027年2月30日不存在"),
        (head + "  - { name: 元旦, from: 2027-01-03, to: 2027-01-01 }\n", 4, "首尾颠倒"),
        (head + "  - { name: 元旦, from: 2027-01-01 }\n", 4, "缺少 to"),
        (head + "  - { name: 元旦, from: 2027-01-01, to: 2027-01-03, 备注: x }\n", 4, "不认识“备注”"),
        (head + "  - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }\nmakeUpDays: [2027-01-04]\n", 4, "本来就上班"),
        ("year: 2027\nnotice: 通知\nholidays: 元旦\n", 3, "应是列表"), ("year: [2027\n", 2, "YAML 写法有误"),
        ("year: &a 2027\nnotice: *a\n", 1, "锚点、别名"), ("year: 二七\nnotice: 通知\nholidays: []\n", 1, "不是年份"),
        ("year: 2027\nnotice: \u{7}\n", 1, "YAML"), ("year: 2027\n---\nyear: 2028\n", 2, "YAML"),
    ])
    func `with a fault is refused at its line`(_ text: String, _ line: Int, _ what: String) {
        let found = fault(text)
        #expect(found?.line == line, "\(String(describing: found))")
        #expect(found?.message.contains(what) == true, "\(String(describing: found))")
    }

    @Test func `that is a bomb, deep, large or no text is refused`() {
        #expect(fault("notice: ['#', &a x, *a]\n")?.message.contains("锚点") == true)
        #expect(fault("a: &a [x]\nb: &b [*a,*a]\n") != nil)
        #expect(fault(String(repeating: "[", count: 60_000)) != nil)
        #expect(fault(String(repeating: "- ", count: 30_000)) != nil)
        #expect(fault(String(repeating: "# x\n", count: 30_000))?.message.contains("64 KB") == true)
        #expect(throws: CalendarFileFault.self) { try CalendarFile.read(name: "x", bytes: [0xFF, 0xFE, 0]) }
    }
}

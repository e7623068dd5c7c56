/// The working days of one year as the State Council's notice sets them: days off and make-up working days.
///
/// A notice may reach a few days into the neighbouring years: that of 2023 begins its 元旦 on 2022-12-31.
public struct CalendarYear: Hashable, Sendable, Codable {
    /// Consecutive days off, both ends included.
    public struct Holiday: Hashable, Sendable, Codable {
        /// A label such as `春节`, at most 20 characters; it is printed beside each day it explains.
        public let name: String
        public let first: Day
        public let last: Day

        /// - Throws: `Invalid` unless `first` ≤ `last`, the range is at most 15 days and the name is a short label.
        public init(_ name: String, from first: Day, through last: Day) throws(Invalid) {
            guard let label = try Prose(name, "节日名称", limit: 20).text, !label.contains("\n") else {
                throw Invalid("节日名称", "不能换行", mend: "请填“春节”这样的短名称")
            }
            guard first <= last else {
                throw Invalid("\(label)放假", "\(first) 至 \(last) 首尾颠倒", mend: "请把较早的一天写在前面")
            }
            guard last.number - first.number < 15 else {
                throw Invalid("\(label)放假", "\(first) 至 \(last) 超过 15 天", mend: "请核对放假通知的起止日期")
            }
            self.name = label
            self.first = first
            self.last = last
        }

        public func contains(_ day: Day) -> Bool { first <= day && day <= last }
    }

    public let year: Int
    /// In order, without overlap.
    public let holidays: [Holiday]
    /// Saturdays and Sundays that are worked, in order.
    public let makeUps: [Day]
    /// The notice that says so: title and number.
    public let notice: Prose

    /// - Throws: `Invalid` for a year that has no day off, ranges that overlap, a make-up day that is no weekend day,
    ///   lies in a range or stands twice, and days more than 14 days outside the year.
    public init(
        year: Int, holidays: [Holiday], makeUps: [Day], notice: Prose
    ) throws(Invalid) {
        guard (1949...2199).contains(year) else {
            throw Invalid("年份", "\(year) 不在 1949 到 2199 之间", mend: "请填四位年份，如 2027")
        }
        let holidays = holidays.sorted { $0.first < $1.first }
        let makeUps = makeUps.sorted()
        guard !holidays.isEmpty else {
            throw Invalid("放假", "\(year)年一个假期也没有", mend: "请按国务院办公厅放假通知逐个填写")
        }
        for (one, next) in zip(holidays, holidays.dropFirst()) where one.last >= next.first {
            throw Invalid("放假", "\(one.name)与\(next.name)在 \(next.first) 重叠", mend: "请核对起止日期")
        }
        let allowed = Self.reach(of: year)
        for day in holidays.flatMap({ [$0.first, $0.last] }) + makeUps where !allowed.contains(day) {
            throw Invalid("日期", "\(day) 不属于\(year)年", mend: "请核对年份，假期只可跨到相邻年份的头尾两周")
        }
        for (index, day) in makeUps.enumerated() {
            guard day.isWeekend else {
                throw Invalid("调休上班", "\(day) 是\(day.weekdayName)，本来就上班", mend: "请只填周六或周日")
            }
            if let holiday = holidays.first(where: { $0.contains(day) }) {
                throw Invalid("调休上班", "\(day) 又在\(holiday.name)假期内", mend: "同一天不能既放假又上班，请核对")
            }
            guard index == 0 || makeUps[index - 1] != day else {
                throw Invalid("调休上班", "\(day) 写了两次", mend: "请删去一个")
            }
        }
        self.year = year
        self.holidays = holidays
        self.makeUps = makeUps
        self.notice = notice
    }

    static func reach(of year: Int) -> ClosedRange<Day> {
        Day.unchecked(year: year, month: 1, day: 1).adding(
            -14)...Day.unchecked(year: year, month: 12, day: 31).adding(14)
    }

}

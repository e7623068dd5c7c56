import Walkthrough

/// The years of domain §7, written apart from the files in `Calendars/`.
enum Years {
    static let y2023 = year(
        2023,
        "2022-12-31 2023-01-02 元旦,2023-01-21 2023-01-27 春节,2023-04-05 2023-04-05 清明节,"
            + "2023-04-29 2023-05-03 劳动节,2023-06-22 2023-06-24 端午节,2023-09-29 2023-10-06 国庆节",
        "2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08")
    static let y2024 = year(
        2024,
        "2024-01-01 2024-01-01 元旦,2024-02-10 2024-02-17 春节,2024-04-04 2024-04-06 清明节,"
            + "2024-05-01 2024-05-05 劳动节,2024-06-10 2024-06-10 端午节,2024-09-15 2024-09-17 中秋节,"
            + "2024-10-01 2024-10-07 国庆节",
        "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12")
    static let y2025 = year(
        2025,
        "2025-01-01 2025-01-01 元旦,2025-01-28 2025-02-04 春节,2025-04-04 2025-04-06 清明节,"
            + "2025-05-01 2025-05-05 劳动节,2025-05-31 2025-06-02 端午节,2025-10-01 2025-10-08 国庆节",
        "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11")
    static let y2026 = year(
        2026,
        "2026-01-01 2026-01-03 元旦,2026-02-15 2026-02-23 春节,2026-04-04 2026-04-06 清明节,"
            + "2026-05-01 2026-05-05 劳动节,2026-06-19 2026-06-21 端午节,2026-09-25 2026-09-27 中秋节,"
            + "2026-10-01 2026-10-07 国庆节",
        "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10")

    static let calendar = WorkCalendar(years: [y2023, y2024, y2025, y2026], revision: "calendar@4")

    static func year(_ year: Int, _ holidays: String, _ makeUps: String) -> CalendarYear {
        try! CalendarYear(
            year: year,
            holidays: holidays.split(separator: ",").map {
                let parts = $0.split(separator: " ")
                return try! CalendarYear.Holiday(
                    String(parts[2]), from: day(parts[0]), through: day(parts[1]))
            },
            makeUps: makeUps.split(separator: " ").map { day($0) }, notice: Prose("\(year)年放假通知", "通知"))
    }
}

func day(_ text: some StringProtocol) -> Day { try! Day(String(text)) }
func week(_ text: String) -> Week { try! Week(text) }

import Imports
import Ledger
import Walkthrough

/// Where a command finds the working days: the store's calendar, or without a store the one in the binary.
struct CalendarSource: Sendable {
    let calendar: @Sendable (GlobalOptions) async throws -> WorkCalendar

    /// The years that were built into the binary.
    static let embedded = CalendarSource { _ in
        WorkCalendar(years: try embeddedYears(), revision: "embedded")
    }

    static func embeddedYears() throws(CalendarFileFault) -> [CalendarYear] {
        var years: [CalendarYear] = []
        for file in EmbeddedFile.inFolder("Calendars") {
            years.append(try CalendarFile.read(name: file.name, bytes: file.bytes))
        }
        return years
    }
}

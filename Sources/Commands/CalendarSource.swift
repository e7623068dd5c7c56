import Imports
import Ledger
import LedgerSQL
import Walkthrough

/// Where a command finds the working days: the store's calendar, or without a store the one in the binary.
struct CalendarSource: Sendable {
    let calendar: @Sendable (GlobalOptions) async throws -> WorkCalendar

    /// The store's calendar where there is a store, else the one in the binary.
    static let live = CalendarSource { global in
        do throws(LedgerError) {
            let ledger = try await LedgerSource(environment: .live).open(global, .live)
            let calendar = try await ledger.ask(ReadCalendar(), by: .local(LedgerSource.user))
            try await ledger.close()
            return calendar
        } catch LedgerError.unknown { return try await embedded.calendar(global) }
    }

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

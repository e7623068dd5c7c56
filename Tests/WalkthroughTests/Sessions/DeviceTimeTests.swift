import Testing
import Walkthrough

@Suite struct `What a device says about time` {
    private let at: Instant

    init() throws { at = try Instant("2026-09-29T10:00:00+08:00") }

    private func isRefused(_ observed: String, _ now: String? = nil) throws -> Bool {
        try Entry.fault(observedAt: Instant(observed), deviceNow: now.map { try Instant($0) }, at: at) != nil
    }

    @Test func `is taken with its clock's error, however large`() throws {
        #expect(Entry.fault(observedAt: nil, deviceNow: at, at: at) == nil)
        #expect(try !isRefused("2026-09-29T09:00:00+08:00"))
        #expect(try !isRefused("1970-01-01T08:00:00+08:00", "1970-01-01T09:00:00+08:00"))
        #expect(try !isRefused("2040-05-01T08:00:00+08:00", "2040-05-02T09:00:00+08:00"))
    }

    @Test func `is refused where nobody can have seen it then`() throws {
        // A day ahead is a clock that nobody set; more is a wrong date.
        #expect(try !isRefused("2026-09-30T10:00:00+08:00"))
        #expect(try isRefused("2026-09-30T10:00:01+08:00"))
        #expect(try isRefused("2016-09-28T09:00:00+08:00"))
        #expect(try !isRefused("2016-09-28T10:00:00+08:00"))
        #expect(try isRefused("2199-12-31T00:00:00+08:00", "1900-01-01T00:00:00+08:00"))
    }
}

import Testing
import Walkthrough

@Suite struct `Vocabulary` {
    @Test(arguments: [
        "2026-02-30", "2025-02-29", "2026-13-01", "2026-9-30", "26-09-30", "2026-09-30 ", "二〇二六",
    ])
    func `a day that the calendar does not have is refused`(_ text: String) {
        #expect(throws: Invalid.self) { try Day(text) }
    }
}

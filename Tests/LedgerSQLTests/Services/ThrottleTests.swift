import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("How often one may try") struct ThrottleTests {
    private let limit = Throttle("test", limit: 3, per: Throttle.minute)

    /// Seconds to wait, or `nil` if the try was let in.
    private func attempt(_ ledger: Ledger, _ throttle: Throttle, _ subject: String) async throws -> Int? {
        do {
            try await ledger.admit(throttle, subject)
            return nil
        } catch LedgerError.tooMany(let seconds, _) { return seconds }
    }

    @Test func `past the limit one waits until the window ends, and each subject has his own`() async throws {
        try await TestLedger.use { test in
            for _ in 0..<3 {
                let wait = try await attempt(test.ledger, limit, "10.0.0.1")
                #expect(wait == nil)
            }
            test.clock.now = test.clock.now.adding(milliseconds: 20_500)
            #expect(try await attempt(test.ledger, limit, "10.0.0.1") == 40)
            #expect(try await attempt(test.ledger, limit, "10.0.0.2") == nil)
            let other = Throttle("other", limit: 3, per: Throttle.minute)
            #expect(try await attempt(test.ledger, other, "10.0.0.1") == nil)
            test.clock.now = test.clock.now.adding(milliseconds: 39_500)
            for _ in 0..<3 { #expect(try await attempt(test.ledger, limit, "10.0.0.1") == nil) }
            #expect(try await attempt(test.ledger, limit, "10.0.0.1") == 60)
        }
    }

    @Test func `zero switches the limit off`() async throws {
        try await TestLedger.use { test in
            let off = Throttle("test", limit: 0, per: Throttle.minute)
            for _ in 0..<5 {
                let wait = try await attempt(test.ledger, off, "x")
                #expect(wait == nil)
            }
            #expect(try await test.place.look("SELECT key FROM throttle").isEmpty)
        }
    }

    @Test func `tries on several nodes at once are all counted, and the store holds no address`() async throws
    {
        try await TestLedger.use { test in
            let nodes = [test.ledger, try await test.reopened()]
            let limit = limit
            let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<12 {
                    group.addTask { try await attempt(nodes[index % 2], limit, "10.0.0.9") == nil }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(admitted == 3)
            let keys = try await test.place.look("SELECT key FROM throttle")
            #expect(keys.count == 1 && !keys[0].contains("10.0.0.9"))
            try await nodes[1].close()
        }
    }

    @Test func `what ended long ago is swept away`() async throws {
        try await TestLedger.use { test in
            #expect(try await attempt(test.ledger, limit, "x") == nil)
            test.clock.advance(hours: 24 * 8)
            _ = try await test.ledger.sweep(by: .local("tester"))
            #expect(try await test.place.look("SELECT key FROM throttle").isEmpty)
        }
    }
}

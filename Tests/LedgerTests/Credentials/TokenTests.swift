import Testing
import Walkthrough

@testable import Ledger

@Suite struct `Tokens and lockout` {
    @Test func `a token comes back from its text and is stored as a digest`() throws {
        let token = try OpaqueToken(random: Array(repeating: 0xA7, count: 32))
        #expect(token.text.hasPrefix("pz_") && token.text.utf8.count == 46)
        #expect(try OpaqueToken(token.text).digest == token.digest)
        #expect(!token.digest.text.contains(token.text.dropFirst(3)))
        #expect(throws: Invalid.self) { try OpaqueToken(random: [1, 2, 3]) }
    }

    @Test(arguments: [
        "", "pz_", "pz_!!!!", "xx_" + String(repeating: "A", count: 43),
        "pz_" + String(repeating: "B", count: 43),
    ])
    func `what is no token is refused`(_ text: String) {
        #expect(throws: Invalid.self) { try OpaqueToken(text) }
    }

    @Test func `bytes of every length come back from base64url`() {
        for length in 0...40 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.encode(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(Base64URL.decode("A") == nil && Base64URL.decode("AB=") == nil)
    }

    @Test func `the fifth failure locks, and each lock is longer up to an hour`() {
        var now = Instant(milliseconds: 1_788_000_000_000)
        var lockout = Lockout()
        for _ in 1...4 {
            lockout = lockout.failing(at: now, tries: 5, minutes: 5)
            #expect(lockout.wait(at: now) == nil)
        }
        var waits: [Int] = []
        for _ in 5...10 {
            lockout = lockout.failing(at: now, tries: 5, minutes: 5)
            waits.append(lockout.wait(at: now) ?? 0)
            #expect(lockout.failing(at: now, tries: 5, minutes: 5) == lockout)
            now = lockout.lockedUntil ?? now
        }
        #expect(waits == [300, 600, 1200, 2400, 3600, 3600])
        #expect(lockout.wait(at: now) == nil)
        #expect(Lockout.open.failures == 0)
    }

    @Test func `a day without failure is forgiven`() {
        let start = Instant(milliseconds: 1_788_000_000_000)
        let before = Lockout(failures: 4, lockedUntil: start)
        let later = Instant(milliseconds: start.milliseconds + 86_400_001)
        #expect(before.failing(at: later, tries: 5, minutes: 5).failures == 1)
    }
}

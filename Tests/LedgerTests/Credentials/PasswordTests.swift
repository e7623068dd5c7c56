import Testing
import Walkthrough

@testable import Ledger

@Suite struct `Passwords` {
    /// Cheap, for tests; the cost is stored with each hash.
    private static func cheap() throws -> PasswordHash.Cost { try PasswordHash.Cost(n: 16, r: 1, p: 1) }

    @Test func `a password matches its own hash only, also after a round trip through text`() async throws {
        let salt = Array(UInt8(1)...16)
        let hash = try await PasswordHash.make("Qh-2026 走流程", salt: salt, cost: try Self.cheap())
        let stored = try PasswordHash(hash.description)
        #expect(stored == hash && stored.description.hasPrefix("scrypt$16$1$1$"))
        #expect(try await stored.matches("Qh-2026 走流程"))
        #expect(try await stored.matches("Ｑh-２０２６　走流程"))
        #expect(try await !stored.matches("Qh-2026 走流程 "))
        #expect(!stored.description.contains("2026"))
        let other = try await PasswordHash.make("Qh-2026 走流程", salt: salt.reversed(), cost: try Self.cheap())
        #expect(other.description != hash.description)
        #expect(stored.isOutdated() && !PasswordHash.unmatched.isOutdated())
    }

    @Test func `the derivation is scrypt as published`() async throws {
        // RFC 7914 §12: "pleaseletmein", "SodiumChloride", n 16384, r 8, p 1; the first 32 bytes.
        let hash = try await PasswordHash.make(
            "pleaseletmein", salt: Array("SodiumChloride".utf8),
            cost: try PasswordHash.Cost(n: 16_384, r: 8, p: 1))
        let hex = hash.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
    }

    @Test(arguments: [
        "", "scrypt$16$1$1$AAAA$BBBB", "scrypt$15$1$1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", "bcrypt$16$1$1$AAAA$AAAA",
        "scrypt$1073741824$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func `a damaged or monstrous record is refused, not derived`(_ text: String) {
        #expect(throws: Invalid.self) { try PasswordHash(text) }
    }

    @Test(arguments: ["Qh-2026x", "走流程Abc好办", "correct Horse 7", "aB3!eF6#"])
    func `a password of three kinds of characters is taken`(_ password: String) {
        #expect(throws: Never.self) { try PasswordRules.check(password, account: "clerk01", minimum: 8) }
    }

    @Test(arguments: [
        "Ab1!", "abcdefgh1", "ABCDEFGH", "12345678", "clerk01A!", "Clerk01", "P@ssw0rd", "Password123!",
        "Admin123!",
        "Qwerty!2026", "Aa1!Aa1!", "Abc12345!", "1qaz@WSX", "Zxcvbn_88", "Qh-2026\u{7}x",
    ])
    func `a short, simple, known or own-name password is refused, and the message does not repeat it`(
        _ password: String
    ) {
        let error = #expect(throws: Invalid.self) {
            try PasswordRules.check(password, account: "clerk01", minimum: 8)
        }
        #expect(error?.description.contains(password) == false)
    }

    @Test func `the shortest length is a setting`() {
        #expect(throws: Invalid.self) { try PasswordRules.check("Qh-2026x", account: "a", minimum: 12) }
    }

    @Test func `comparison sees every difference`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([0, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }
}

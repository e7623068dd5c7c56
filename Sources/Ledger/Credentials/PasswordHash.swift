import Crypto
import CryptoExtras
public import Walkthrough

/// A scrypt hash with its salt and parameters, as text: `scrypt$n$r$p$salt$hash`, the last two in base64url.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// The cost of one derivation (RFC 7914): memory is 128·n·r bytes.
    public struct Cost: Hashable, Sendable {
        public let n: Int
        public let r: Int
        public let p: Int

        /// - Throws: `Invalid` for numbers that scrypt does not take, or that need more than 256 MB.
        public init(n: Int, r: Int, p: Int) throws(Invalid) {
            guard n >= 2, n & (n - 1) == 0, (1...64).contains(r), (1...16).contains(p), n <= 1 << 20,
                128 * n * r <= 256 << 20
            else { throw Invalid("密码参数", "n=\(n) r=\(r) p=\(p) 不可用", mend: "请用 2 的幂和合理的大小") }
            self.n = n
            self.r = r
            self.p = p
        }

        private init(unchecked n: Int, _ r: Int, _ p: Int) {
            self.n = n
            self.r = r
            self.p = p
        }

        /// 32 MB and three passes, one of the settings that OWASP recommends for scrypt.
        public static let standard = Cost(unchecked: 1 << 15, 8, 3)
    }

    public static let saltLength = 16
    static let hashLength = 32

    public let cost: Cost
    public let salt: [UInt8]
    let hash: [UInt8]

    init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Parses the stored text.
    public init(_ text: String) throws(Invalid) {
        let invalid = Invalid("密码记录", "格式不对", mend: "请重设该账号的密码")
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let n = Int(parts[1]), let r = Int(parts[2]),
            let p = Int(parts[3]), let salt = Base64URL.decode(parts[4]),
            let hash = Base64URL.decode(parts[5]),
            (8...64).contains(salt.count), hash.count == Self.hashLength
        else { throw invalid }
        self.init(cost: try Cost(n: n, r: r, p: p), salt: salt, hash: hash)
    }

    public var description: String {
        "scrypt$\(cost.n)$\(cost.r)$\(cost.p)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
    }

    /// Hashes a password. Runs for a tenth of a second and more on a thread of a pool.
    /// - Parameter salt: `saltLength` random bytes.
    public static func make(
        _ password: String, salt: [UInt8], cost: Cost = .standard
    ) async throws -> PasswordHash {
        let hash = try await DerivationPool.run { try derive(password, salt: salt, cost: cost) }
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    /// Whether `password` is the one that was hashed; takes as long for a wrong one.
    public func matches(_ password: String) async throws -> Bool {
        let candidate = try await DerivationPool.run { [salt, cost] in
            try Self.derive(password, salt: salt, cost: cost)
        }
        return constantTimeEqual(candidate, hash)
    }

    /// Whether the hash was made at another cost than today's and should be made anew at the next sign-in.
    public func isOutdated(for cost: Cost = .standard) -> Bool { self.cost != cost }

    /// A hash that no password matches, at the standard cost: checked for unknown accounts, so that the time of an answer
    /// does not tell which accounts exist.
    public static let unmatched = PasswordHash(
        cost: .standard, salt: Array(repeating: 0, count: saltLength),
        hash: Array(repeating: 0, count: hashLength))

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) throws -> [UInt8] {
        let bytes = Array(PasswordRules.normal(password).utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: hashLength, rounds: cost.n, blockSize: cost.r,
            parallelism: cost.p)
        return key.withUnsafeBytes { Array($0) }
    }
}

/// Compares without stopping at the first difference; only the length may show.
func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(a, b) { difference |= left ^ right }
    return difference == 0
}

import Crypto
public import Walkthrough

/// A bearer token: `pz_` and 32 random bytes in base64url. It means nothing by itself; only its digest is stored, and
/// whoever reads the store cannot use it.
public struct OpaqueToken: Sendable {
    public static let byteCount = 32
    private static let prefix = "pz_"

    private let bytes: [UInt8]

    /// - Parameter random: 32 bytes from the environment's generator.
    public init(random: [UInt8]) throws(Invalid) {
        guard random.count == Self.byteCount else {
            throw Invalid("令牌", "要 \(Self.byteCount) 个随机字节，给了 \(random.count) 个", mend: "请重试")
        }
        bytes = random
    }

    /// Parses what a client presents.
    public init(_ text: String) throws(Invalid) {
        guard text.hasPrefix(Self.prefix), let bytes = Base64URL.decode(text.dropFirst(Self.prefix.count)),
            bytes.count == Self.byteCount
        else { throw Invalid("令牌", "格式不对", mend: "请粘贴签发时显示的整串文字，以 pz_ 开头") }
        self.bytes = bytes
    }

    /// What the holder keeps; shown once.
    public var text: String { Self.prefix + Base64URL.encode(bytes) }

    /// What the store keeps. A plain digest is enough, since nobody can guess 256 random bits.
    public var digest: Walkthrough.Digest { Walkthrough.Digest(sha256: SHA256.hash(data: bytes)) }
}

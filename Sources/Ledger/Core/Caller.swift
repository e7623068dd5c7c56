public import Walkthrough

/// Who calls, as far as a front could tell; the library decides in the transaction what that is worth (decisions 2).
public struct Caller: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case local(String)
        case claimed(AccountName)
        case verified(AccountName, Authentication)
        case token(Digest)
        case publicDoor
    }

    let kind: Kind

    /// The operating system's user: reads, imports and files.
    public static func local(_ user: String) -> Caller { Caller(kind: .local(user)) }

    /// An account without proof: enough in a demo store, refused in any other.
    public static func claimed(_ account: AccountName) -> Caller { Caller(kind: .claimed(account)) }

    /// Whoever comes in by an e码: no account, no proof, and nothing but the services made for the public.
    public static let publicDoor = Caller(kind: .publicDoor)

    /// The holder of a token.
    /// - Throws: `LedgerError.unauthenticated` for a text that is no token.
    public static func token(_ text: String) throws(LedgerError) -> Caller {
        do {
            return Caller(kind: .token(try OpaqueToken(text).digest))
        } catch { throw .unauthenticated("令牌的格式不对；请检查 PEIZOU_TOKEN，或重新登录") }
    }

    /// What the access log calls somebody whose account could not be resolved.
    var label: String {
        switch kind {
        case .local(let user): "local:\(user)"
        case .claimed(let name), .verified(let name, _): name.text
        case .token: "token"
        case .publicDoor: Actor.publicAccount
        }
    }
}

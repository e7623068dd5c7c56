import Crypto
public import Walkthrough

/// Issues a personal card; the one before it and its sessions end.
struct RecordCard: LedgerCommand {
    static let act = "发个人卡"

    let name: AccountName
    let id: ID<TokenIssued>
    let digest: Walkthrough.Digest

    var action: Action { .issueCard }

    func run(in work: CommandTransaction) throws -> Instant {
        let account = try work.existing(Account.self, name.text, "账号 \(name)").state
        let person = try account.person.flatMap { try work.read.state(Person.self, $0.text)?.state }
        let latest = work.at.adding(milliseconds: Int64(try work.settings().cardDays) * Throttle.day)
        let expires = min(latest, person?.appointment?.endsAt ?? latest)
        _ = try work.act(on: name, .issueCard(id, expires: expires), person: person)
        try work.write.revokeTokens(of: name.text, .ofCard)
        try work.write.setToken(
            TokenRecord(
                digest: digest, account: name.text, scopes: [], issuedAt: work.at, expiresAt: expires,
                id: id.text, purpose: .card))
        return expires
    }
}

/// A random key that a device makes once and keeps: with it a card opens on this device only.
public struct DeviceKey: Hashable, Sendable {
    let digest: Walkthrough.Digest

    /// - Parameter text: at least 128 random bits: 22 to 128 letters, digits, `-` and `_`.
    public init(_ text: String) throws(Invalid) {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
                || $0 == 95
        }
        guard isPlain, (22...128).contains(text.utf8.count) else {
            throw Invalid("设备密钥", "格式不对", mend: "请用 22 到 128 个字母、数字、- 或 _ 组成的随机数")
        }
        digest = Walkthrough.Digest(sha256: SHA256.hash(data: Array("device\u{1F}\(text)".utf8)))
    }
}

extension Ledger {
    /// A personal card as whoever hands it out gets it; the secret is shown once and stored nowhere.
    public struct IssuedCard: Codable, Hashable, Sendable {
        public let card: String
        public let account: String
        /// The last moment for opening it; on the device that opened it, it lasts as long as the term.
        public let expires: Instant
    }

    /// Issues a personal card for a 体验员.
    public func issueCard(of account: String, by caller: Caller) async throws(LedgerError) -> IssuedCard {
        do {
            let name = try AccountName(account)
            let token = try OpaqueToken(random: randomBytes(OpaqueToken.byteCount))
            let expires = try await perform(
                RecordCard(name: name, id: environment.newID(), digest: token.digest), by: caller)
            return IssuedCard(card: token.text, account: name.text, expires: expires)
        } catch { throw Self.fault(error, environment) }
    }

    /// Signs in by a personal card. The first device that opens it is the only one from then on; the session reads and
    /// files what is the 体验员's own.
    /// - Parameters:
    ///   - card: the secret of the link.
    ///   - device: see `DeviceKey`.
    ///   - address: as for a password.
    /// - Throws: `invalid` for a device key that is none, `unauthenticated` for a card that is unknown, replaced, too old or
    ///   another device's, `tooMany` while the address has to wait.
    public func signIn(
        card: String, device: String, address: String? = nil
    ) async throws(LedgerError) -> IssuedSession {
        do {
            let device = try DeviceKey(device).digest
            try await admit(address)
            guard let digest = try? OpaqueToken(card).digest else { throw Self.noCard }
            let token = try OpaqueToken(random: randomBytes(OpaqueToken.byteCount))
            let id: ID<TokenIssued> = environment.newID()
            return try await store.write { transaction in
                let name = try transaction.open(digest, on: device)
                let session = try transaction.session(
                    token, id, of: name, transaction.settings(), device: device)
                // Nobody is let in whose term is over.
                _ = try transaction.identity(of: .token(token.text), at: transaction.at)
                return session
            }
        } catch {
            let fault = Self.fault(error, environment)
            if fault.isWorthLogging { await note("登录", subject: "个人卡", .publicDoor, fault) }
            throw fault
        }
    }

    static let noCard = LedgerError.unauthenticated("个人卡无效或已作废；请联系政务办重新发卡")
}

extension WriteTransaction {
    /// The account of a card that opens on `device`, bound to it now if it was to none.
    fileprivate func open(_ digest: Walkthrough.Digest, on device: Walkthrough.Digest) throws -> AccountName {
        guard let card = try token(digest), card.purpose == .card, card.revokedAt == nil else {
            throw Ledger.noCard
        }
        guard card.expiresAt > at else {
            throw LedgerError.unauthenticated("个人卡已于 \(card.expiresAt.short) 到期；请联系政务办重新发卡")
        }
        let name = try AccountName(card.account)
        if card.device == nil, try bindCard(digest, to: device, until: endOfTerm(of: name) ?? card.expiresAt)
        {
            return name
        }
        guard try token(digest)?.device == device else {
            throw LedgerError.unauthenticated("这张个人卡已绑定另一台设备；换了手机请联系政务办重新发卡")
        }
        return name
    }

    private func endOfTerm(of name: AccountName) throws -> Instant? {
        try state(Account.self, name.text)?.state.person
            .flatMap { try state(Person.self, $0.text)?.state.appointment?.endsAt }
    }
}

public import Walkthrough

/// The ledger of one county: the one door through which every front reads and changes it.
///
/// Every change is a `LedgerCommand` handed to `perform`, which runs it in one transaction: it resolves who acts, decides
/// by the rules of `Walkthrough`, appends the events and updates the projections, and returns when that is durable.
public final class Ledger: Sendable {
    package let store: any Store
    package let vault: EvidenceVault
    package let environment: Environment
    private let sightings = Sightings()

    package init(store: any Store, vault: EvidenceVault, environment: Environment) {
        self.store = store
        self.vault = vault
        self.environment = environment
    }

    /// The county's code, such as `QH`.
    public var county: String { store.county }

    /// Carries out `command`.
    @discardableResult
    public func perform<C: LedgerCommand>(_ command: C, by caller: Caller) async throws(LedgerError)
        -> C.Receipt
    {
        try await perform(command, by: caller, key: nil)
    }

    /// Carries out `command` once, however often it is asked.
    /// - Parameter key: what the client sent so that a repeat gives the first receipt instead of a second act.
    /// - Throws: `LedgerError`; then nothing was recorded but, for a refusal, a line of the access log. Only `uncertain`
    ///   leaves it open.
    package func perform<C: LedgerCommand>(
        _ command: C, by caller: Caller, key: RequestKey?
    ) async throws(LedgerError) -> C.Receipt {
        do {
            let missing = try missing(command.namedEvidence)
            let body: @Sendable (any WriteTransaction) throws -> (C.Receipt, Sighting?) = { transaction in
                let work = try CommandTransaction(
                    transaction, caller: caller, forPassword: C.changesPassword, missing: missing)
                if !C.asksScope { try work.require(C.scope) }
                try work.actor.must(command.action)
                if let key, let known = try transaction.request(key, by: work.actor.account) {
                    guard known.bodyDigest == key.bodyDigest else {
                        throw LedgerError.invalid([
                            Invalid("Idempotency-Key", "这个键已用于内容不同的请求", mend: "请换一个新的键")
                        ])
                    }
                    return (try Receipts.decode(C.Receipt.self, known.receipt), work.sighting)
                }
                let receipt = try command.run(in: work)
                try transaction.rethrow()
                if let key {
                    try transaction.remember(
                        key, by: work.actor.account, receipt: try Receipts.encode(command.kept(receipt)))
                }
                return (receipt, work.sighting)
            }
            let (receipt, sighting) =
                C.isLong ? try await store.writeAlone(body) : try await store.write(body)
            touch(sighting)
            return receipt
        } catch let undone as Undone<C.Receipt> {
            return undone.receipt
        } catch {
            let fault = Self.fault(error, environment)
            // The same request may have come in on another node, and be the reason of the refusal.
            if let key, fault.mayBeOfRepeat,
                let receipt: C.Receipt = await receipt(of: key, by: caller)
            {
                return receipt
            }
            if fault.isWorthLogging(by: caller) {
                await note(C.act, subject: String(command.subject.prefix(60)), caller, fault)
            }
            throw fault
        }
    }

    private func missing(_ named: [Digest]) throws(LedgerError) -> Set<Digest> {
        var missing: Set<Digest> = []
        for digest in Set(named) where try !vault.contains(digest) { missing.insert(digest) }
        return missing
    }

    /// What a request under `key` was answered; `nil` for a new one.
    func receipt<R: Codable & Sendable>(of key: RequestKey, by caller: Caller) async -> R? {
        let now = environment.now()
        let known = try? await store.read { transaction in
            try transaction.request(key, by: transaction.identity(of: caller, at: now).actor.account)
        }
        guard let known = known ?? nil, known.bodyDigest == key.bodyDigest else { return nil }
        return try? Receipts.decode(R.self, known.receipt)
    }

    /// Answers `query` from one moment of the store. A view that must leave a trace is answered when the trace is durable.
    public func ask<Q: LedgerQuery>(_ query: Q, by caller: Caller) async throws(LedgerError) -> Q.Answer {
        let now = environment.now()
        do {
            let (answer, actor, sighting) = try await store.read { transaction in
                let view = try QueryTransaction(transaction, caller: caller, at: now)
                try view.require(.read)
                try view.actor.must(query.action)
                // What does not exist for him is a use of the token, too.
                return (Result { try query.answer(in: view) }, view.actor, view.sighting)
            }
            touch(sighting)
            let found = try answer.get()
            if actor.leavesTrace(of: query.action) {
                let entry = AccessEntry(
                    at: now, account: actor.account, act: Q.act, subject: query.subject, outcome: "ok")
                try await store.write { try $0.noteAccess(entry) }
            }
            return found
        } catch {
            let fault = Self.fault(error, environment)
            if fault.isWorthLogging {
                await note(Q.act, subject: String(query.subject.prefix(60)), caller, fault)
            }
            throw fault
        }
    }

    /// Proves who calls before anything that costs more: a body, an upload.
    /// - Throws: `unauthenticated` for a token that opens nothing.
    package func prove(_ caller: Caller) async throws(LedgerError) {
        let now = environment.now()
        do {
            _ = try await store.read { try $0.identity(of: caller, at: now, forPassword: true) }
        } catch {
            let fault = Self.fault(error, environment)
            if fault.isWorthLogging { await note("登录", caller, fault) }
            throw fault
        }
    }

    /// Notes after the answer that a token was used; nobody waits for it, and where it fails, as on a standby, nobody is
    /// told.
    private func touch(_ sighting: Sighting?) {
        guard let sighting else { return }
        sightings.note(sighting) { [store] in
            try? await store.write { try $0.touchToken(sighting.token, at: $0.at) }
        }
    }

    /// Waits for uses of tokens that are still to be noted.
    package func settle() async { await sightings.settle() }

    public func close() async throws(LedgerError) {
        await sightings.settle()
        do {
            try await store.close()
        } catch { throw Self.fault(error, environment) }
    }

    /// Refused and failed acts stand in the access log, not in the event log (architecture 16).
    package func note(_ act: String, subject: String = "", _ caller: Caller, _ fault: LedgerError) async {
        let (label, outcome) = (caller.label, String(fault.message.prefix(200)))
        var account = label
        if case .token(let digest) = caller.kind {
            // Texts that nobody was given are a flood's: it must not fill the log.
            guard let known = try? await store.read({ try $0.token(digest) }) else { return }
            account = known.account
        }
        try? await store.write { [account] in
            try $0.noteAccess(
                AccessEntry(at: $0.at, account: account, act: act, subject: subject, outcome: outcome))
        }
    }

    static func fault(_ error: any Error, _ environment: Environment) -> LedgerError {
        switch error {
        case let error as LedgerError: return error
        case let error as Refusal: return LedgerError(error)
        case let error as Invalid: return .invalid([error])
        case is CancellationError: return .unavailable(retryAfter: 1, "已取消，没有记录任何内容")
        default:
            let reference = String(environment.random() & 0xFFFF_FFFF, radix: 36)
            return .internalFault(reference: reference, "\(error)")
        }
    }
}

extension LedgerError {
    /// Whoever may not ask is given no receipt either. And whoever has just waited for a store in vain need not wait a
    /// second time: nothing was recorded, and the same request key makes a repeat harmless.
    var mayBeOfRepeat: Bool {
        switch self {
        case .unavailable, .unauthenticated, .passwordMustChange, .notPermitted, .tooMany: false
        case .malformed, .invalid, .notPossible, .preconditionMissing, .stale, .unknown, .tooLarge,
            .unsupportedType, .uncertain, .unusableStore, .internalFault:
            true
        }
    }

    /// A flood at the public door must not fill the log.
    fileprivate func isWorthLogging(by caller: Caller) -> Bool {
        if case .tooMany = self, caller == .publicDoor { return false }
        return isWorthLogging
    }

    /// Refusals of rights and proof, which an auditor asks about.
    var isWorthLogging: Bool {
        switch self {
        case .unauthenticated, .passwordMustChange, .notPermitted, .tooMany, .internalFault: true
        case .malformed, .invalid, .notPossible, .preconditionMissing, .stale, .unknown, .tooLarge,
            .unsupportedType,
            .unavailable, .uncertain, .unusableStore:
            false
        }
    }
}

extension Ledger {
    /// Whether the store was made by `demo`: there an account's name is proof enough, and every export says 演示.
    public func isDemo() async throws(LedgerError) -> Bool {
        do {
            return try await store.read { $0.county.isDemo }
        } catch { throw Self.fault(error, environment) }
    }
}

extension Ledger {
    /// The most bytes that one evidence file may have, by the county's settings.
    package func evidenceLimit() async throws(LedgerError) -> Int {
        do {
            return try await store.read { try $0.settings().evidenceBytes }
        } catch { throw Self.fault(error, environment) }
    }
}

extension Ledger {
    /// An id for something that a client is about to record.
    public func newID<Entity>(_ type: Entity.Type = Entity.self) -> ID<Entity> { environment.newID(type) }
}

extension Ledger {
    /// The time by this ledger's clock.
    public var now: Instant { environment.now() }
}

/// What happened to the store as a whole: its founding, its seals, restores, and erasures by law.
public struct StoreLog: Codable, Equatable, Sendable {
    public let founded: StoreFounded
    public internal(set) var lastSeal: StoreSealed?
    public internal(set) var restores: [StoreRestored] = []
    public internal(set) var erasures: [Erasure] = []
    /// Who receives clues of misconduct (decisions 4).
    public internal(set) var clueOfficers: ClueCase.Officers?
    /// Who takes an officer's place where a clue is about the officer's own institution, in this order.
    public internal(set) var clueReserves: [ID<Person>] = []

    /// One erasure, from its proposal to the end.
    public struct Erasure: Codable, Equatable, Sendable {
        public let proposal: ErasureProposed
        public internal(set) var outcome: Outcome?

        public enum Outcome: Codable, Equatable, Sendable {
            case done(by: Act, on: Day)
            case declined(by: Act, reason: Prose)
        }

        public var isDone: Bool {
            switch outcome {
            case .done: true
            case .declined, nil: false
            }
        }
    }

    public static let id = "log"

    /// What was erased by law: the store tells it from what was altered.
    public var erased: [Erasure] { erasures.filter(\.isDone) }
}

/// What is to be erased: the typed fields of one event, or a file of the vault.
public enum ErasureTarget: Hashable, Sendable, Codable {
    /// No field means all of the event's.
    case texts(stream: StreamID, version: Int, fields: [String])
    case evidence(Digest)

    public var title: String {
        switch self {
        case .texts(let stream, let version, let fields):
            "\(stream) 第 \(version) 条" + (fields.isEmpty ? "的全部文字" : "的 \(fields.joined(separator: "、"))")
        case .evidence(let digest): "佐证 \(digest.text)"
        }
    }
}

public enum ErasureCommand: Equatable, Sendable {
    case propose(ErasureTarget, reason: Prose, ground: Prose)
    case confirm(number: Int)
    case decline(number: Int, reason: Prose)
}

extension StoreLog: Aggregate {
    public static var streamKind: StreamID.Kind { .store }

    public static func replay(_ event: StoreEvent, at: Instant, stream: String, onto state: StoreLog?)
        -> StoreLog?
    {
        if case .founded(let founded) = event { return state ?? StoreLog(founded: founded) }
        guard var log = state else { return nil }
        switch event {
        case .founded: break
        case .sealed(let sealed): log.lastSeal = sealed
        case .clueOfficersAppointed(let appointed):
            log.clueOfficers = appointed.officers
            log.clueReserves = appointed.reserves
        case .restored(let restored): log.restores.append(restored)
        case .erasureProposed(let proposal): log.erasures.append(Erasure(proposal: proposal, outcome: nil))
        case .erasureConfirmed(let confirmed):
            log.settle(confirmed.number, as: .done(by: confirmed.by, on: confirmed.on))
        case .erasureDeclined(let declined):
            log.settle(declined.number, as: .declined(by: declined.by, reason: declined.reason))
        }
        return log
    }

    private mutating func settle(_ number: Int, as outcome: Erasure.Outcome) {
        guard let index = erasures.firstIndex(where: { $0.proposal.number == number }) else { return }
        erasures[index].outcome = outcome
    }

    /// Two proven persons: a coordinator, supervisor or reviewer asks, and another of them confirms (decisions 1).
    public func decide(_ command: ErasureCommand, actor: Actor, today: Day) throws(Refusal) -> NonEmpty<
        StoreEvent
    > {
        try actor.must(.erase)
        guard actor.person != nil else { throw .notPermitted("依法删除要由实名的人办理，请用绑定到本人的账号登录") }
        let act = Act(account: actor.account, person: actor.person, forLine: false)
        switch command {
        case .propose(let target, let reason, let ground):
            if erasures.contains(where: { $0.outcome == nil && $0.proposal.target == target }) {
                throw .notPossible("同一内容的删除申请正在等待复核")
            }
            return NonEmpty(
                .erasureProposed(
                    ErasureProposed(
                        number: erasures.count + 1, target: target, reason: reason, ground: ground, by: act)))
        case .confirm(let number):
            let proposal = try pending(number)
            guard !proposal.by.isSamePerson(as: act) else {
                throw .notPermitted("依法删除要双人复核，申请人不能自己复核；请由另一人复核")
            }
            return NonEmpty(.erasureConfirmed(ErasureConfirmed(number: number, by: act, on: today)))
        case .decline(let number, let reason):
            _ = try pending(number)
            return NonEmpty(.erasureDeclined(ErasureDeclined(number: number, reason: reason, by: act)))
        }
    }

    /// A proven coordinator or supervisor names the two who receive clues and who stands in for them, not himself.
    public func appoint(
        _ officers: ClueCase.Officers, reserves: [ID<Person>] = [], actor: Actor
    ) throws(Refusal) -> NonEmpty<StoreEvent> {
        guard actor.reach(for: .nameClueOfficers) == .county else {
            throw actor.refusal(of: .nameClueOfficers)
        }
        let all = officers.both + reserves
        guard Set(all).count == all.count, reserves.count <= 4 else {
            throw .invalid("受理人", "候补与受理人重复，或候补超过 4 人", mend: "请指定不同的人，候补最多 4 人")
        }
        if let person = actor.person, all.contains(person) {
            throw .notPermitted("不能指定自己为受理人，请由他人指定")
        }
        let act = Act(account: actor.account, person: actor.person, forLine: false)
        return NonEmpty(
            .clueOfficersAppointed(ClueOfficersAppointed(officers: officers, reserves: reserves, by: act)))
    }

    private func pending(_ number: Int) throws(Refusal) -> ErasureProposed {
        guard let erasure = erasures.first(where: { $0.proposal.number == number }) else {
            throw .unknown("没有第 \(number) 号删除申请")
        }
        guard erasure.outcome == nil else { throw .notPossible("第 \(number) 号删除申请已经处理过") }
        return erasure.proposal
    }
}

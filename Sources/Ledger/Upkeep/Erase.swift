public import Walkthrough

/// Erasure by law, in two steps by two persons (decisions 1). Confirming removes texts with their salts; the file of an
/// evidence is removed by `Ledger.erase` after this is durable.
public struct Erase: LedgerCommand {
    public static let act = "依法删除"

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: Int
        /// The file to take out of the vault now.
        public let evidence: Digest?
    }

    public let command: ErasureCommand

    public init(_ command: ErasureCommand) { self.command = command }

    public var action: Action { .erase }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let log = try work.existing(StoreLog.self, StoreLog.id, "这个库的记录")
        if case .propose(let target, _, _) = command { try check(target, in: work) }
        let events = try log.state.decide(command, actor: work.actor, today: work.today)
        let after = try work.write.append(
            StoreLog.self, StoreLog.id, events, by: work.actor, expected: log.version)
        switch command {
        case .propose: return Receipt(number: after.state.erasures.count, evidence: nil)
        case .decline(let number, _): return Receipt(number: number, evidence: nil)
        case .confirm(let number):
            guard let erasure = after.state.erasures.first(where: { $0.proposal.number == number }) else {
                throw LedgerError.unknown("没有第 \(number) 号删除申请")
            }
            switch erasure.proposal.target {
            case .texts(let stream, let version, let fields):
                try work.write.eraseTexts(stream, record: version, fields: fields)
                return Receipt(number: number, evidence: nil)
            case .evidence(let digest):
                try work.write.forgetUploads(of: digest)
                return Receipt(number: number, evidence: digest)
            }
        }
    }

    private func check(_ target: ErasureTarget, in work: CommandTransaction) throws {
        switch target {
        case .texts(let stream, let version, let fields):
            if stream.kind == .clue,
                try work.read.state(ClueCase.self, stream.id)?.state.isVisible(to: work.actor.person) != true
            {
                throw LedgerError.unknown("没有 \(stream) 第 \(version) 条；请用 history 核对")
            }
            var found: [String]?
            try work.read.events(of: stream, until: nil) { event, texts in
                if event.version == version { found = texts?.entries.map(\.field) ?? [] }
            }
            guard let found else { throw LedgerError.unknown("没有 \(stream) 第 \(version) 条；请用 history 核对") }
            guard !found.isEmpty else {
                throw LedgerError.notPossible("\(stream) 第 \(version) 条没有文字，或已经删除", allowed: [])
            }
            if let field = fields.first(where: { !found.contains($0) }) {
                throw LedgerError.invalid([
                    Invalid(
                        "栏目", "\(stream) 第 \(version) 条没有“\(field)”",
                        mend: "请从这些里选：\(found.joined(separator: "、"))")
                ])
            }
        case .evidence(let digest):
            guard try work.read.evidenceIsNamed(digest) else {
                throw LedgerError.unknown("没有摘要为 \(digest.text) 的佐证")
            }
        }
    }
}

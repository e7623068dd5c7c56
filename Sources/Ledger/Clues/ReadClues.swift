public import Walkthrough

/// The sealed cases of the actor: filed by him, or his as an officer. Reading is noted in the access log, so it is a
/// command.
public struct ReadClues: LedgerCommand {
    public static let act = "查看线索"
    public static let scope = TokenScope.read

    public struct Line: Codable, Sendable {
        public let id: String
        public let version: Int
        public let clue: ClueCase
    }

    public struct Receipt: Codable, Sendable {
        public let clues: [Line]
        /// The cursor of the next page; `nil` on the last one.
        public let next: String?
    }

    /// One case, or all, newest first.
    public let clue: String?
    public var limit = 50
    public var after: String?

    public init(_ clue: String? = nil) { self.clue = clue }

    public var action: Action { .readClues }

    public func run(in work: CommandTransaction) throws -> Receipt {
        guard work.actor.isProven, let person = work.actor.person else {
            throw LedgerError.notPermitted("线索只给登记人和两名受理人看，请用本人账号登录")
        }
        guard let clue else {
            var query = DocumentQuery(.clue, scopes: [Scope(of: person)])
            query.limit = limit
            query.after = after
            let page = try work.page(query) { try line($0, for: person, in: work) }
            return Receipt(clues: page.items, next: page.next)
        }
        guard let id = try (try? ID<ClueCase>(clue))?.text ?? work.read.id(of: .clue, key: clue),
            let found = try line(id, for: person, in: work)
        else { throw LedgerError.unknown("没有这条线索，请核对编号") }
        return Receipt(clues: [found], next: nil)
    }

    /// The case if `person` sees it; that it was read is noted.
    private func line(_ id: String, for person: ID<Person>, in work: CommandTransaction) throws -> Line? {
        guard let found = try work.read.state(ClueCase.self, id), found.state.isVisible(to: person) else {
            return nil
        }
        try work.write.noteAccess(
            AccessEntry(
                at: work.at, account: work.actor.account, act: Self.act, subject: found.state.number,
                outcome: "ok"))
        return Line(id: id, version: found.version, clue: found.state)
    }
}

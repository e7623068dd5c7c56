public import Walkthrough

/// The accounts with their grants; for administrators and auditors.
public struct ListAccounts: LedgerQuery {
    public static let act = "查看账号"

    public struct Page: Sendable {
        public let items: [Line]
        /// The cursor of the next page; `nil` on the last one.
        public let next: String?
    }

    public struct Line: Sendable {
        public let version: Int
        public let name: String
        public let person: String?
        public let grants: [Grant]
        public let isDisabled: Bool
        public let hasPassword: Bool
        public let tokens: [TokenIssued]
        /// The personal card of a 体验员, the latest.
        public let card: CardIssued?
    }

    public var paging = Paging.all

    public init() {}

    public var action: Action { .readAccounts }

    public func answer(in view: QueryTransaction) throws -> Page {
        let page = try view.page(Account.self, paging) { _ in true }
        return Page(items: try page.items.map(view.line), next: page.next)
    }
}

/// One account.
public struct ShowAccount: LedgerQuery {
    public static let act = "查看账号"

    public let name: AccountName

    public init(_ name: AccountName) { self.name = name }

    public var subject: String { name.text }
    public var action: Action { .readAccounts }

    public func answer(in view: QueryTransaction) throws -> ListAccounts.Line {
        try view.line(view.existing(Account.self, name.text, "这个账号"))
    }
}

extension QueryTransaction {
    fileprivate func line(_ account: Versioned<Account>) throws -> ListAccounts.Line {
        let person = try account.state.person.flatMap { try read.state(Person.self, $0.text)?.state }
        return ListAccounts.Line(
            version: account.version, name: account.state.name.text, person: person?.name.description,
            grants: account.state.grants, isDisabled: account.state.isDisabled,
            hasPassword: account.state.hasPassword, tokens: account.state.tokens, card: account.state.card)
    }
}

/// Who the caller is, what he is trusted with, and how far each action is open to him.
public struct ShowMe: LedgerQuery {
    public static let act = "查看本人账号"

    public struct Answer: Sendable {
        public let account: String
        /// A person as lists name him; `nil` for an account of no person.
        public let person: String?
        public let grants: [Grant]
        public let authentication: Authentication
        /// What the token was issued for; `nil` is everything.
        public let scopes: [TokenScope]?
        public let isDemo: Bool
        /// The actions open to him, by their place in the permission table.
        public let reach: [Action: Reach]
    }

    public init() {}

    public var action: Action { .useOwnAccount }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let actor = view.actor
        let person = try actor.person.flatMap { try view.read.state(Person.self, $0.text)?.state }
        let reach = Dictionary(uniqueKeysWithValues: Action.allCases.map { ($0, actor.reach(for: $0)) })
        return Answer(
            account: actor.account, person: person.map(view.label), grants: actor.grants,
            authentication: actor.authentication, scopes: actor.scopes, isDemo: actor.isDemo,
            reach: reach.filter { $0.value != .none })
    }
}

/// The access log, the newest first: sign-ins, refusals, failures, and what only some may look at (domain §10). For the
/// audit administrator.
public struct ReadAccessLog: LedgerQuery {
    public static let act = "查看访问日志"

    public struct Line: Codable, Hashable, Sendable {
        public let at: Instant
        public let account: String
        public let act: String
        public let subject: String
        /// `ok`, or the message of the refusal.
        public let outcome: String
    }

    public struct Page: Codable, Hashable, Sendable {
        public let entries: [Line]
        /// The cursor of the next page; `nil` at the end.
        public let next: String?
    }

    /// One account only.
    public var account: String?
    /// First and last day, both included.
    public var from: Day?
    public var through: Day?
    /// 1 to 200.
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readAccessLog }

    public func answer(in view: QueryTransaction) throws -> Page {
        guard (1...200).contains(limit) else { throw LedgerError.malformed("每页 1 到 200 条，不能是 \(limit)") }
        var query = AccessQuery()
        query.account = account
        query.from = from.map { Instant($0, hour: 0) }
        query.before = through.map { Instant($0.adding(1), hour: 0) }
        query.limit = limit + 1
        query.after = try after.map { text in
            guard let sequence = Int64(text) else {
                throw LedgerError.malformed("页标“\(text.prefix(40))”不对；请用上一页给的")
            }
            return sequence
        }
        let found = try view.read.accessLog(query)
        let page = found.prefix(limit)
        return Page(
            entries: page.map(\.entry).map {
                Line(at: $0.at, account: $0.account, act: $0.act, subject: $0.subject, outcome: $0.outcome)
            },
            next: found.count > limit ? page.last.map { String($0.sequence) } : nil)
    }
}

public import Walkthrough

/// Drafts the notice of a duty (decisions 21). Whoever drafts it is of a unit that sees it: anything else would be lost to
/// its own author.
public struct DraftNotice: LedgerCommand {
    public static let act = "登记坐班预告"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: String
        public let version: Int
    }

    public let post: Prose
    public let day: Day
    public let window: UnitCode
    public let howTo: Prose
    /// Staff number of whoever sits there.
    public let person: String?

    public init(post: Prose, day: Day, window: UnitCode, howTo: Prose, person: String? = nil) {
        self.post = post
        self.day = day
        self.window = window
        self.howTo = howTo
        self.person = person
    }

    public var action: Action { .draftNotice }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let number = try work.nextNumber("notice", prefix: "Y")
        let draft = NoticeDrafted(
            number: number, post: post, day: day, window: window, howTo: howTo,
            person: try person.map { try work.person($0) })
        let events = try PublishedNotice.decide(
            .draft(draft), on: nil, actor: work.actor, today: work.today, in: DirectoryOf(work.read))
        let after = try work.write.append(PublishedNotice.self, number, events, by: work.actor, expected: 0)
        guard try work.read.sees(.notice, number, in: work.noticeScopes) else {
            throw LedgerError.notPermitted("坐班预告由窗口所属的单位登记，您不在其中；请转告他们")
        }
        return Receipt(number: number, version: after.version)
    }
}

/// Decides whether a notice is public; its time is what the 主官式 gate reads.
public struct DecideNotice: LedgerCommand {
    public static let act = "公开坐班预告"

    public let number: String
    public let value: PublicationDecision.Value
    public let reason: Prose?
    /// The version that the actor saw.
    public let expecting: Int?

    public init(
        _ number: String, _ value: PublicationDecision.Value, reason: Prose? = nil, expecting: Int? = nil
    ) {
        self.number = number
        self.value = value
        self.reason = reason
        self.expecting = expecting
    }

    public var action: Action { .decideNotice }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.visibleNotice(number)
        try work.check(expecting, before.version)
        let events = try PublishedNotice.decide(
            .decide(value, reason: reason), on: before.state, actor: work.actor, today: work.today,
            in: DirectoryOf(work.read))
        let after = try work.write.append(
            PublishedNotice.self, number, events, by: work.actor, expected: before.version)
        return Done(version: after.version)
    }
}

/// Notices that the actor may see, newest first: those of his units, and all that are public.
public struct ListNotices: LedgerQuery {
    public static let act = "查看坐班预告"

    public struct Line: Sendable {
        public let notice: PublishedNotice
        public let version: Int
        public let windowName: String?
    }

    /// What was decided; `nil` for all, drafts included.
    public var decision: PublicationDecision.Value?
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readNotices }

    public func answer(in view: QueryTransaction) throws -> Page<Line> {
        var query = DocumentQuery(.notice, scopes: view.noticeScopes)
        query.state = decision?.rawValue
        query.limit = limit
        query.after = after
        return try view.page(query) { number in
            try view.read.state(PublishedNotice.self, number).map(view.line)
        }
    }
}

/// One notice, by its number.
public struct ShowNotice: LedgerQuery {
    public static let act = "查看坐班预告"

    public let number: String

    public init(_ number: String) { self.number = number }

    public var subject: String { number }
    public var action: Action { .readNotices }

    public func answer(in view: QueryTransaction) throws -> ListNotices.Line {
        view.line(try view.visibleNotice(number))
    }
}

extension QueryTransaction {
    /// What is public everybody sees, of whatever period.
    fileprivate var noticeScopes: [Scope] { read.scopes(of: actor, for: .readNotices) + [Scope("public")] }

    /// The notice of a number, if the actor sees it.
    fileprivate func visibleNotice(_ number: String) throws -> Versioned<PublishedNotice> {
        guard let found = try read.state(PublishedNotice.self, number),
            try read.sees(.notice, number, in: noticeScopes)
        else { throw LedgerError.unknown("没有“\(number.prefix(40))”这份预告，或您看不到它；请核对编号") }
        return found
    }

    fileprivate func line(_ found: Versioned<PublishedNotice>) -> ListNotices.Line {
        ListNotices.Line(
            notice: found.state, version: found.version,
            windowName: read.unit(found.state.drafted.window)?.name.description)
    }
}

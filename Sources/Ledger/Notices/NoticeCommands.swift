public import Walkthrough

/// Drafts the notice of a duty (decisions 21).
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
        return Receipt(number: number, version: after.version)
    }
}

/// Decides whether a notice is public; its time is what the 主官式 gate reads.
public struct DecideNotice: LedgerCommand {
    public static let act = "公开坐班预告"

    public let number: String
    public let value: PublicationDecision.Value
    public let reason: Prose?

    public init(_ number: String, _ value: PublicationDecision.Value, reason: Prose? = nil) {
        self.number = number
        self.value = value
        self.reason = reason
    }

    public var action: Action { .decideNotice }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.existing(PublishedNotice.self, number, "编号为 \(number.prefix(40)) 的预告")
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

    /// `draft`, or the decision's value.
    public var state: String?
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readNotices }

    public func answer(in view: QueryTransaction) throws -> [PublishedNotice] {
        var query = DocumentQuery(
            .notice, scopes: view.read.scopes(of: view.actor, for: .readNotices) + ["public"])
        query.state = state
        query.limit = limit
        query.after = after
        return try view.read.documents(query).compactMap {
            try view.read.state(PublishedNotice.self, $0)?.state
        }
    }
}

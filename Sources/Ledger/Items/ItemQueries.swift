public import Walkthrough

/// A page of the ledger as the actor may see it, with the light of each row.
public struct ListItems: LedgerQuery {
    public static let act = "查看台账"

    public struct Line: Hashable, Sendable {
        public let item: ItemLine
        /// The row's title without personal numbers.
        public let title: String
        public let light: Light
        public let unitName: String?
        public let sourceName: String
    }

    public struct Page: Hashable, Sendable {
        public let items: [Line]
        public let next: String?
    }

    public var query: ItemQuery
    public var light: Light?

    public init(_ query: ItemQuery = ItemQuery(), light: Light? = nil) {
        self.query = query
        self.light = light
    }

    public var action: Action { .readItems }

    public func answer(in view: QueryTransaction) throws -> Page {
        let scale = try view.lightScale()
        let query = try resolved(in: view)
        let page = try view.read.items(query)
        let lines = try page.items.map { line in
            Line(
                item: line, title: PersonalData.masked(line.title),
                light: line.state.isOpen
                    ? scale.light(
                        due: line.due,
                        isAwaitingCheck: line.state == .closeRequested || line.state == .checking,
                        isEscalated: line.isEscalated) : scale.light(due: nil),
                unitName: line.unit.flatMap { view.read.unit($0)?.name.description },
                sourceName: try (try? SourceCode(line.source)).map { try view.read.source($0).name.text }
                    ?? line.source)
        }
        return Page(items: lines, next: page.next)
    }

    /// The query within what the actor sees, the light as a range of due days.
    package func resolved(in view: QueryTransaction) throws -> ItemQuery {
        var query = query
        query.scopes = view.read.scopes(of: view.actor, for: .readItems)
        if let unit = query.unit, view.read.unit(unit) == nil {
            throw LedgerError.unknown("没有编码为 \(unit) 的单位；请在单位目录里查编码")
        }
        if let source = query.source {
            guard let known = try? view.source(named: source) else {
                throw LedgerError.unknown("没有“\(source.prefix(40))”这个来源；请在来源目录里核对")
            }
            query.source = known.code.text
        }
        query.light = light
        if let range = try light.flatMap({ try view.lightScale().range(of: $0) }) {
            query.due = DueRange(
                from: [query.due.from, range.from].compactMap { $0 }.max(),
                through: [query.due.through, range.through].compactMap { $0 }.min())
        }
        return query
    }
}

extension QueryTransaction {
    /// The colours of today.
    func lightScale() throws -> LightScale {
        LightScale(today: today, calendar: try calendar(), threshold: try settings().yellowWorkdays)
    }
}

/// One row with everything that the actor may see of it: never the reporter's name, contact or case number.
public struct ShowItem: LedgerQuery {
    public static let act = "查看台账"

    public struct Answer: Sendable {
        public let item: RectificationItem
        public let version: Int
        public let light: Light
        public let unitName: String?
        public let sourceName: String
        public let availableCommands: [String]
        /// A volunteer's view: what became of it, without the unit's inner texts.
        public let isLimited: Bool
        /// Numbers in other systems, by which the reporter can be looked up there, are left out.
        public let hidesExternal: Bool
        /// Names of units that the row mentions.
        public let unitNames: [String: String]
        /// What a volunteer attached is all that a volunteer sees.
        public var evidence: [EvidenceRef] { isLimited ? item.reportedEvidence : item.evidence }
        /// What became of 举一反三; `nil` where nobody was asked.
        public let generalization: TaskCounts?
    }

    public struct TaskCounts: Hashable, Sendable {
        public var asked = 0
        public var reported = 0
        public var found = 0
    }

    public let row: String

    public init(_ row: String) { self.row = row }

    public var subject: String { row }
    public var action: Action { .readItems }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let found = try view.visibleItem(row)
        let item = found.state
        let scale = LightScale(
            today: view.today, calendar: try view.calendar(), threshold: try view.settings().yellowWorkdays)
        let state = item.state.kind
        let units =
            [item.report.place, item.state.assignment?.lead].compactMap { $0 }
            + (item.state.assignment?.partners ?? [])
        return Answer(
            item: item, version: found.version,
            light: state.isOpen
                ? scale.light(
                    due: item.due, isAwaitingCheck: state == .closeRequested || state == .checking,
                    isEscalated: item.isEscalated) : scale.light(due: nil),
            unitName: item.unit.flatMap { view.read.unit($0)?.name.description },
            sourceName: try view.read.source(item.report.source).name.text,
            availableCommands: view.allowed(item), isLimited: view.seesOnlyOwnRows,
            hidesExternal: Standing(of: view.actor, to: item, in: view.read).isKeptFromReporter(of: item),
            unitNames: Dictionary(
                units.map { ($0.text, view.read.unit($0)?.name.description ?? $0.text) },
                uniquingKeysWith: { a, _ in a }),
            generalization: try counts(of: item, view))
    }

    private func counts(of item: RectificationItem, _ view: QueryTransaction) throws -> TaskCounts? {
        guard item.state.kind == .closed || item.round > 1 else { return nil }
        var query = DocumentQuery(.generalization, scopes: [Scope(view.read.county.code)])
        query.subkind = item.report.number
        query.limit = 200
        var counts = TaskCounts()
        for id in try view.read.documents(query) {
            guard let task = try view.read.state(GeneralizationTask.self, id)?.state else { continue }
            counts.asked += 1
            if task.report != nil { counts.reported += 1 }
            if task.report?.row != nil { counts.found += 1 }
        }
        return counts.asked == 0 ? nil : counts
    }
}

extension QueryTransaction {
    /// Whether the actor sees rows only because he found them or they were assigned to him, as volunteers and callers do.
    package var seesOnlyOwnRows: Bool { actor.reach(for: .readItems) < .subtree }
}

/// The events of a row, with who, when and hash.
public struct ItemHistory: LedgerQuery {
    public static let act = "查看台账"

    public struct Entry: Hashable, Sendable {
        public let version: Int
        public let kind: String
        public let at: Instant
        public let actor: String
        public let authentication: Authentication
        public let hash: Digest
        /// What was typed with it, masked as the row's texts are.
        public let texts: [Text]
    }

    public struct Text: Hashable, Sendable {
        /// Where it stands in the event, such as `check.opinion`.
        public let field: String
        public let text: String
    }

    public struct Answer: Hashable, Sendable {
        /// The row's stream, as an erasure by law names it.
        public let stream: StreamID
        public let entries: [Entry]
    }

    public let row: String

    public init(_ row: String) { self.row = row }

    public var subject: String { row }
    public var action: Action { .readHistory }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let item = try view.visibleItem(row)
        let stream = StreamID(.item, item.state.id.text)
        let seesAccounts =
            view.actor.isProven
            && view.actor.may(.readActors, at: item.state.unit, in: DirectoryOf(view.read))
        let standing = Standing(of: view.actor, to: item.state, in: view.read)
        let isKept = standing.isKeptFromReporter(of: item.state)
        var entries: [Entry] = []
        try view.read.events(of: stream, until: nil) { event, texts in
            let isShown = seesAccounts || event.actor == view.actor.account
            entries.append(
                Entry(
                    version: event.version, kind: event.kind, at: event.at,
                    actor: isShown ? event.actor : try view.roleTitle(of: event.actor),
                    authentication: event.authentication, hash: Digest(sha256: event.hash),
                    texts: Self.isTold(event.kind, isKept)
                        ? (texts?.entries ?? []).map {
                            Text(field: $0.field, text: item.state.masked($0.text))
                        }
                        : []))
        }
        return Answer(stream: stream, entries: entries)
    }
}

extension ItemHistory {
    /// The report itself is shown by the row, without what its reader may not see. What a reporter said when he was called
    /// is not for those who are kept from him.
    private static func isTold(_ kind: String, _ isKept: Bool) -> Bool {
        switch kind.split(separator: ".").dropFirst().first {
        case "registered": false
        case "contacted": !isKept
        default: true
        }
    }
}

extension QueryTransaction {
    /// Whoever is of the responsible line learns in what role somebody acted, not who: one of them may have reported it
    /// (decisions 3).
    func roleTitle(of account: String) throws -> String {
        let roles = try read.state(Account.self, account)?.state.grants.map(\.role.title) ?? []
        return roles.isEmpty ? "登记人" : Set(roles).sorted().joined(separator: "、")
    }
}

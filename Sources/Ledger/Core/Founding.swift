public import Walkthrough

/// What a new county's ledger begins with: standard sources and calendars. The three administrators are made locked, and
/// nobody is a super-user (decisions 7).
public struct Founding: Sendable {
    public let countyName: Prose
    public let sources: [SourceRecorded]
    public let calendars: [CalendarYear]
    public let isDemo: Bool

    public init(countyName: Prose, sources: [SourceRecorded], calendars: [CalendarYear], isDemo: Bool = false)
    {
        self.countyName = countyName
        self.sources = sources
        self.calendars = calendars
        self.isDemo = isDemo
    }

    /// In one transaction: either all of it is there or nothing.
    package func run(in transaction: any WriteTransaction, user: String) throws {
        try transaction.createCounty(isDemo: isDemo)
        let actor = Actor(account: "local:\(user)", person: nil, authentication: .none, isDemo: isDemo)
        let county = try UnitCode(transaction.countyCode)
        try transaction.append(
            StoreLog.self, StoreLog.id, [.founded(StoreFounded(county: county.text, isDemo: isDemo))],
            by: actor,
            expected: 0)
        let unit = UnitRecorded(
            code: county, name: countyName, kind: .county, parent: nil, posted: nil, departmentType: nil,
            deskType: nil,
            notes: nil, basis: nil)
        try transaction.append(
            Unit.self, county.text,
            Unit.decide(
                .record(unit), on: nil, in: UnitContext(actor: actor, county: county, directory: transaction)),
            by: actor, expected: 0)
        for year in calendars {
            let before = try transaction.state(CalendarStream.self, CalendarStream.stream.id)
            try transaction.append(
                CalendarStream.self, CalendarStream.stream.id,
                CalendarStream.decide(.load(year), on: before?.state, by: nil), by: actor,
                expected: before?.version ?? 0)
        }
        var others: [Source] = []
        for record in sources {
            try transaction.append(
                Source.self, record.code.text,
                Source.decide(.record(record), on: nil, others: others, actor: actor, isFounding: true),
                by: actor,
                expected: 0)
            others.append(Source(record))
        }
        for founder in try Account.founding(county: county) {
            let head = try transaction.head(founder.stream)
            try transaction.append(
                Account.self, founder.stream.id, [founder.event], by: actor, expected: head?.version ?? 0)
        }
    }
}

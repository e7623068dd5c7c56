import Ledger
import Walkthrough

/// What the states of each kind of stream put into the projection tables.
enum Projection {
    /// The rows of a state; kinds that no list or look-up needs have none.
    /// - Parameter words: the `words(of:)` the state, which cost the most of it.
    static func rows(
        of state: (any Aggregate)?, id: String, county: String, row: Int64, words: String?,
        in directory: some UnitDirectory
    ) -> [ProjectedRow] {
        switch state {
        case let item as RectificationItem:
            item.projectedRows(county: county, row: row, words: words, in: directory)
        case let session as ExperienceSession: session.projectedRows(id: id, county: county, in: directory)
        case let suggestion as Suggestion: suggestion.projectedRows(id: id, county: county, in: directory)
        case let task as GeneralizationTask: task.projectedRows(id: id, county: county, in: directory)
        case let notice as PublishedNotice: notice.projectedRows(id: id, county: county, in: directory)
        case let clue as ClueCase:
            handles([clue.number, clue.importKey].compactMap { $0 }, of: .clue, id: id, county: county)
                + documents(
                    .clue, id: id, county: county, scopes: Set(clue.readers.map { "person:\($0.text)" }),
                    subkind: "clue",
                    state: clue.state.key)
                + uses(of: clue.evidence, by: .clue, id: id, county: county)
        case let person as Person: handles(person.handles, of: .person, id: id, county: county)
        case let service as ServiceItem: handles(service.handles, of: .service, id: id, county: county)
        case let bundle as OneThing: handles([bundle.naturalKey], of: .oneThing, id: id, county: county)
        case let campaign as Campaign:
            handles(campaign.handles, of: .campaign, id: id, county: county)
                + uses(of: Set(campaign.plans.map(\.plan)), by: .campaign, id: id, county: county)
        case let week as WeekLedger:
            uses(of: Set(week.editions.flatMap(\.files).map(\.digest)), by: .week, id: id, county: county)
        case let week as UnitWeek:
            uses(of: Set((week.submission?.files ?? []).map(\.digest)), by: .unitWeek, id: id, county: county)
                + week.factRows(county: county)
        default: []
        }
    }

    /// What is searched for, for kinds with a search index.
    static func words(of state: (any Aggregate)?) -> String? { (state as? RectificationItem)?.words }

    /// Whether what is searched for differs; asked first, since folding costs more than comparing.
    static func changesWords(from old: (any Aggregate)?, to new: any Aggregate) -> Bool {
        let (old, new) = (old as? RectificationItem, new as? RectificationItem)
        return old?.wordedTexts != new?.wordedTexts || old?.hiddenTexts != new?.hiddenTexts
    }

    static func handles(_ keys: [String], of kind: StreamID.Kind, id: String, county: String)
        -> [ProjectedRow]
    {
        keys.map {
            ProjectedRow(.handle, key: [county.sqlValue, kind.rawValue.sqlValue, $0.sqlValue], [id.sqlValue])
        }
    }

    /// A document in the lists of those who may see it.
    static func documents(
        _ kind: StreamID.Kind, id: String, county: String, scopes: Set<String>, subkind: String, state: String
    ) -> [ProjectedRow] {
        scopes.sorted().map { scope in
            ProjectedRow(
                .documentScope, key: [county.sqlValue, scope.sqlValue, kind.rawValue.sqlValue, id.sqlValue],
                [subkind.sqlValue, state.sqlValue])
        }
    }

    /// The files that are there, and those that are promised.
    static func uses(of evidence: [EvidenceRef], by kind: StreamID.Kind, id: String, county: String)
        -> [ProjectedRow]
    {
        let arrived = Set(evidence.filter { !$0.isPromised }.map(\.digest))
        let promised = Set(evidence.map(\.digest)).subtracting(arrived)
        return uses(of: arrived, by: kind, id: id, county: county)
            + uses(of: promised, by: kind, id: id, county: county, in: .evidencePromise)
    }

    static func uses(
        of digests: Set<Digest>, by kind: StreamID.Kind, id: String, county: String,
        in table: ProjectionTable = .evidenceUse
    ) -> [ProjectedRow] {
        digests.map {
            ProjectedRow(
                table,
                key: [county.sqlValue, $0.text.sqlValue, StreamID(kind, id).description.sqlValue])
        }
    }

    /// Kinds whose states are read again and again; they are kept decoded while nothing of the kind changes.
    static func isReference(_ kind: StreamID.Kind) -> Bool {
        switch kind {
        case .account, .calendar, .campaign, .checklist, .person, .service, .setting, .source, .unit,
            .oneThing:
            true
        case .clue, .generalization, .item, .notice, .session, .store, .suggestion, .unitWeek, .week: false
        }
    }
}

extension Person {
    /// What names exactly one person: the staff number and the volunteer's.
    var handles: [String] {
        [record.staffNumber?.text, appointment?.record.number.description].compactMap { $0 }
    }
}

extension ServiceItem {
    var handles: [String] { [record.code?.text ?? naturalKey] }
}

extension Campaign {
    var handles: [String] { [record.name.text].compactMap { $0 } }
}

extension ClueCase {
    /// Its filer, who typed it, and the two officers.
    var readers: [ID<Person>] { [filer, opened.person].compactMap { $0 } + officers.both }
}

extension ClueCase.State {
    var key: String { kind.rawValue }
}

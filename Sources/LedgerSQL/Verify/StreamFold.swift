import Ledger
import Synchronization
import Walkthrough

/// One stream while its events go by: `verify` and `rebuild` replay every kind of stream through it.
protocol StreamFold {
    mutating func take(_ event: EventRecord, source: any ProseSource) throws
    /// The state as the stream table holds it.
    func stored() throws -> String?
    var aggregate: (any Aggregate)? { get }
}

private struct Fold<A: Aggregate>: StreamFold {
    private let id: String
    private var state: A?

    init(_ id: String) { self.id = id }

    mutating func take(_ event: EventRecord, source: any ProseSource) throws {
        let decoded = try EventCodec.decode(
            A.Family.self, kind: event.kind, payload: event.payload, source: source)
        state = A.replay(decoded, at: event.at, stream: id, onto: state)
    }

    func stored() throws -> String? { try state.map(StateCodec.encode) }
    var aggregate: (any Aggregate)? { state }
}

extension StreamID {
    /// An empty fold of this stream's kind.
    func fold() -> any StreamFold {
        func make<A: Aggregate>(_ type: A.Type) -> any StreamFold { Fold<A>(id) }
        return make(aggregate)
    }

    /// Whose stream it is.
    var aggregate: any Aggregate.Type {
        switch kind {
        case .account: Account.self
        case .calendar: CalendarStream.self
        case .campaign: Campaign.self
        case .checklist: ChecklistStream.self
        case .clue: ClueCase.self
        case .generalization: GeneralizationTask.self
        case .item: RectificationItem.self
        case .notice: PublishedNotice.self
        case .oneThing: OneThing.self
        case .person: Person.self
        case .service: ServiceItem.self
        case .session: ExperienceSession.self
        case .setting: Setting.self
        case .source: Source.self
        case .store: StoreLog.self
        case .suggestion: Suggestion.self
        case .unit: Unit.self
        case .unitWeek: UnitWeek.self
        case .week: WeekLedger.self
        }
    }
}

/// The texts of a record, each compared with the digest in the payload.
final class CheckedTexts: ProseSource {
    private let record: TextRecord?
    private let found = Mutex(Found())

    struct Found {
        var asked: Set<String> = []
        var missing: [String] = []
        var altered: [String] = []
    }

    init(_ record: TextRecord?) { self.record = record }

    func text(field: String, digest: Digest) -> String? {
        let entry = record?[field]
        found.withLock { found in
            found.asked.insert(field)
            if let entry {
                if entry.digest != digest { found.altered.append(field) }
            } else {
                found.missing.append(field)
            }
        }
        return entry?.text
    }

    var result: Found { found.withLock { $0 } }

    /// Fields of the record that the payload does not know.
    var extra: [String] {
        let asked = result.asked
        return (record?.entries ?? []).map(\.field).filter { !asked.contains($0) }
    }
}

package import Walkthrough

// States as they were: those that have not changed since are read, the others replayed (architecture 11).
extension ReadTransaction {
    /// The state as of `at`; `nil` if the stream began later.
    package func state<A: Aggregate>(_ type: A.Type, _ id: String, asOf at: Instant) throws -> Versioned<A>? {
        guard let head = try head(StreamID(A.streamKind, id)) else { return nil }
        return head.at <= at ? try state(type, id) : try replay(type, id, until: at)
    }

    /// All states of a kind as of `at`, in id order.
    package func states<A: Aggregate>(
        _ type: A.Type, asOf at: Instant, _ body: (String, Versioned<A>) throws -> Void
    ) throws {
        try states(type) { id, current in
            guard let head = try head(StreamID(A.streamKind, id)), head.at > at else {
                return try body(id, current)
            }
            if let past = try replay(type, id, until: at) { try body(id, past) }
        }
    }

    /// A row of the ledger as of `at`; `nil` if it was registered later.
    package func row(
        _ current: Versioned<RectificationItem>, asOf at: Instant
    ) throws -> Versioned<RectificationItem>? {
        if current.state.isSettled(at: at) { return current }
        guard current.state.registeredAt <= at else { return nil }
        return try replay(RectificationItem.self, current.state.id.text, until: at)
    }

    /// The working calendar of a revision such as `calendar@3`.
    package func calendar(revision: String) throws -> WorkCalendar {
        let now = try calendar()
        guard now.revision != revision else { return now }
        let id = CalendarStream.stream.id
        let past = try replay(CalendarStream.self, id, until: nil) { $0.calendar.revision == revision }
        return past?.state.calendar ?? now
    }

    /// - Parameter isDone: ends the replay at the first state that it accepts.
    private func replay<A: Aggregate>(
        _ type: A.Type, _ id: String, until: Instant?, isDone: (A) -> Bool = { _ in false }
    ) throws -> Versioned<A>? {
        var state: A?
        var version = 0
        try events(of: StreamID(A.streamKind, id), until: until) { event, texts in
            if let state, isDone(state) { return }
            let decoded = try EventCodec.decode(
                A.Family.self, kind: event.kind, payload: event.payload, texts: texts)
            state = A.replay(decoded, at: event.at, stream: id, onto: state)
            version = event.version
        }
        return state.map { Versioned($0, version: version) }
    }
}

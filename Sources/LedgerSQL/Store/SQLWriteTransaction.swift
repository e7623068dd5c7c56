import Ledger
import Walkthrough

final class SQLWriteTransaction: SQLReadTransaction, WriteTransaction {
    let at: Instant
    private let codec: EventCodec
    private let origin: String
    let environment: Environment

    private let plan: WritePlan
    /// Whether nobody else writes in the county meanwhile.
    let isAlone: Bool
    /// Streams read or written so far by a command; they stay as they are for others.
    private var held: [StreamID: any Sendable] = [:]

    /// Takes hold of what the plan names, and then of the time (architecture 3).
    init(
        _ connection: any SQLConnection, county code: String, plan: WritePlan, cache: StateCache,
        environment: Environment
    ) throws {
        self.plan = plan
        isAlone = try connection.enter(code, alone: plan.isAlone)
        if !isAlone, !plan.streams.isEmpty {
            let ids = plan.streams.sorted()
            try connection.query(
                """
                SELECT id FROM stream WHERE county = \(code) AND \(SQL.column("id", in: ids))
                ORDER BY id\(connection.rowLock(waits: true))
                """
            ) { _ in }
        }
        var header = CountyHeader(code: code)
        var last: Int64?
        var clock: Int64?
        try connection.query(
            """
            SELECT (SELECT max(at) FROM event WHERE county = \(code)), \(connection.clock), c.made, c.is_demo, c.reference
            FROM (SELECT 1 AS one) o LEFT JOIN county c ON c.code = \(code)
            """
        ) { row in
            last = try row.optionalInt64(0)
            clock = try row.optionalInt64(1)
            header = try CountyHeader(code, row, at: 2)
        }
        let now =
            environment.isMachineClock
            ? clock.map(Instant.init(milliseconds:)) ?? environment.now() : environment.now()
        at = max(now, Instant(milliseconds: last ?? 0))
        codec = EventCodec(random: environment.random)
        origin = environment.origin
        self.environment = environment
        super.init(connection, header, cache: cache)
    }

    var countyCode: String { code }
    func random() -> UInt64 { environment.random() }

    func createCounty(isDemo: Bool) throws {
        try connection.execute(
            """
            INSERT INTO county (code, made, is_demo, reference, projections)
            VALUES (\(code), \(at.milliseconds), \(isDemo), 0, \(Projection.edition))
            """)
    }

    @discardableResult
    func append<A: Aggregate>(
        _ type: A.Type, _ id: String, _ events: some Sequence<A.Family>, by actor: Actor, expected: Int
    ) throws -> Versioned<A> {
        let stream = StreamID(A.streamKind, id)
        if !isAlone, Projection.isReference(stream.kind) { throw conflict(alone: true) }
        let before = try head(of: type, stream)
        guard before.version == expected else {
            throw LedgerError.stale(current: before.version, "这条记录已被别人改动，请看过最新内容再试")
        }
        // Somebody whose clock read later was faster.
        guard before.at <= at else { throw conflict(stream) }
        var state = before.state
        var chain = (version: before.version, hash: before.hash)
        var first = before.first
        for event in events {
            try write(event.payload, to: stream, by: actor, chain: &chain, first: &first)
            state = A.replay(event, at: at, stream: id, onto: state)
        }
        guard let state, let first else {
            throw LedgerError.internalFault(reference: stream.description, "事件没有形成状态")
        }
        try save(stream, old: before.state, new: state, chain: chain, at: at, first: first)
        return Versioned(state, version: chain.version)
    }

    /// What to throw where somebody else was faster; where there is nobody else, the store contradicts itself.
    func conflict(_ stream: StreamID? = nil, alone: Bool = false) -> any Error {
        guard !isAlone else {
            return EngineError.corrupt("\(stream?.description ?? code) 的当前数据与日志不符，请运行 rebuild")
        }
        var next = plan
        if let stream { next.streams.insert(stream.description) }
        next.streams.formUnion(held.keys.map(\.description))
        next.isAlone = plan.isAlone || alone
        return WriteConflict(plan: next)
    }

    struct Head<A: Aggregate>: Sendable {
        var state: A?
        var version = 0
        var hash: [UInt8] = []
        var at = Instant(milliseconds: 0)
        var first: Int64?
    }

    /// The stream's head, which nobody else changes before the commit.
    func head<A: Aggregate>(of type: A.Type, _ stream: StreamID) throws -> Head<A> {
        if let known = held[stream] as? Head<A> { return known }
        let lock = isAlone || Projection.isReference(stream.kind) ? "" : connection.rowLock(waits: false)
        let found: Head<A>?
        do {
            found = try connection.first(
                """
                SELECT state, version, hash, at, first FROM stream
                WHERE county = \(code) AND id = \(stream.description)\(lock)
                """
            ) { row in
                Head(
                    state: try row.optionalText(0).map {
                        try cache.state(type, of: stream.description, from: $0)
                    },
                    version: try row.int(1),
                    hash: try row.bytes(2), at: Instant(milliseconds: try row.int64(3)),
                    first: try row.int64(4))
            }
        } catch EngineError.held { throw conflict(stream) }
        let head = found ?? Head()
        hold(head, stream)
        return head
    }

    /// Long writes touch too many streams to remember them.
    func hold<A: Aggregate>(_ head: Head<A>, _ stream: StreamID) {
        if !plan.isAlone { held[stream] = head }
    }

    override func stored<A: Aggregate>(_ type: A.Type, _ id: String) throws -> Versioned<A>? {
        let head = try head(of: type, StreamID(A.streamKind, id))
        return head.state.map { Versioned($0, version: head.version) }
    }

    /// - Parameter first: the sequence of the stream's first event, set with it.
    private func write(
        _ payload: any EventPayload, to stream: StreamID, by actor: Actor,
        chain: inout (version: Int, hash: [UInt8]), first: inout Int64?
    ) throws {
        let encoded = try codec.encode(payload)
        var event = EventRecord(
            stream: stream, version: chain.version + 1, kind: encoded.kind, payload: encoded.payload,
            actor: actor.account, enteredBy: actor.account, authentication: actor.authentication,
            origin: origin,
            at: at, hash: [])
        event.hash = Chain.hash(of: event, county: code, previous: chain.hash)
        let insert: SQL = """
            INSERT INTO event (county, stream, version, kind, payload, actor, entered_by, authentication, origin, at, hash)
            VALUES (\(code), \(stream.description), \(event.version), \(event.kind), \(event.payload), \(event.actor),
                \(event.enteredBy), \(event.authentication.rawValue), \(event.origin), \(at.milliseconds), \(event.hash))
            """
        if first == nil {
            // There was no head to lock: somebody may have begun the same stream.
            first = try connection.first(
                insert + " ON CONFLICT (county, stream, version) DO NOTHING RETURNING sequence"
            ) { try $0.int64(0) }
            guard first != nil else { throw conflict(stream) }
        } else {
            try connection.post(insert)
        }
        if let texts = encoded.texts {
            try connection.post(
                """
                INSERT INTO text_record (county, stream, version, entries)
                VALUES (\(code), \(stream.description), \(event.version), \(try TextCodec.encode(texts)))
                """)
        }
        chain = (event.version, event.hash)
    }

    // MARK: Erasure

    func eraseTexts(_ stream: StreamID, record version: Int, fields: [String]) throws {
        if !isAlone, Projection.isReference(stream.kind) { throw conflict(alone: true) }
        guard
            var record = try connection.first(
                """
                SELECT entries FROM text_record
                WHERE county = \(code) AND stream = \(stream.description) AND version = \(version)
                """, map: { try TextCodec.decode($0.text(0)) })
        else { throw LedgerError.unknown("\(stream) 第 \(version) 条没有可删除的文字") }
        record.entries.removeAll { fields.isEmpty || fields.contains($0.field) }
        if record.entries.isEmpty {
            try connection.execute(
                """
                DELETE FROM text_record
                WHERE county = \(code) AND stream = \(stream.description) AND version = \(version)
                """)
        } else {
            try connection.execute(
                """
                UPDATE text_record SET entries = \(try TextCodec.encode(record))
                WHERE county = \(code) AND stream = \(stream.description) AND version = \(version)
                """)
        }
        try replay(stream)
    }

    /// Makes the stream's state and rows again from what is left of its texts.
    private func replay(_ stream: StreamID) throws {
        func again<A: Aggregate>(_ type: A.Type) throws {
            let stored = try head(of: type, stream)
            guard let first = stored.first else { return }
            var state: A?
            try events(of: stream, until: nil) { event, texts in
                let decoded = try EventCodec.decode(
                    A.Family.self, kind: event.kind, payload: event.payload, texts: texts)
                state = A.replay(decoded, at: event.at, stream: stream.id, onto: state)
            }
            guard let state else { return }
            try save(
                stream, old: stored.state, new: state, chain: (stored.version, stored.hash), at: stored.at,
                first: first)
        }
        try again(stream.aggregate)
        // Deleted terms leave the index's file only when it is merged.
        if stream.kind == .item { try connection.searchOptimize(Schema.search) }
    }
}

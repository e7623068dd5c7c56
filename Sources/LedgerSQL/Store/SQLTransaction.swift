import FoundationEssentials
import Ledger
import Walkthrough

/// A transaction's view of one county.
class SQLReadTransaction: ReadTransaction {
    let connection: any SQLConnection
    let code: String
    let cache: StateCache
    /// The revision of the reference data at the start.
    private let revision: Int64?
    private let record: CountyRecord?
    /// Set once this transaction changed reference data.
    var hasChangedReference = false {
        didSet { units = [:] }
    }
    /// Units asked for so far: rules walk up the same line again and again.
    private var units: [UnitCode: Unit?] = [:]
    private var fault: (any Error)?

    init(_ connection: any SQLConnection, _ header: CountyHeader, cache: StateCache) {
        self.connection = connection
        self.cache = cache
        code = header.code
        record = header.record
        revision = header.revision
    }

    convenience init(_ connection: any SQLConnection, county code: String, cache: StateCache) throws {
        let header = try connection.first(
            "SELECT made, is_demo, reference FROM county WHERE code = \(code)"
        ) { try CountyHeader(code, $0, at: 0) }
        self.init(connection, header ?? CountyHeader(code: code), cache: cache)
    }

    var county: CountyRecord {
        record ?? CountyRecord(code: code, isDemo: false, madeAt: Instant(milliseconds: 0))
    }
    var exists: Bool { record != nil }

    // MARK: Streams

    func head(_ stream: StreamID) throws -> StreamHead? {
        try connection.first(
            "SELECT version, hash, at FROM stream WHERE county = \(code) AND id = \(stream.description)"
        ) { row in
            StreamHead(
                version: try row.int(0), hash: try row.bytes(1), at: Instant(milliseconds: try row.int64(2)))
        }
    }

    func state<A: Aggregate>(_ type: A.Type, _ id: String) throws -> Versioned<A>? {
        guard Projection.isReference(A.streamKind) else { return try stored(type, id) }
        return try remembered(StreamID(A.streamKind, id).description) {
            Known(state: try stored(type, id))
        }.state
    }

    func remembered<Value: Sendable>(_ name: String, _ make: () throws -> Value) throws -> Value {
        guard let revision, !hasChangedReference else { return try make() }
        if let known = cache.value(name, at: revision) as? Value { return known }
        let value = try make()
        cache.keep(value, for: name, at: revision)
        return value
    }

    /// The state as the table has it.
    func stored<A: Aggregate>(_ type: A.Type, _ id: String) throws -> Versioned<A>? {
        let stream = StreamID(A.streamKind, id).description
        let state = try connection.first(
            "SELECT version, state FROM stream WHERE county = \(code) AND id = \(stream)"
        ) { row in
            try row.optionalText(1).map {
                Versioned(try cache.state(type, of: stream, from: $0), version: try row.int(0))
            }
        }
        return state ?? nil
    }

    /// What the cache holds: also that there is no such stream.
    private struct Known<A: Aggregate>: Sendable {
        let state: Versioned<A>?
    }

    func states<A: Aggregate>(_ type: A.Type, _ body: (String, Versioned<A>) throws -> Void) throws {
        let prefix = A.streamKind.rawValue + ":"
        let end = A.streamKind.rawValue + ";"
        try connection.streamingQuery(
            """
            SELECT id, version, state FROM stream
            WHERE county = \(code) AND id >= \(prefix) AND id < \(end) AND state IS NOT NULL ORDER BY id
            """
        ) { row in
            let id = String(try row.text(0).dropFirst(prefix.count))
            try body(id, Versioned(try StateCodec.decode(type, try row.text(2)), version: try row.int(1)))
        }
    }

    func events(
        of stream: StreamID, until: Instant?, _ body: (EventRecord, TextRecord?) throws -> Void
    ) throws {
        var condition: SQL = "e.county = \(code) AND e.stream = \(stream.description)"
        if let until { condition += " AND e.at <= \(until.milliseconds)" }
        try EventRows.read(on: connection, where: condition) { event, texts, _ in try body(event, texts) }
    }

    func heads(until: Instant, _ body: (String, Int, [UInt8]) throws -> Void) throws {
        try connection.streamingQuery(
            "SELECT id, version, hash, at FROM stream WHERE county = \(code) ORDER BY id"
        ) { row in
            let id = try row.text(0)
            guard try row.int64(3) > until.milliseconds else {
                return try body(id, try row.int(1), try row.bytes(2))
            }
            let past: (Int, [UInt8])? = try connection.first(
                """
                SELECT version, hash FROM event
                WHERE county = \(code) AND stream = \(id) AND at <= \(until.milliseconds)
                ORDER BY version DESC LIMIT 1
                """
            ) { (try $0.int(0), try $0.bytes(1)) }
            if let past { try body(id, past.0, past.1) }
        }
    }

    // MARK: Look-ups

    func unit(_ code: UnitCode) -> Unit? {
        if let known = units[code] { return known }
        do {
            let unit = try state(Unit.self, code.text)?.state
            units[code] = .some(unit)
            return unit
        } catch {
            fault = fault ?? error
            return nil
        }
    }

    func rethrow() throws { if let fault { throw fault } }

    func id(of kind: StreamID.Kind, key: String) throws -> String? {
        if kind == .item {
            return try connection.first(
                "SELECT id FROM item WHERE county = \(code) AND number = \(key)"
            ) { try $0.text(0) }
        }
        return try connection.first(
            "SELECT id FROM handle WHERE county = \(code) AND kind = \(kind.rawValue) AND key = \(key)"
        ) { try $0.text(0) }
    }

    func id(of kind: StreamID.Kind, origin: String?) throws -> String? {
        guard let origin else { return nil }
        return try connection.first(
            "SELECT id FROM handle WHERE county = \(code) AND kind = 'origin' AND key = \(origin)"
        ) { try $0.text(0) }
    }

    func item(externalSystem system: String, number: String) throws -> String? {
        try connection.first(
            """
            SELECT id FROM handle
            WHERE county = \(code) AND kind = 'external' AND key = \("\(system)\u{1F}\(number)")
            """
        ) { try $0.text(0) }
    }

    func openItems(after: String?, limit: Int) throws -> [String] {
        let rest: SQL = after.map { " AND item > \($0)" } ?? ""
        return try connection.all(
            """
            SELECT item FROM item_scope
            WHERE county = \(code) AND scope = \(code) AND is_open = 1\(rest)
            ORDER BY item LIMIT \(limit)
            """
        ) { try $0.text(0) }
    }

    func eachItem(_ body: (Versioned<RectificationItem>) throws -> Void) throws {
        try connection.streamingQuery(
            """
            SELECT s.version, s.state FROM item i
            JOIN stream s ON s.county = i.county AND s.id = 'item:' || i.id
            WHERE i.county = \(code) ORDER BY i.row
            """
        ) { row in
            try body(
                Versioned(
                    try StateCodec.decode(RectificationItem.self, try row.text(1)), version: try row.int(0)))
        }
    }

    func eachItem(
        in scope: String, states: [StateKind], orChangedAfter after: Instant,
        _ body: (Versioned<RectificationItem>) throws -> Void
    ) throws {
        var seen: SQL = "s.county = \(code) AND s.scope = \(scope)"
        if !states.isEmpty { seen += " AND \(SQL.column("s.state", in: states.map(\.rawValue)))" }
        try connection.streamingQuery(
            """
            SELECT t.version, t.state FROM (
                SELECT s.item AS id FROM item_scope s WHERE \(seen)
                UNION SELECT c.id FROM item c WHERE c.county = \(code) AND c.changed > \(after.milliseconds)
            ) w
            JOIN item i ON i.county = \(code) AND i.id = w.id
            JOIN stream t ON t.county = \(code) AND t.id = 'item:' || w.id
            ORDER BY i.row
            """
        ) { row in
            try body(
                Versioned(
                    try StateCodec.decode(RectificationItem.self, try row.text(1)), version: try row.int(0)))
        }
    }

    func evidenceUses(_ digest: Digest) throws -> [StreamID] {
        try connection.all(
            "SELECT stream FROM evidence_use WHERE county = \(code) AND digest = \(digest.text)"
        ) { try $0.text(0) }.compactMap(StreamID.init)
    }

    func evidenceIsNamed(_ digest: Digest) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM evidence_use WHERE county = \(code) AND digest = \(digest.text) LIMIT 1"
        ) { _ in true } ?? false
    }

    func eachEvidence(_ body: (Digest, StreamID) throws -> Void) throws {
        try connection.streamingQuery(
            "SELECT digest, min(stream) FROM evidence_use WHERE county = \(code) GROUP BY digest ORDER BY digest"
        ) { row in
            guard let stream = StreamID(try row.text(1)) else { return }
            try body(try Digest(try row.text(0)), stream)
        }
    }
}

/// Between states and the JSON of the stream table, which is a projection and may change its shape.
enum StateCodec {
    static func encode(_ state: some Encodable) throws -> String {
        try CanonicalJSON.encode(state)
    }

    static func decode<A: Decodable>(_ type: A.Type, _ text: String) throws -> A {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

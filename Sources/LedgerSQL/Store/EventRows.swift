import FoundationEssentials
import Ledger
import Walkthrough

/// Events with their text records, as they lie in the store.
enum EventRows {
    /// Streams events in the order of stream and version.
    /// - Parameter body: the event, its texts, and its sequence.
    static func read(
        on connection: any SQLConnection, where condition: SQL,
        _ body: (EventRecord, TextRecord?, Int64) throws -> Void
    ) throws {
        try connection.streamingQuery(
            """
            SELECT e.stream, e.version, e.kind, e.payload, e.actor, e.entered_by, e.authentication, e.origin, e.at,
                e.hash, t.entries, e.sequence
            FROM event e
            LEFT JOIN text_record t ON t.county = e.county AND t.stream = e.stream AND t.version = e.version
            WHERE \(condition) ORDER BY e.stream, e.version
            """
        ) { row in
            guard let stream = StreamID(try row.text(0)) else {
                throw EngineError.corrupt("事件属于未知的流 \(try row.text(0))")
            }
            guard let authentication = Authentication(rawValue: try row.text(6)) else {
                throw EngineError.corrupt("流 \(stream) 第 \(try row.int(1)) 条的认证方式不认识")
            }
            let event = EventRecord(
                stream: stream, version: try row.int(1), kind: try row.text(2), payload: try row.text(3),
                actor: try row.text(4), enteredBy: try row.text(5), authentication: authentication,
                origin: try row.text(7), at: Instant(milliseconds: try row.int64(8)), hash: try row.bytes(9))
            let texts: TextRecord?
            do {
                texts = try row.optionalText(10).map(TextCodec.decode)
            } catch { throw EngineError.corrupt("\(event.stream) 第 \(event.version) 条的文字记录读不出来") }
            try body(event, texts, try row.int64(11))
        }
    }
}

/// Text records as JSON: a list of field, salt in hexadecimal, and text.
enum TextCodec {
    private struct Entry: Codable {
        let f: String
        let s: String
        let t: String
    }

    static func encode(_ record: TextRecord) throws -> String {
        let entries = record.entries.map {
            Entry(f: $0.field, s: String(Digest(sha256: $0.salt).hex), t: $0.text)
        }
        return try CanonicalJSON.encode(entries)
    }

    static func decode(_ text: String) throws -> TextRecord {
        TextRecord(
            try JSONDecoder().decode([Entry].self, from: Data(text.utf8)).map {
                TextRecord.Entry(field: $0.f, salt: bytes($0.s), text: $0.t)
            })
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit &- 48 : digit &- 87 }
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).map {
            value(digits[$0]) << 4 | value(digits[$0 + 1]) & 15
        }
    }
}

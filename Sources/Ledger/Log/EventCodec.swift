import FoundationEssentials
import Synchronization
package import Walkthrough

/// Between events and what is stored: payload JSON with digests in place of texts, and the text record beside it.
package struct EventCodec: Sendable {
    private let random: @Sendable () -> UInt64

    package init(random: @escaping @Sendable () -> UInt64) { self.random = random }

    package struct Encoded {
        package let kind: String
        package let payload: String
        package let texts: TextRecord?
    }

    package func encode(_ payload: any EventPayload) throws -> Encoded {
        let sink = Sink(random: random)
        let json = try CanonicalJSON.encode(payload, userInfo: [.proseSink: sink])
        let entries = sink.entries.withLock { $0 }
        return Encoded(
            kind: type(of: payload).kind, payload: json, texts: entries.isEmpty ? nil : TextRecord(entries))
    }

    /// - Throws: `UnknownEventKind` for a kind that the family has no form for; decoding errors for a damaged payload.
    package static func decode<Family: EventFamily>(
        _ family: Family.Type, kind: String, payload: String, texts: TextRecord?
    ) throws -> Family {
        try decode(family, kind: kind, payload: payload, source: Source(texts: texts))
    }

    /// The same with another source of texts, such as one that checks them.
    package static func decode<Family: EventFamily>(
        _ family: Family.Type, kind: String, payload: String, source: any ProseSource
    ) throws -> Family {
        guard let form = Forms.of(family)[kind] else { throw UnknownEventKind(kind: kind) }
        return try form.read(Reader(payload: Data(payload.utf8), source: source))
    }

    private struct Reader: EventReader {
        let payload: Data
        let source: any ProseSource

        func read<Payload: EventPayload>(_ type: Payload.Type) throws -> Payload {
            let decoder = JSONDecoder()
            decoder.userInfo[.proseSource] = source
            return try decoder.decode(type, from: payload)
        }
    }

    private struct Source: ProseSource {
        let texts: TextRecord?
        func text(field: String, digest: Digest) -> String? { texts?[field]?.text }
    }

    private final class Sink: ProseSink {
        let entries = Mutex<[TextRecord.Entry]>([])
        let random: @Sendable () -> UInt64

        init(random: @escaping @Sendable () -> UInt64) { self.random = random }

        func take(_ text: String, field: String) -> Digest {
            var salt: [UInt8] = []
            for word in [random(), random()] { withUnsafeBytes(of: word) { salt.append(contentsOf: $0) } }
            let entry = TextRecord.Entry(field: field, salt: salt, text: text)
            entries.withLock { $0.append(entry) }
            return entry.digest
        }
    }
}

/// An event of a kind that this program does not know refuses to replay (architecture 5).
package struct UnknownEventKind: Error, Sendable {
    package let kind: String
}

/// The forms of each family by kind, made once.
private enum Forms {
    private static let cache = Mutex<[ObjectIdentifier: any Sendable]>([:])

    static func of<Family: EventFamily>(_ family: Family.Type) -> [String: EventForm<Family>] {
        cache.withLock { cache in
            if let known = cache[ObjectIdentifier(family)] as? [String: EventForm<Family>] { return known }
            let forms = Dictionary(uniqueKeysWithValues: Family.forms.map { ($0.kind, $0) })
            cache[ObjectIdentifier(family)] = forms
            return forms
        }
    }
}

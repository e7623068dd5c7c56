import Synchronization

/// Decoded states, which cost more to make than to read.
final class StateCache: Sendable {
    private struct References {
        var revision: Int64 = -1
        var states: [String: any Sendable] = [:]
    }

    private struct Decoded {
        let text: String
        let state: any Sendable
    }

    private static let mostReferences = 50_000
    private static let mostDecoded = 512

    private let references = Mutex(References())
    private let decoded = Mutex<[String: Decoded]>([:])

    // MARK: Reference data of one revision

    // A transaction that changes reference data neither reads nor fills these; what others of its group learn from it is
    // kept under a revision that is never given again if the group is lost (architecture 6).

    /// The cached value, `.some(nil)` for a stream known to be absent; `nil` if nothing is known.
    func value(_ key: String, at revision: Int64) -> (any Sendable)? {
        references.withLock { $0.revision == revision ? $0.states[key] : nil }
    }

    func keep(_ value: any Sendable, for key: String, at revision: Int64) {
        references.withLock { content in
            if content.revision < revision { content = References(revision: revision) }
            guard content.revision == revision, content.states.count < Self.mostReferences else { return }
            content.states[key] = value
        }
    }

    // MARK: States by their text

    /// The state that `text` says. What was decoded lately from the very same text is taken again; another text, such as
    /// that of a later version, of another process or after an erasure, is decoded and takes its place.
    func state<A: Decodable & Sendable>(_ type: A.Type, of stream: String, from text: String) throws -> A {
        if let known = decoded.withLock({ $0[stream] }), known.text.utf8.elementsEqual(text.utf8),
            let state = known.state as? A
        {
            return state
        }
        let state = try StateCodec.decode(type, text)
        keep(state, of: stream, as: text)
        return state
    }

    func keep(_ state: any Sendable, of stream: String, as text: String) {
        decoded.withLock { decoded in
            if decoded.count >= Self.mostDecoded { decoded.removeAll(keepingCapacity: true) }
            decoded[stream] = Decoded(text: text, state: state)
        }
    }
}

import Synchronization

/// Decoded reference data of one revision. A transaction that changes reference data neither reads nor fills it, so that
/// nothing learnt in a savepoint outlives it (architecture 6).
final class ReferenceCache: Sendable {
    private struct Content {
        var revision: Int64 = -1
        var states: [String: any Sendable] = [:]
    }

    private let content = Mutex(Content())

    /// The cached value, `.some(nil)` for a stream known to be absent; `nil` if nothing is known.
    func value(_ key: String, at revision: Int64) -> (any Sendable)? {
        content.withLock { $0.revision == revision ? $0.states[key] : nil }
    }

    func keep(_ value: any Sendable, for key: String, at revision: Int64) {
        content.withLock { content in
            if content.revision < revision { content = Content(revision: revision) }
            guard content.revision == revision, content.states.count < 50_000 else { return }
            content.states[key] = value
        }
    }
}

import Synchronization
import Walkthrough

/// A token that was used, and when; due to be noted.
struct Sighting: Hashable, Sendable {
    /// A use is noted at most once a minute.
    static let interval: Int64 = 60_000

    let token: Digest
    let at: Instant

    init(token: Digest, at: Instant) {
        self.token = token
        self.at = at
    }

    /// `nil` where the last minute has one already.
    init?(of record: TokenRecord, at: Instant) {
        if let seen = record.seenAt, at < seen.adding(milliseconds: Self.interval) { return nil }
        self.init(token: record.digest, at: at)
    }
}

/// Sightings on their way to the store.
final class Sightings: Sendable {
    private struct State {
        var noted: [Digest: Instant] = [:]
        var running: [Digest: Task<Void, Never>] = [:]
    }

    private static let mostNoted = 10_000
    private let state = Mutex(State())

    /// Begins `write` unless this process has noted the token within the minute.
    func note(_ sighting: Sighting, _ write: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            let due = sighting.at.adding(milliseconds: -Sighting.interval)
            if let last = state.noted[sighting.token], last > due { return }
            if state.noted.count >= Self.mostNoted { state.noted = state.noted.filter { $0.value > due } }
            state.noted[sighting.token] = sighting.at
            guard state.running[sighting.token] == nil else { return }
            state.running[sighting.token] = Task { [self] in
                await write()
                self.state.withLock { $0.running[sighting.token] = nil }
            }
        }
    }

    /// Waits for what is on its way.
    func settle() async {
        for task in state.withLock({ Array($0.running.values) }) { await task.value }
    }
}

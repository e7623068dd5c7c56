import Foundation

/// Hands batches from one thread to another that both may block, a few at a time, so that memory stays small.
final class Handover<Batch: Sendable>: @unchecked Sendable {
    private static var most: Int { 8 }

    /// Guards everything below; waiting gives it up meanwhile.
    private let changed = NSCondition()
    private var batches: [Batch] = []
    private var isOver = false
    private var isGiven = false
    private var isTaken = false
    private var fault: (any Error)?

    /// Waits for room.
    /// - Throws: what the taker failed with.
    func give(_ batch: Batch) throws {
        changed.lock()
        defer { changed.unlock() }
        while batches.count >= Self.most, fault == nil { changed.wait() }
        if let fault { throw fault }
        batches.append(batch)
        changed.broadcast()
    }

    func end() {
        changed.lock()
        defer { changed.unlock() }
        isOver = true
        changed.broadcast()
    }

    /// Wakes both sides; the first fault stands.
    func fail(_ error: any Error) {
        changed.lock()
        defer { changed.unlock() }
        fault = fault ?? error
        changed.broadcast()
    }

    /// Each side begins once: what it gave or took is gone.
    func beginGiving() throws { try begin(\.isGiven) }
    func beginTaking() throws { try begin(\.isTaken) }

    private func begin(_ side: ReferenceWritableKeyPath<Handover, Bool>) throws {
        changed.lock()
        defer { changed.unlock() }
        guard !self[keyPath: side] else { throw EngineError.unreachable("中途断开，目标库没有变，请再运行一次") }
        self[keyPath: side] = true
    }

    /// Waits for the next batch; `nil` at the end.
    func take() throws -> Batch? {
        changed.lock()
        defer { changed.unlock() }
        while batches.isEmpty, !isOver, fault == nil { changed.wait() }
        if let fault { throw fault }
        guard !batches.isEmpty else { return nil }
        defer { changed.broadcast() }
        return batches.removeFirst()
    }
}

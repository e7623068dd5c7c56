import Foundation

/// Hands batches from one thread to another that both may block, a few at a time, so that memory stays small.
final class Handover<Batch: Sendable>: Sendable {
    private struct Content {
        var batches: [Batch] = []
        var isOver = false
        var isTaken = false
        var fault: (any Error)?
    }

    private static var most: Int { 8 }
    private let changed = NSCondition()
    nonisolated(unsafe) private var content = Content()

    private func locked<R>(_ body: (inout Content) throws -> R) rethrows -> R {
        changed.lock()
        defer {
            changed.broadcast()
            changed.unlock()
        }
        return try body(&content)
    }

    /// Waits for room.
    /// - Throws: what the taker failed with.
    func give(_ batch: Batch) throws {
        try locked { content in
            while content.batches.count >= Self.most, content.fault == nil { changed.wait() }
            if let fault = content.fault { throw fault }
            content.batches.append(batch)
        }
    }

    func end() { locked { $0.isOver = true } }

    /// Wakes both sides; the first fault stands.
    func fail(_ fault: any Error) { locked { $0.fault = $0.fault ?? fault } }

    /// Only one may take, and only once: what it took is gone.
    func begin() throws {
        try locked { content in
            guard !content.isTaken else { throw EngineError.rolledBack }
            content.isTaken = true
        }
    }

    /// Waits for the next batch; `nil` at the end.
    func take() throws -> Batch? {
        try locked { content in
            while content.batches.isEmpty, !content.isOver, content.fault == nil { changed.wait() }
            if let fault = content.fault { throw fault }
            return content.batches.isEmpty ? nil : content.batches.removeFirst()
        }
    }
}

internal import Foundation

/// The turnstile that every writing process passes: take `turn`, take `write`, release `turn`.
///
/// A process that writes all the time gives `write` back and must queue for `turn` behind whoever already waits, so it
/// cannot starve the others. The kernel releases both when a process dies.
final class FileTurnstile: Sendable {
    private let turn: CInt
    private let write: CInt

    init(folder: String) throws {
        turn = try Self.open(folder + "/turn.lock")
        do { write = try Self.open(folder + "/write.lock") } catch {
            close(turn)
            throw error
        }
    }

    deinit {
        close(turn)
        close(write)
    }

    private static func open(_ path: String) throws -> CInt {
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        return descriptor
    }

    /// Blocks until this process may write.
    /// - Parameter contended: called once if somebody else is writing.
    func enter(contended: () -> Void = {}) throws {
        var waited = false
        for descriptor in [turn, write] {
            do {
                guard try !Self.lock(descriptor, LOCK_EX | LOCK_NB) else { continue }
                if !waited { contended() }
                waited = true
                _ = try Self.lock(descriptor, LOCK_EX)
            } catch {
                flock(turn, LOCK_UN)
                throw error
            }
        }
        flock(turn, LOCK_UN)
    }

    func leave() { flock(write, LOCK_UN) }

    private static func lock(_ descriptor: CInt, _ operation: CInt) throws -> Bool {
        while flock(descriptor, operation) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw failure("flock") }
        }
        return true
    }

    private static func failure(_ what: String) -> EngineError {
        let code = errno
        return code == ENOSPC ? .diskFull : .ioError("\(what): \(String(cString: strerror(code)))")
    }
}

import Synchronization

/// Tells on stderr how far a long work is: nothing in its first second, then in place on a terminal, or a line every
/// five seconds elsewhere. Callable from any thread.
final class Progress: Sendable {
    private struct Count {
        var done = 0
        var nextReport: Duration = .seconds(1)
        var hasLine = false
    }

    private let title: String
    private let total: Int?
    private let console: Console
    private let elapsed: @Sendable () -> Duration
    private let count = Mutex(Count())

    /// - Parameters:
    ///   - total: `nil` where it is not known.
    ///   - elapsed: time since the work began.
    init(_ title: String, total: Int? = nil, on console: Console, elapsed: (@Sendable () -> Duration)? = nil)
    {
        self.title = title
        self.total = total
        self.console = console
        let start = ContinuousClock.now
        self.elapsed = elapsed ?? { ContinuousClock.now - start }
    }

    func advance(by step: Int = 1) { report { $0 + step } }

    /// So many are done by now.
    func reach(_ done: Int) { report { _ in done } }

    private func report(_ change: (Int) -> Int) {
        count.withLock { count in
            count.done = change(count.done)
            let elapsed = elapsed()
            guard elapsed >= count.nextReport else { return }
            count.nextReport = elapsed + (console.errorsAreTerminal ? .milliseconds(200) : .seconds(5))
            count.hasLine = true
            console.report(
                console.errorsAreTerminal ? "\r\u{1B}[K\(text(count.done))" : text(count.done) + "\n")
        }
    }

    /// Clears the line on a terminal.
    func finish() {
        count.withLock { count in
            if count.hasLine, console.errorsAreTerminal { console.report("\r\u{1B}[K") }
            count.hasLine = false
        }
    }

    private func text(_ done: Int) -> String {
        guard let total, total > 0 else { return "\(title) \(done)" }
        return "\(title) \(done)/\(total)（\(min(100, done * 100 / total))%）"
    }
}

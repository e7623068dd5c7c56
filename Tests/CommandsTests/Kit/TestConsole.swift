import Ledger
import Synchronization

@testable import Commands

/// A console in memory: what was printed and reported, and what is typed.
final class TestConsole: Sendable {
    private struct Texts {
        var output = ""
        var errors = ""
        var input: [String] = []
    }

    private let texts = Mutex(Texts())

    init(input: [String] = []) { texts.withLock { $0.input = input } }

    var output: String { texts.withLock { $0.output } }
    var errors: String { texts.withLock { $0.errors } }

    func console(
        width: Int? = nil, isTerminal: Bool = false, variables: [String: String] = [:]
    ) -> Console {
        Console(
            write: { text throws(LedgerError) in self.texts.withLock { $0.output += text } },
            report: { text in self.texts.withLock { $0.errors += text } },
            readLine: { self.next() },
            readSecret: { _ in self.next() },
            inputIsTerminal: isTerminal, errorsAreTerminal: isTerminal, width: width,
            variable: { variables[$0] })
    }

    private func next() -> String? { texts.withLock { $0.input.isEmpty ? nil : $0.input.removeFirst() } }

    /// Runs a command line and gives its exit code.
    func run(_ arguments: String..., variables: [String: String] = [:]) async -> Int32 {
        var context = CommandContext.live
        context.console = console(variables: variables)
        return await CommandRunner.run(arguments, in: context).code
    }
}

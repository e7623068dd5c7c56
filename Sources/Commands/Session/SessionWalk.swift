import ArgumentParser
import Ledger
import Walkthrough

struct SessionWalk: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk", abstract: "一问一答地走流程",
        discussion: "随时可以按 Ctrl-D 离开，答过的都留着；用 --resume 接着走。没有把握的问题直接回车跳过。")

    @Option(help: ArgumentHelp("接着走哪一次", valueName: "number"))
    var resume: String?

    @Option(help: ArgumentHelp("方式；不填为日常走流程", valueName: "kind"))
    var kind: SessionKind = .routineWalk

    @OptionGroup var who: WalkerOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let uses = try await context.checklistUses(global)
        let end = try await context.withLedger(global) { ledger, caller in
            var walk = WalkDialogue(
                ledger: ledger, caller: caller, console: context.console, now: context.ledgers.environment.now
            )
            walk.number = resume
            do {
                if resume == nil { try await walk.open(kind, who, uses) }
                return try await walk.run()
            } catch is WalkLeft {
                return .left(number: walk.number)
            }
        }
        switch end {
        case .submitted(let receipt):
            if global.json { return try context.console.printJSON(receipt) }
            try context.console.printSubmitted(receipt)
        case .left(let number):
            if global.json { return try context.console.printJSON(["number": number]) }
            guard let number else { return try context.console.printLine("还没有开始，没有记录任何内容。") }
            try context.console.printLine("已保存到 \(number)。接着走：peizou session walk --resume \(number)")
        }
    }
}

/// The walker left in the middle, at the end of the input.
struct WalkLeft: Error {}

/// The questions of a walk, one by one. Every answer is recorded at once, so that it can be left at any point.
struct WalkDialogue {
    enum End {
        case submitted(SubmitSession.Receipt)
        case left(number: String?)
    }

    let ledger: Ledger
    let caller: Caller
    let console: Console
    let now: @Sendable () -> Instant
    var number: String?

    // MARK: Asking

    func say(_ text: String) { console.report(text + "\n") }

    /// A line, trimmed; empty if only Return was pressed.
    func line(_ question: String) throws -> String {
        console.report(question + " ")
        guard let text = console.readLine() else {
            console.report("\n")
            throw WalkLeft()
        }
        return text.trimmed
    }

    /// A line that is not empty.
    func needed(_ question: String) throws -> String {
        while true {
            let text = try line(question)
            if !text.isEmpty { return text }
            say("  这一项要写，写一句就行。")
        }
    }

    /// A number of a list, or `nil` for Return. Its title and the first letters of it are taken, too.
    func choice<Choice: ChoiceArgument & Equatable>(_ question: String, _ choices: [Choice]) throws -> Choice?
    {
        while true {
            let text = try line(question)
            if text.isEmpty { return nil }
            if let index = Int(text), choices.indices.contains(index - 1) { return choices[index - 1] }
            if let choice = try? Choice(choice: text), choices.contains(choice) { return choice }
            say("  请写 1 到 \(choices.count) 的数字，或直接回车跳过。")
        }
    }

    func edit(_ command: SessionCommand) async throws {
        _ = try await ledger.perform(EditSession(number ?? "", command), by: caller)
    }

    /// Does `body` until it is accepted: what was typed wrong is said and asked again.
    func accepted<R>(_ body: () async throws -> R) async throws -> R {
        while true {
            do {
                return try await body()
            } catch let error as Invalid {
                say("  \(error)")
            } catch let error as LedgerError {
                switch error {
                case .invalid, .tooLarge, .unsupportedType: say("  \(error.message)")
                case .malformed, .unauthenticated, .notPermitted, .notPossible, .preconditionMissing, .stale,
                    .unknown,
                    .passwordMustChange, .tooMany, .unavailable, .uncertain, .unusableStore, .internalFault:
                    throw error
                }
            }
        }
    }

    func shown() async throws -> ShowSession.Answer {
        try await ledger.ask(ShowSession(number ?? ""), by: caller)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

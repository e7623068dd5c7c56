import ArgumentParser
import Glibc
import Ledger

/// Runs a command line from its arguments to its exit code: parses, performs, and prints what failed.
///
/// A result is printed at the end and whole. Ctrl-C ends the process like any kill, which the store and the exports
/// are made to survive, so nothing is caught here.
package enum CommandRunner {
    /// Runs this process's command line and ends it.
    package static func main() async -> Never {
        exit(await run(Array(CommandLine.arguments.dropFirst()), in: .live).code)
    }

    static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        let faults = ArgumentFaults()
        let command: any ParsableCommand
        do {
            command = try ArgumentFaults.$current.withValue(faults) { try Peizou.parseAsRoot(arguments) }
        } catch {
            return report(error, faults: faults, asJSON: arguments.contains("--json"), on: context.console)
        }
        do {
            if let command = command as? any PeizouCommand {
                try await command.perform(in: context)
            } else if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
            return .ok
        } catch let status as ExitStatus {
            return status
        } catch  where Peizou.exitCode(for: error) == .success {
            return report(error, faults: faults, asJSON: false, on: context.console)
        } catch {
            let failure = Failure(error, reference: String(UInt32.random(in: .min ... .max), radix: 36))
            let asJSON = (command as? any PeizouCommand)?.global.json ?? false
            context.console.report(asJSON ? failure.json : failure.text)
            return failure.status
        }
    }

    /// Help and version on stdout, and on stderr why the command line cannot be read.
    private static func report(
        _ error: any Error, faults: ArgumentFaults, asJSON: Bool, on console: Console
    ) -> ExitStatus {
        let width = console.width ?? HelpLanguage.usualWidth
        guard Peizou.exitCode(for: error) != .success else {
            let text = Peizou.fullMessage(for: error, columns: HelpLanguage.unwrapped)
            let help = HelpLanguage.help(text, width: width)
            do throws(LedgerError) {
                try console.printLine(help)
                return .ok
            } catch { return error.exitStatus }
        }
        let message = HelpLanguage.message(Peizou.message(for: error), fault: faults.last)
        if asJSON {
            console.report(Failure(usage: message).json)
        } else {
            console.report(Failure(usage: message).text)
            console.report(HelpLanguage.usage(Peizou.usage(for: error), width: width) + "\n")
        }
        return .usage
    }
}

extension Peizou {
    /// What `ArgumentParser` prints below its message: how the command is used, and where its help is.
    fileprivate static func usage(for error: any Error) -> String {
        let text = fullMessage(for: error, columns: HelpLanguage.unwrapped)
        guard let usage = text.firstRange(of: "Usage: ") else { return "" }
        return String(text[usage.lowerBound...])
    }
}

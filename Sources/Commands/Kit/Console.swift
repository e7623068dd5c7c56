import Documents
import Ledger

/// The ends of the program: what it prints, reports and asks. Tests put their own in its place.
struct Console: Sendable {
    /// Writes to stdout at once; throws if that fails, as on a full disk.
    var write: @Sendable (String) throws(LedgerError) -> Void
    /// Writes to stderr.
    var report: @Sendable (String) -> Void
    /// The next line of stdin without its end; `nil` at the end of the input.
    var readLine: @Sendable () -> String?
    /// Reads a line that is not shown, having printed a prompt on stderr.
    var readSecret: @Sendable (_ prompt: String) throws -> String?
    var inputIsTerminal: Bool
    var errorsAreTerminal: Bool
    /// Columns of the terminal on stdout; `nil` where it is no terminal.
    var width: Int?
    var variable: @Sendable (_ name: String) -> String?

    /// Colour is for terminals whose user has not set `NO_COLOR` to anything (no-color.org).
    var colours: Bool { width != nil && setting("NO_COLOR") == nil && variable("TERM") != "dumb" }

    /// An environment variable; an empty one counts as not set.
    func setting(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }

    func printLine(_ text: String) throws(LedgerError) { try write(text + "\n") }

    func print(_ table: TextTable) throws(LedgerError) {
        try write(table.text(width: width, colours: colours))
    }

    func styled(_ text: String, _ style: Style) -> String { colours ? style.applied(to: text) : text }

    /// The one document of `--json`; indented for the eyes on a terminal.
    func printJSON(_ document: some Encodable) throws {
        try write(JSONOutput.text(document, pretty: width != nil))
    }
}

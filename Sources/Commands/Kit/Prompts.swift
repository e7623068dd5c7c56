import Ledger

extension Console {
    /// Asks on stderr and reads a line of stdin.
    /// - Throws: `malformed` at the end of the input.
    func ask(_ question: String) throws(LedgerError) -> String {
        report(question + " ")
        guard let line = readLine() else { throw .malformed("没有读到回答，输入已结束。请在终端里运行，或用选项给出。") }
        return line
    }

    /// Asks for 是 or 否. Where nobody sits at a terminal, only `--yes` can say 是.
    func confirm(_ question: String, assumeYes: Bool = false) throws(LedgerError) -> Bool {
        if assumeYes { return true }
        guard inputIsTerminal else { throw .malformed("\(question)需要确认，而输入不是终端。请加 --yes 再运行。") }
        while true {
            switch try ask("\(question)[y/N]").lowercased() {
            case "y", "yes", "是": return true
            case "", "n", "no", "否": return false
            default: report("请回答 y（是）或 n（否）。\n")
            }
        }
    }

    /// A password: typed unseen on a terminal, else the next line of stdin.
    /// - Throws: `malformed` for an empty one.
    func password(_ prompt: String = "密码：") throws -> String {
        guard let secret = try readSecret(prompt), !secret.isEmpty else {
            throw LedgerError.malformed("没有读到密码。请在终端输入，或从标准输入给出一行。")
        }
        return secret
    }

    /// A new password, asked twice on a terminal.
    func newPassword() throws -> String {
        let first = try password("新密码：")
        if inputIsTerminal, try password("再输一次：") != first {
            throw LedgerError.malformed("两次输入的密码不一样。请重新运行。")
        }
        return first
    }
}

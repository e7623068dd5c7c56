import Ledger
import Testing

@testable import Commands

@Suite struct `A prompt` {
    @Test(arguments: [("y", true), ("是", true), ("", false), ("n", false), ("否", false)])
    func `takes yes and no in both languages`(answer: String, expected: Bool) throws {
        let test = TestConsole(input: ["什么", answer])
        #expect(try test.console(isTerminal: true).confirm("删除吗？") == expected)
    }

    @Test func `without a terminal needs --yes`() throws {
        let console = TestConsole(input: ["y"]).console()
        #expect(throws: LedgerError.self) { try console.confirm("删除吗？") }
        #expect(try console.confirm("删除吗？", assumeYes: true))
    }

    @Test func `asks a new password twice on a terminal, and reads one line elsewhere`() throws {
        #expect(try TestConsole(input: ["a", "a"]).console(isTerminal: true).newPassword() == "a")
        #expect(throws: LedgerError.self) {
            try TestConsole(input: ["a", "b"]).console(isTerminal: true).newPassword()
        }
        #expect(try TestConsole(input: ["a"]).console().newPassword() == "a")
        #expect(throws: LedgerError.self) { try TestConsole().console().password() }
    }

    @Test func `that is not shown still knows backspace, Ctrl-U, Ctrl-C and Ctrl-D`() {
        var line = SecretLine()
        for byte in Array("a密".utf8) + [127] { #expect(line.take(byte) == .more) }
        #expect(line.text == "a")
        #expect(line.take(21) == .more)
        #expect(line.text == "")
        #expect(line.take(4) == .ended)
        #expect(line.take(3) == .interrupted)
        #expect(line.take(13) == .done)
    }
}

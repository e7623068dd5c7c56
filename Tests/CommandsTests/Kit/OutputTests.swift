import Documents
import Synchronization
import Testing
import Walkthrough

@testable import Commands

@Suite struct `Output` {
    private struct Sample: Encodable {
        let url = "a/b"
        let at = Instant(milliseconds: 1_790_755_800_000)
        let day = Day(number: 20_726)
        let note = Prose.erased
    }

    @Test func `as JSON is one document with sorted keys and readable times`() throws {
        #expect(
            try JSONOutput.text(Sample())
                == #"{"at":"2026-09-30T16:10:00+08:00","day":"2026-09-30","note":"已依法删除","url":"a/b"}"# + "\n"
        )
    }

    @Test func `of progress is silent for a second, then a line every five on no terminal`() {
        let test = TestConsole()
        let clock = Mutex(Duration.zero)
        let progress = Progress("导入", total: 10, on: test.console(), elapsed: { clock.withLock { $0 } })
        for tenth in 1...70 {
            clock.withLock { $0 = .milliseconds(100 * tenth) }
            if tenth % 7 == 0 { progress.advance() }
        }
        progress.finish()
        #expect(test.errors == "导入 2/10（20%）\n导入 10/10（100%）\n")
    }

    @Test func `of progress stays on one line of a terminal and is wiped at the end`() {
        let test = TestConsole()
        let progress = Progress("校验", on: test.console(isTerminal: true), elapsed: { .seconds(2) })
        progress.advance(by: 40)
        progress.finish()
        #expect(test.errors == "\r\u{1B}[K校验 40\r\u{1B}[K")
    }

    @Test func `breaks long lines where Chinese may be broken`() {
        #expect(LineBreaker.wrapped("陪群众走流程，发现问题。", width: 12, indent: 0) == "陪群众走流\n程，发现问\n题。")
        #expect(LineBreaker.wrapped("  --a   用于说明一件事", width: 16, indent: 8) == "  --a   用于说明\n        一件事")
        #expect(LineBreaker.wrapped("abcdefgh", width: 4, indent: 0) == "abcd\nefgh")
    }
}

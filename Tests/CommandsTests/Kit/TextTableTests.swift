import Testing

@testable import Commands

@Suite struct `A table` {
    private func table() -> TextTable {
        var table = TextTable([.init("编号"), .init("问题", shrinks: true), .init("天数", .right)])
        table.append(["QH-1", "窗口没有叫号", "3"])
        table.append(["QH-12", "ok", .init("15", .red)])
        return table
    }

    @Test func `aligns columns by what a terminal shows`() {
        #expect(
            table().text(width: nil, colours: false) == """
                编号   问题          天数
                QH-1   窗口没有叫号     3
                QH-12  ok              15

                """)
    }

    @Test func `gives way in the columns that may shrink`() {
        let lines = table().text(width: 21, colours: false).split(separator: "\n")
        #expect(lines == ["编号   问题      天数", "QH-1   窗口没…      3", "QH-12  ok          15"])
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 21 })
    }

    @Test func `stays whole where nothing more can shrink`() {
        #expect(table().text(width: 5, colours: false) == table().text(width: 21, colours: false))
    }

    @Test func `colours text only, never the space around it`() {
        let text = table().text(width: nil, colours: true)
        #expect(text.contains("  \u{1B}[31m15\u{1B}[0m\n"))
        #expect(text.hasPrefix("\u{1B}[1m编号\u{1B}[0m"))
    }

    @Test func `lets no control character through to the terminal`() {
        #expect(TextTable.Cell("一\u{1B}[31m二\n三").text == "一 [31m二 三")
    }

    @Test func `is plain where NO_COLOR is set or nobody looks`() {
        let test = TestConsole()
        #expect(test.console(width: 80).colours)
        #expect(!test.console(width: nil).colours)
        #expect(!test.console(width: 80, variables: ["NO_COLOR": "1"]).colours)
        #expect(test.console(width: 80, variables: ["NO_COLOR": ""]).colours)
        #expect(!test.console(width: 80, variables: ["TERM": "dumb"]).colours)
    }
}

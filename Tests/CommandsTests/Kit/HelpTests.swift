import ArgumentParser
import Testing
import Walkthrough

@testable import Commands

@Suite struct `The command line` {
    @Test(arguments: [[], ["--help"], ["help"]] as [[String]])
    func `without a command, and with --help, prints its help and succeeds`(arguments: [String]) async throws
    {
        let test = TestConsole()
        var context = CommandContext.live
        context.console = test.console()
        #expect(await CommandRunner.run(arguments, in: context) == .ok)
        try Golden.compare(test.output, with: "help.txt")
        #expect(test.errors == "")
    }

    @Test func `prints its version`() async {
        let test = TestConsole()
        #expect(await test.run("--version") == 0)
        #expect(test.output.hasPrefix("peizou "))
    }

    @Test(arguments: [
        (["calendar", "due", "--workdays", "3"], "缺少 --from <day>。"),
        (["calendar", "due", "--from"], "--from <day> 缺少值。"),
        (["calendar", "due", "--from", "2026-02-30", "--workdays", "3"], "--from <day> 的值：2026年2月30日不存在。"),
        (["calendar", "due", "--from", "2026-02-03", "--workdays", "x"], "--workdays <n> 的值：“x”用不了。"),
        (
            ["calendar", "due", "--from", "2026-02-03", "--workdays", "3", "--jso"],
            "没有 --jso 这个选项。是不是 --json？"
        ),
        (["calendar", "nothing"], "多出了“nothing”"),
        (["checklist", "show"], "缺少 <id>。"),
        (["checklist", "list", "--json=1"], "--json 不带值，却给了“1”。"),
        (["completions", "tcsh"], "<shell> 的值：“tcsh”不在可选项里。可以填 bash、zsh、fish。"),
    ])
    func `says in Chinese what cannot be read, and exits 64`(arguments: [String], message: String) async {
        let test = TestConsole()
        var context = CommandContext.live
        context.console = test.console()
        #expect(await CommandRunner.run(arguments, in: context) == .usage)
        #expect(test.errors.hasPrefix(message), "\(test.errors)")
        #expect(test.errors.contains("用法：peizou") && test.errors.contains("--help 查看说明。"))
        #expect(test.output == "")
    }

    @Test func `says it as JSON where that is asked for`() async {
        let test = TestConsole()
        #expect(await test.run("--json", "checklist", "show") == 64)
        #expect(test.errors == #"{"error":{"code":"malformed","message":"缺少 <id>。请补上。"}}"# + "\n")
        #expect(test.output == "")
    }

    @Test func `takes the common options before and after the command`() async {
        let (before, after) = (TestConsole(), TestConsole())
        #expect(await before.run("--json", "checklist", "list") == 0)
        #expect(await after.run("checklist", "list", "--json") == 0)
        #expect(before.output == after.output)
        #expect(before.output.hasPrefix("{"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `prints completions`(shell: String) async {
        let test = TestConsole()
        #expect(await test.run("completions", shell) == 0)
        #expect(test.output.contains("checklist"))
    }

    private struct Sample: ParsableCommand {
        @Option(help: "整改方式")
        var mode = RectifyMode.deadline

        @Option(help: "渠道")
        var channels: Choices<Channel>?
    }

    @Test func `explains in its help what each choice means`() {
        let help = HelpLanguage.help(Sample.helpMessage(columns: HelpLanguage.unwrapped), width: 80)
        #expect(help.contains("longTerm          - 长期整改"), "\(help)")
        #expect(help.contains("整改方式（默认 deadline）"), "\(help)")
        #expect(help.contains("渠道（可填 window、pc、app、mini、kiosk、hotline、\n"), "\(help)")
    }
}

import ArgumentParser

struct Completions: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "输出命令补全脚本",
        discussion: """
            bash：peizou completions bash > ~/.local/share/bash-completion/completions/peizou
            zsh： peizou completions zsh > ~/.zfunc/_peizou
            fish：peizou completions fish > ~/.config/fish/completions/peizou.fish
            """)

    enum Shell: String, ChoiceArgument {
        case bash, zsh, fish

        var title: String { rawValue }

        var generator: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "哪一种命令行")
    var shell: Shell

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try context.console.printLine(Peizou.completionScript(for: shell.generator))
    }
}

import Walkthrough

/// What `ArgumentParser` says of itself, in Chinese; what a command says is Chinese already.
enum HelpLanguage {
    /// So wide that `ArgumentParser` breaks no line: it counts characters, where CJK takes two columns.
    static let unwrapped = 100_000
    static let usualWidth = 80
    /// Where `ArgumentParser` begins to explain an option.
    private static let labelWidth = 26

    static func help(_ text: String, width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = Self.line(String(line))
            let indent = line.hasPrefix("用法：") ? 6 : line.hasPrefix("  ") ? labelWidth : 0
            return LineBreaker.wrapped(line, width: max(width, 2 * labelWidth), indent: indent)
        }.joined(separator: "\n")
    }

    /// - Parameter fault: why the last value could not be read.
    static func message(_ text: String, fault: Invalid?) -> String {
        if let match = text.prefixMatch(
            of: #/The value '(.*)' is invalid(?: for '(.+?)')?(?=:|\.|$)(?:: (.+))?/#.dotMatchesNewlines())
        {
            let option = match.2.map { "\($0) " } ?? "参数"
            let reason = fault.map { "\($0.what)。\($0.mend)。" } ?? match.3.map(String.init)
            return "\(option)的值：" + (reason ?? "“\(match.1)”用不了。请对照 --help 改正。")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { sentence(String($0)) }
            .joined(separator: "\n")
    }

    static func usage(_ text: String, width: Int) -> String {
        text.split(separator: "\n").map { line in
            let line = String(line)
            if let match = line.wholeMatch(of: #/\s*See '(.+)' for more information\./#) {
                return "运行 \(match.1) 查看说明。"
            }
            let usage = placeholders(line.replacing("Usage: ", with: "用法：", maxReplacements: 1))
            return LineBreaker.wrapped(usage, width: max(width, 2 * labelWidth), indent: 6)
        }.joined(separator: "\n")
    }

    private static func sentence(_ text: String) -> String {
        if let match = text.wholeMatch(of: #/Unknown option '(.+?)'(?:\. Did you mean '(.+)'\?)?/#) {
            return "没有 \(match.1) 这个选项。" + (match.2.map { "是不是 \($0)？" } ?? "请对照 --help 改正。")
        }
        if let match = text.wholeMatch(of: #/(?: +or: )?Missing value for '(.+?)'.*/#) {
            return "\(match.1) 缺少值。请补上。"
        }
        if let match = text.wholeMatch(of: #/Missing expected argument '(.+)'/#) {
            return "缺少 \(match.1)。请补上。"
        }
        if let match = text.wholeMatch(of: #/Missing one of: '(.+)'/#) { return "缺少 '\(match.1)' 之一。请补上。" }
        if let match = text.wholeMatch(of: #/Unexpected argument '(.+)'/#) {
            return "多出了“\(match.1)”，或没有这个命令。请对照 --help 改正。"
        }
        if let match = text.wholeMatch(of: #/\d+ unexpected arguments: (.+)/#) {
            return "多出了 \(match.1)。请对照 --help 改正。"
        }
        if let match = text.wholeMatch(
            of: #/The option '(.+)' does not take any value, but '(.*)' was specified\./#)
        {
            return "\(match.1) 不带值，却给了“\(match.2)”。请删去。"
        }
        if text.contains("had already been set with") { return "同一个选项给了两种相反的值。请只留一个。" }
        if text.hasPrefix("Missing required subcommand") { return "缺少命令。请对照 --help 补上。" }
        return text
    }

    private static func line(_ line: String) -> String {
        let headings = [
            "OVERVIEW: ": "", "USAGE: ": "用法：", "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "命令：",
        ]
        for (english, chinese) in headings where line.hasPrefix(english) {
            return placeholders(chinese + line.dropFirst(english.count))
        }
        if !line.hasPrefix(" "), line.hasSuffix(" SUBCOMMANDS:") { return line.dropLast(13) + "：" }
        if line.hasPrefix("  See"),
            let match = line.wholeMatch(of: #/  See '(.+) <subcommand>' for detailed help\./#)
        {
            return "运行 \(match.1) <命令> 查看一个命令的用法。"
        }
        guard line.hasSuffix(")") || line.hasSuffix(".") else { return line }
        return line.replacing("Show help information.", with: "显示这份说明")
            .replacing("Show the version.", with: "显示版本")
            .replacing(#/ *\(values: (.+?)(?:; default: (.+))?\)$/#) { match in
                "（可填 \(match.1.replacing(", ", with: "、"))\(match.2.map { "；默认 \($0)" } ?? "")）"
            }
            .replacing(#/ *\(default: (.+)\)$/#) { "（默认 \($0.1)）" }
    }

    private static func placeholders(_ text: String) -> String {
        text.replacing("<subcommand>", with: "<命令>").replacing("[<options>]", with: "[选项]")
            .replacing("<options>", with: "<选项>")
    }
}

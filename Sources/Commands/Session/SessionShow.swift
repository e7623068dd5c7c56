import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct SessionShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一次体验，和提交前还缺什么")

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let answer = try await context.ask(ShowSession(session), global)
        if global.json { return try context.console.printJSON(SessionDocument(answer)) }
        let walk = answer.session
        try context.console.printLine("\(walk.number)　\(walk.kind.title)　\(walk.phase.title)\n")
        try context.console.printFields(Self.fields(answer))
        if !walk.answers.isEmpty { try context.console.print(Self.answers(answer)) }
        for (title, lines) in Self.parts(walk) where !lines.isEmpty {
            try context.console.printLine("\n\(title)")
            for line in lines { try context.console.printLine("  " + line) }
        }
        if !answer.missing.isEmpty {
            try context.console.printLine("\n提交前还缺")
            for fault in answer.missing { try context.console.printLine("  \(fault)") }
        }
        if !answer.signals.isEmpty {
            try context.console.printLine("\n需核实提示（请说明：peizou session explain \(walk.number) 提示 说明）")
            for signal in answer.signals {
                try context.console.printLine(
                    "  \(signal.kind.title) \(signal.kind.rawValue)：\(signal.question)")
                if let text = signal.explanation { try context.console.printLine("    说明：\(text)") }
            }
        }
    }

    private static func fields(_ answer: ShowSession.Answer) -> [(String, String)] {
        let walk = answer.session
        let details = walk.details
        return [
            ("体验人", "\(answer.walkerLabel)（\(walk.role.title)）"), ("登记依据", walk.basis.title),
            ("事项", details.items.map(\.name.description).joined(separator: "、")),
            ("渠道", details.channels.map(\.title).joined(separator: "、")),
            ("地点", answer.placeName ?? ""), ("视角", details.viewpoint?.title ?? ""),
            ("身份", details.identity?.description ?? ""),
            ("时间", walk.visits.map { "\($0.start.short)—\($0.end?.clock ?? "")" }.joined(separator: "；")),
            ("编号", details.numbers.map { "\($0.kind.title) \($0.number)" }.joined(separator: "、")),
            ("无编号原因", details.noNumberReason?.description ?? ""), ("坐班预告", details.notice ?? ""),
            ("评分", details.score.map(String.init) ?? ""), ("整改措施", details.measures?.description ?? ""),
            ("未发现问题", details.nothingFound?.description ?? ""), ("感受", walk.feelings?.description ?? ""),
        ]
    }

    private static func answers(_ answer: ShowSession.Answer) -> TextTable {
        var table = TextTable([
            .init("检查项"), .init("内容", shrinks: true), .init("结果"), .init("佐证", .right),
            .init("说明", shrinks: true),
        ])
        let texts = Dictionary(
            answer.items.map { ($0.id.text, $0.text.text) }, uniquingKeysWith: { first, _ in first })
        for record in answer.session.answers {
            let style: Style =
                switch record.value {
                case .fail: .red
                case .improvable: .yellow
                case .pass, .notApplicable, .notSeen: .plain
                }
            let count = answer.session.evidence(of: record.code).count
            table.append([
                .init(record.code), .init(texts[record.code] ?? ""),
                .init(record.isClue ? "线索（密封）" : record.value.title, style),
                .init(count == 0 ? "" : String(count)),
                .init((record.answer.note ?? record.answer.noEvidenceReason)?.description ?? ""),
            ])
        }
        return table
    }

    private static func parts(_ walk: ExperienceSession) -> [(String, [String])] {
        let opened = walk.submitted
        func row(_ key: String) -> String {
            opened?.rows.first { $0.finding == key }.map { " → \($0.row.number)" } ?? ""
        }
        return [
            (
                "问题",
                walk.completedFindings().map { finding in
                    let codes = finding.codes.joined(separator: "、")
                    return
                        "\(finding.key)　\([codes, finding.text?.description ?? ""].filter { !$0.isEmpty }.joined(separator: "："))"
                        + row(finding.key)
                }
            ),
            ("建议", walk.suggestions.map { "\($0.key)　\($0.kind.title)：\($0.text)" }),
            ("已立号的建议", (opened?.suggestions ?? []).map(\.suggestion.number)),
            ("密封线索", (opened?.clues ?? []).map { "\($0.code) \($0.clue.number)" }),
            ("帮办记录", walk.helpLog.map { "\($0.at.short) \($0.text)" }),
            ("第三方回访", walk.calls.map { "\($0.at.short) \($0.result.title) \($0.note?.description ?? "")" }),
            ("跟办办件", walk.followed.map { "\($0.number) \($0.accepted.short)—\($0.finished?.short ?? "")" }),
            (
                "座谈",
                (walk.meeting?.exchanges ?? []).map { "问：\($0.question)　答：\($0.answer?.description ?? "")" }
                    + (walk.meeting?.opinions ?? []).map {
                        "意见：\($0.text)　\($0.reply?.description ?? $0.finding ?? "")"
                    }
            ),
        ]
    }
}

extension Console {
    /// `名称  内容` lines; empty ones are left out.
    func printFields(_ fields: [(String, String)]) throws(LedgerError) {
        for (label, text) in fields where !text.isEmpty {
            let line = label + String(repeating: " ", count: max(2, 12 - DisplayWidth.of(label))) + text
            try printLine(width.map { LineBreaker.wrapped(line, width: $0, indent: 12) } ?? line)
        }
    }
}

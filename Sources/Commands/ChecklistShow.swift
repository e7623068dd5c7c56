import ArgumentParser
import Documents
import Imports
import Ledger
import Walkthrough

struct ChecklistShow: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "查看一份清单，或其中一项")

    @Argument(help: ArgumentHelp("清单编号，如 coverage；或检查项编号，如 COV-01", valueName: "id"))
    var id: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let found = try await context.checklists.library(global).named(id) else {
            throw LedgerError.unknown("没有编号是“\(id.prefix(60))”的清单或检查项。请用 checklist list 查看编号。")
        }
        let (entry, items) = found
        if global.json {
            return try context.console.printJSON(
                ChecklistDocument(entry.checklist, items: items, origin: entry.origin, file: entry.name))
        }
        items.count == 1
            ? try presentItem(items[0], on: context.console)
            : try presentList(entry.checklist, on: context.console)
    }

    private func presentList(_ checklist: Checklist, on console: Console) throws(LedgerError) {
        try console.printLine("\(checklist.title)（\(checklist.id)，\(checklist.items.count) 项）\n")
        var table = TextTable([
            .init("编号"), .init("检查项", shrinks: true), .init("渠道", shrinks: true), .init("必查"), .init("线索"),
        ])
        for item in checklist.items {
            table.append([
                .init(item.id.text), .init(item.text.text),
                .init(item.channels.map(\.title).joined(separator: "、")),
                .init(item.core.isEmpty ? "" : "是"), .init(item.clue ? "是" : ""),
            ])
        }
        try console.print(table)
    }

    private func presentItem(_ item: CheckItem, on console: Console) throws(LedgerError) {
        let lines = [
            ("主题", item.dimension.title), ("渠道", item.channels.map(\.title).joined(separator: "、")),
            ("活动", item.kinds.map(\.title).joined(separator: "、")),
            ("必查", item.core.map(\.title).joined(separator: "、")),
            ("有问题", item.fail.text), ("留痕", item.evidence.text),
            ("线索", item.clue ? "是，有问题时另立密封案卷，不进台账" : ""),
            ("相近项", item.seeAlso.map(\.text).joined(separator: "、")),
            ("出处", item.source.map(\.text).joined(separator: "；")),
        ]
        try console.printLine("\(item.id)　\(item.text)\n")
        for (label, text) in lines where !text.isEmpty {
            let padding = String(repeating: " ", count: 8 - DisplayWidth.of(label))
            let line = label + padding + text
            try console.printLine(
                console.width.map { LineBreaker.wrapped(line, width: $0, indent: 8) } ?? line)
        }
    }
}

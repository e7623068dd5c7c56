import ArgumentParser
import Documents
import Imports
import Walkthrough

struct ChecklistList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出在用的检查清单")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let entries = try await context.checklists.library(global).entries
        let lists = entries.map {
            ChecklistLine($0.checklist, origin: $0.origin, file: $0.name)
        }
        if global.json { return try context.console.printJSON(Document(checklists: lists)) }
        var table = TextTable([
            .init("编号"), .init("清单", shrinks: true), .init("检查项", .right), .init("其中必查", .right), .init("来源"),
            .init("文件", shrinks: true),
        ])
        for (entry, list) in zip(entries, lists) {
            table.append([
                .init(list.id), .init(list.title), .init(String(list.items)), .init(String(list.core)),
                .init(entry.origin.title), .init(list.file),
            ])
        }
        try context.console.print(table)
    }

    private struct Document: Encodable {
        let checklists: [ChecklistLine]
    }
}

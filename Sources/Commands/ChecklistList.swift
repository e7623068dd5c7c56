import ArgumentParser
import Imports
import Walkthrough

struct ChecklistList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出在用的检查清单")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let entries = try await context.checklists.library(global).entries
        let lists = entries.map(Document.List.init)
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
        struct List: Encodable {
            let id: String
            let title: String
            let items: Int
            let core: Int
            let origin: ChecklistOrigin
            let file: String

            init(_ entry: ChecklistLibrary.Entry) {
                id = entry.checklist.id
                title = entry.checklist.title.text
                items = entry.checklist.items.count
                core = entry.checklist.items.count { !$0.core.isEmpty }
                origin = entry.origin
                file = entry.name
            }
        }

        let checklists: [List]
    }
}

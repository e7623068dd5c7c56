import Documents
import Hummingbird
import Imports
import Ledger
import Walkthrough

/// The checklists in use.
struct ChecklistRoutes {
    let ledger: Ledger
    let library: ChecklistLibrary

    func add(to api: API) {
        api.add(
            Operation("listChecklists", .get, "/api/v1/checklists", tag: "检查清单", "列出在用的检查清单")
                .paged().answers(ListDocument<ChecklistLine>.self, "一页清单", headers: .link), list)
        api.add(
            Operation("showChecklist", .get, "/api/v1/checklists/{id}", tag: "检查清单", "查看一份清单，或其中一项")
                .takes(.path("id", .reference, "清单编号，如 coverage；或检查项编号，如 COV-01")).conditional()
                .answers(ChecklistDocument.self, "清单的各检查项", headers: .etag)
        ) { call in
            try await ledger.ask(ReferenceReader(), by: call.caller)
            guard let (entry, items) = library.named(call.id) else {
                throw LedgerError.unknown("没有编号是“\(call.id)”的清单或检查项；请用 GET /api/v1/checklists 查看编号")
            }
            return try call.reply(
                ChecklistDocument(entry.checklist, items: items, origin: entry.origin, file: entry.name))
        }
    }

    @Sendable private func list(_ call: Call<Caller>) async throws -> Response {
        try await ledger.ask(ReferenceReader(), by: call.caller)
        var rest = library.entries[...]
        let (limit, after) = call.page
        if let after {
            guard let index = rest.firstIndex(where: { $0.checklist.id == after }) else {
                throw LedgerError.invalid([
                    Invalid("after", "不是翻页标记", mend: "请用上一页给出的 next，或从第一页看起")
                ])
            }
            rest = rest[(index + 1)...]
        }
        let shown = rest.prefix(limit)
        return try call.reply(
            ListDocument(
                items: shown.map { ChecklistLine($0.checklist, origin: $0.origin, file: $0.name) },
                next: rest.count > limit ? shown.last?.checklist.id : nil))
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// 举一反三: what other units are asked to look at after a row was closed, and what they found.
struct TaskRoutes {
    let ledger: Ledger

    private static let task = Parameter.path("id", .reference, "任务编号，或内部编号")

    private static let report = Schema.object(
        .init(
            "ReportTaskBody",
            [
                .required("found", .flag, "true 有同样的问题，同时登记一条新台账；false 没有"),
                .required("text", .prose(), "查了什么，是什么情况；没有问题的也要写"),
            ]))

    func add(to api: API) {
        api.add(
            Operation("listTasks", .get, "/api/v1/tasks", tag: "举一反三", "列出自查任务，新的在前")
                .takes(
                    .query("state", .choice(GeneralizationTask.State.Kind.self), "待自查、已报"),
                    .query("unit", .unit, "承办单位编码，含其下级"),
                    .query("row", .reference, "由哪一条台账引出：台账编号")
                )
                .paged().may(.unknown).answers(ListDocument<TaskDocument>.self, "一页任务", headers: .link)
        ) { call in
            var query = ListGeneralizationTasks()
            query.state = call.query.choice("state")
            query.unit = try call.query.unit("unit")
            query.row = call.query.text("row")
            (query.limit, query.after) = call.page
            let page = try await ledger.ask(query, by: call.caller)
            return try call.reply(ListDocument(items: page.items.map(TaskDocument.init), next: page.next))
        }
        api.add(
            Operation("showTask", .get, "/api/v1/tasks/{id}", tag: "举一反三", "查看一个自查任务")
                .takes(Self.task).conditional().answers(TaskDocument.self, "这个任务", headers: .etag)
        ) { call in
            let line = try await ledger.ask(ShowGeneralizationTask(call.id), by: call.caller)
            return try call.reply(TaskDocument(line), version: line.version)
        }
        api.add(
            Operation("reportTask", .post, "/api/v1/tasks/{id}/report", tag: "举一反三", "报自查结果")
                .takes(Self.task).takes(Self.report).needsVersion().takesKey().acts()
                .answers(ReportGeneralization.Receipt.self, "已报；有问题的，新台账的编号", headers: .etag)
        ) { call in
            let receipt = try await ledger.perform(
                ReportGeneralization(
                    call.id, text: try call.body.neededProse("text"), isFound: call.body.flag("found"),
                    expecting: call.expected), by: call.caller, key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The notices of 一把手坐班 and 局长值班: drafted, and decided about.
struct NoticeRoutes {
    let ledger: Ledger

    private static let notice = Parameter.path("id", .reference, "预告编号")

    private static let draft = Schema.object(
        .init(
            "NoticeBody",
            [
                .required("post", .prose(200), "坐班人的岗位，如人社局局长"), .required("day", .day, "坐班日期"),
                .required("window", .unit, "窗口或大厅的单位编码"), .required("howTo", .prose(), "群众怎样反映疑难事项"),
                .optional("person", .personNumber, "坐班人的工号"),
            ]))

    private static let decision = Schema.object(
        .init(
            "DecideNoticeBody",
            [
                .required("decision", .choice(PublicationDecision.Value.self), "公开、不公开、暂缓"),
                .optional("reason", .prose(), "不公开或暂缓的理由"),
            ]))

    func add(to api: API) {
        api.add(
            Operation("listNotices", .get, "/api/v1/notices", tag: "坐班预告", "列出坐班预告，新的在前")
                .takes(.query("decision", .choice(PublicationDecision.Value.self), "公开、不公开、暂缓"))
                .paged().answers(ListDocument<NoticeDocument>.self, "一页预告", headers: .link)
        ) { call in
            var query = ListNotices()
            query.decision = call.query.choice("decision")
            (query.limit, query.after) = call.page
            let page = try await ledger.ask(query, by: call.caller)
            return try call.reply(ListDocument(items: page.items.map(NoticeDocument.init), next: page.next))
        }
        api.add(
            Operation("draftNotice", .post, "/api/v1/notices", tag: "坐班预告", "登记一份坐班预告")
                .detail("须在坐班之前公开，主官式体验才能提交。").takes(Self.draft).takesKey().acts()
                .answers(DraftNotice.Receipt.self, "已登记", .created, headers: .location, .etag)
        ) { call in
            let body = call.body
            let receipt = try await ledger.perform(
                DraftNotice(
                    post: try body.neededProse("post"), day: try body.neededDay("day"),
                    window: try body.neededUnit("window"), howTo: try body.neededProse("howTo"),
                    person: try body.name("person")), by: call.caller, key: call.key)
            return try call.reply(
                receipt, .created,
                changedTo: receipt.version, headers: [.location: "/api/v1/notices/\(receipt.number)"])
        }
        api.add(
            Operation("showNotice", .get, "/api/v1/notices/{id}", tag: "坐班预告", "查看一份坐班预告")
                .takes(Self.notice).conditional().answers(NoticeDocument.self, "这份预告", headers: .etag)
        ) { call in
            let line = try await ledger.ask(ShowNotice(call.id), by: call.caller)
            return try call.reply(NoticeDocument(line), version: line.version)
        }
        api.add(
            Operation(
                "decideNotice", .post, "/api/v1/notices/{id}/decide", tag: "坐班预告", "决定一份坐班预告是否公开"
            )
            .takes(Self.notice).takes(Self.decision).needsVersion().takesKey().acts()
            .answers(Done.self, "决定以后的版本", headers: .etag)
        ) { call in
            let done = try await ledger.perform(
                DecideNotice(
                    call.id, try call.body.neededChoice("decision"), reason: try call.body.prose("reason"),
                    expecting: call.expected), by: call.caller, key: call.key)
            return try call.reply(done, changedTo: done.version)
        }
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Imports
import Ledger
import Walkthrough

/// Units, service items, 一件事 and sources of problems.
struct UnitRoutes {
    let ledger: Ledger

    private static let row = Parameter.path("code", .unit, "单位编码")
    private static let word = Schema.text(.init(length: 1...100, example: "公安"))

    func add(to api: API) {
        api.add(
            Operation("listUnits", .get, "/api/v1/units", tag: "单位", "列出单位")
                .takes(
                    .query("q", Self.word, "名称或编码包含的文字"), .query("under", .unit, "这个单位和它下面的"),
                    .query("kind", .choice(UnitKind.self), "类型")
                )
                .paged().may(.unknown)
                .answers(ListDocument<UnitDocument>.self, "一页单位，按编码", headers: .link)
        ) { [ledger] call in
            var list = ListUnits()
            (list.text, list.kind, list.paging) = (
                call.query.text("q"), call.query.choice("kind"), call.paging
            )
            list.under = try call.query.unit("under")
            return try call.reply(try await ledger.ask(list, by: call.caller), UnitDocument.init)
        }
        ImportRoute(id: "importUnits", path: "/api/v1/units/imports", tag: "单位", summary: "由 CSV 导入单位")
            .add(to: api, UnitRow.self) { row throws(Invalid) in
                try row.record()
            } command: {
                ImportUnits($0, isDryRun: $1)
            }
        api.add(
            Operation("showUnit", .get, "/api/v1/units/{code}", tag: "单位", "查看一个单位")
                .takes(Self.row).conditional().answers(UnitDocument.self, "这个单位", headers: .etag)
        ) { [ledger] call in
            let unit = try await ledger.ask(ShowUnit(try call.unit("code")), by: call.caller)
            return try call.reply(UnitDocument(unit), version: unit.version)
        }
        verb("close", "撤销单位", to: api) { .close(on: $0, reason: $1) }
        verb("reopen", "恢复单位", to: api) { .reopen(on: $0, reason: $1) }
        addServices(to: api)
        addOthers(to: api)
    }

    private func verb(
        _ name: String, _ summary: String, to api: API,
        _ command: @escaping @Sendable (Day, Prose) -> UnitCommand
    ) {
        let body = Schema.object(
            .init(
                "\(Naming.type(name))UnitBody",
                [.required("on", .day, "从哪天起"), .required("reason", .prose(), "理由")]))
        api.add(
            Operation("\(name)Unit", .post, "/api/v1/units/{code}/\(name)", tag: "单位", summary)
                .takes(Self.row).takes(body).needsVersion().takesKey().acts()
                .answers(Done.self, "办好后的版本", headers: .etag)
        ) { [ledger] call in
            let act = ActOnUnit(
                try call.unit("code"),
                command(try call.body.neededDay("on"), try call.body.neededProse("reason")),
                expecting: call.expected)
            return try call.reply(done: try await ledger.perform(act, by: call.caller, key: call.key))
        }
    }

    private func addServices(to api: API) {
        api.add(
            Operation("listServices", .get, "/api/v1/services", tag: "事项", "列出服务事项")
                .takes(
                    .query("q", Self.word, "名称或编码包含的文字"), .query("under", .unit, "责任单位，连同它下面的"),
                    .query("mustWalk", .flag, "true 只看高频和堵点事项")
                )
                .paged().may(.unknown).answers(ListDocument<ServiceDocument>.self, "一页事项", headers: .link)
        ) { [ledger] call in
            var list = ListServices()
            (list.text, list.mustWalk, list.paging) = (
                call.query.text("q"), call.query.flag("mustWalk"), call.paging
            )
            list.under = try call.query.unit("under")
            return try call.reply(try await ledger.ask(list, by: call.caller), ServiceDocument.init)
        }
        ImportRoute(
            id: "importServices", path: "/api/v1/services/imports", tag: "事项", summary: "由 CSV 导入服务事项"
        ).add(to: api, ServiceRow.self) { row throws(Invalid) in
            try row.record()
        } command: {
            ImportServices($0, isDryRun: $1)
        }
    }

    private func addOthers(to api: API) {
        api.add(
            Operation("listOneThings", .get, "/api/v1/one-things", tag: "事项", "列出一件事")
                .takes(.query("q", Self.word, "名称、牵头部门或地区包含的文字")).paged()
                .answers(ListDocument<OneThingDocument>.self, "一页一件事", headers: .link)
        ) { [ledger] call in
            var list = ListOneThings()
            (list.text, list.paging) = (call.query.text("q"), call.paging)
            return try call.reply(try await ledger.ask(list, by: call.caller), OneThingDocument.init)
        }
        ImportRoute(
            id: "importOneThings", path: "/api/v1/one-things/imports", tag: "事项", summary: "由 CSV 导入一件事"
        ).add(to: api, OneThingRow.self) { row throws(Invalid) in
            try row.record()
        } command: {
            ImportOneThings($0, isDryRun: $1)
        }
        api.add(
            Operation("listSources", .get, "/api/v1/sources", tag: "来源", "列出问题来源和各自的规则")
                .takes(.query("q", Self.word, "编码、名称或别名包含的文字")).paged()
                .answers(ListDocument<SourceDocument>.self, "一页来源", headers: .link)
        ) { [ledger] call in
            var list = ListSources()
            (list.text, list.paging) = (call.query.text("q"), call.paging)
            return try call.reply(try await ledger.ask(list, by: call.caller), SourceDocument.init)
        }
    }
}

extension Call {
    var paging: Paging { Paging(limit: page.limit, after: page.after) }

    /// A unit's code of the address.
    func unit(_ name: String) throws(LedgerError) -> UnitCode {
        do throws(Invalid) {
            return try UnitCode(path[name] ?? "")
        } catch { throw .unknown("没有这个单位；请核对单位编码") }
    }

    /// A week of the address.
    func week() throws(LedgerError) -> Week {
        do throws(Invalid) {
            return try Week(path["week"] ?? "")
        } catch { throw .unknown("没有“\(path["week"] ?? "")”这一周；请按 2026-W40 填写") }
    }

    func reply<State, Document: Codable & Sendable>(
        _ page: ReferencePage<State>, _ document: (Versioned<State>) -> Document
    ) throws -> Response {
        try reply(ListDocument(items: page.items.map(document), next: page.next))
    }

    func reply(done: Done) throws -> Response {
        try reply(done, changedTo: done.version)
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Imports
import Ledger
import Walkthrough

/// The ledger: its rows, and what is done with them.
struct ItemRoutes {
    let ledger: Ledger
    let checklists: ChecklistLibrary

    private static let row = Parameter.path("id", .reference, "台账编号，或内部编号")

    func add(to api: API) {
        api.add(
            Operation("listItems", .get, "/api/v1/items", tag: "台账", "列出台账")
                .detail("只列您看得到的。灯：green 绿、yellow 黄、red 红、awaiting 待核查、escalated 提请上级、none 无；几个条件同时满足才列出。")
                .takes(ItemFilter.parameters)
                .paged().may(.unknown)
                .answers(ListDocument<ItemDocument>.self, "一页台账", headers: .link), list)
        api.add(
            Operation("fileItem", .post, "/api/v1/items", tag: "台账", "登记一个问题")
                .takes(FindingBody.schema).takesKey().acts()
                .answers(FileItem.Receipt.self, "已登记", .created, headers: .location, .etag), file)
        api.add(
            Operation("showItem", .get, "/api/v1/items/{id}", tag: "台账", "查看一条台账和现在能办的事")
                .detail("反映人的姓名、联系方式和办件编号不在这里。")
                .takes(Self.row).conditional().answers(ItemDetail.self, "这一条", headers: .etag), show)
        api.add(
            Operation("putItem", .put, "/api/v1/items/{id}", tag: "台账", "用客户端自己的编号登记一个问题")
                .detail("离线时由客户端生成 UUIDv7 作编号；网络恢复后发送，重发同样的内容得到同样的回执。")
                .takes(.path("id", .id, "客户端生成的编号"), .ifNew).takes(FindingBody.schema).acts()
                .may(.preconditionMissing, .stale)
                .answers(FileItem.Receipt.self, "已登记", .created, headers: .location, .etag), put)
        api.add(
            Operation("showItemHistory", .get, "/api/v1/items/{id}/history", tag: "台账", "一条台账的全部经过")
                .takes(Self.row).conditional().answers(HistoryDocument.self, "事件、时间、办理人、哈希"), history)
        for verb in ItemCommand.Kind.allCases { add(verb, to: api) }
    }

    private func add(_ verb: ItemCommand.Kind, to api: API) {
        let schema = ItemVerbs.schema(verb)
        var isEmpty = false
        if case .object(let object) = schema { isEmpty = !object.fields.contains(where: \.isRequired) }
        api.add(
            Operation(
                "\(Naming.id(verb.rawValue))Item", .post, "/api/v1/items/{id}/\(verb.rawValue)", tag: "台账",
                verb.title
            )
            .takes(Self.row).takes(schema, isRequired: !isEmpty).needsVersion().takesKey().acts()
            .answers(ActOnItem.Receipt.self, "办好后的状态、时限、版本和现在能办的事", headers: .etag)
        ) { call in
            let command = try await ItemVerbs.command(verb, call.body) { number in
                try await ledger.ask(ShowItem(number), by: call.caller).item.id
            } person: { number in
                try await ledger.ask(FindPerson(number), by: call.caller)
            }
            let receipt = try await ledger.perform(
                ActOnItem(call.id, command, expecting: call.expected), by: call.caller, key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }

    @Sendable private func list(_ call: Call<Caller>) async throws -> Response {
        let (query, light) = try ItemFilter.query(call.query)
        var page = query
        (page.limit, page.after) = call.page
        let found = try await ledger.ask(ListItems(page, light: light), by: call.caller)
        return try call.reply(ListDocument(items: found.items.map(ItemDocument.init), next: found.next))
    }

    @Sendable private func show(_ call: Call<Caller>) async throws -> Response {
        let answer = try await ledger.ask(ShowItem(call.id), by: call.caller)
        return try call.reply(ItemDetail(answer), version: answer.version)
    }

    @Sendable private func history(_ call: Call<Caller>) async throws -> Response {
        try call.reply(HistoryDocument(try await ledger.ask(ItemHistory(call.id), by: call.caller)))
    }

    @Sendable private func file(_ call: Call<Caller>) async throws -> Response {
        try await file(call, id: nil)
    }

    @Sendable private func put(_ call: Call<Caller>) async throws -> Response {
        try await file(call, id: try ID(call.id))
    }

    private func file(_ call: Call<Caller>, id: ID<RectificationItem>?) async throws -> Response {
        var walker: ID<Person>?
        if let number = call.body.text("walker") {
            walker = try await ledger.ask(FindPerson(number), by: call.caller)
        }
        let point = try call.body.made("checkItem") { () throws(Invalid) in
            try checklists.known(call.body.text("checkItem")).map { CheckPoint($0) }
        }
        let command = try FindingBody.command(call.body, id: id, walker: walker, checkPoint: point)
        let receipt = try await ledger.perform(command, by: call.caller, key: call.key)
        return try call.reply(
            receipt, .created,
            changedTo: receipt.version, headers: [.location: "/api/v1/items/\(receipt.id)"])
    }
}

/// The filters of the ledger, as the CLI has them.
enum ItemFilter {
    static let parameters: [Parameter] = [
        .query("unit", .unit, "责任单位（或发现地点）编码"),
        .query("state", .list(.choice(StateKind.self), upTo: 20), "状态，可写多次"),
        .query("open", .flag, "true 只看在办，false 只看已办结"),
        .query("light", .choice(Light.self), "灯，与列表里显示的一致；待核查、提请上级的没有颜色"),
        .query("q", .text(.init(length: 1...100, example: "材料")), "包含的文字"),
        .query("source", .text(.init(length: 1...40, example: "walk")), "来源的编码或名称"),
        .query("dueBefore", .day, "时限在这天或以前"),
        .query("sort", .choice(ItemSort.self), "排序：时限或登记先后，加 - 为倒序"),
    ]

    static func query(_ given: Fields) throws -> (query: ItemQuery, light: Light?) {
        var query = ItemQuery()
        query.unit = try given.unit("unit")
        query.states = given.texts("state").compactMap(StateKind.init(rawValue:))
        if given.values["open"] != nil { query.isOpen = given.flag("open") }
        query.due = DueRange(from: nil, through: try given.day("dueBefore"))
        query.text = given.text("q")
        query.source = given.text("source")
        query.sort = given.choice("sort") ?? .due
        return (query, given.choice("light"))
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// Accounts and their grants, for the three administrators, and the access log, for the one who audits.
struct AccountRoutes {
    let ledger: Ledger

    private static let name = Parameter.path("name", .account, "账号")
    private static let tag = "账号"

    private static func body(_ name: String, _ fields: Schema.Field...) -> Schema {
        .object(.init(name, fields))
    }

    private static let role = Schema.Field.required("role", .choice(Role.self), "角色")
    private static let unit = Schema.Field.required("unit", .unit, "在哪个单位（含下级）")
    private static let grant = Schema.object(
        .init(
            "GrantBody",
            [
                role, unit, .optional("from", .day, "查看期间从哪天起；只有上级督查/审计有，也必须有"),
                .optional("to", .day, "查看期间到哪天止，含当天"),
            ], unshown: ["from", "to"]))
    private static let ungrant = body("UngrantBody", role, unit)
    private static let reason = body("AccountReasonBody", .required("reason", .prose(), "理由"))

    func add(to api: API) {
        api.add(
            Operation("listAccounts", .get, "/api/v1/accounts", tag: Self.tag, "列出账号和角色").paged()
                .answers(ListDocument<AccountDocument>.self, "一页账号", headers: .link)
        ) { call in
            var query = ListAccounts()
            query.paging = call.paging
            let page = try await ledger.ask(query, by: call.caller)
            return try call.reply(ListDocument(items: page.items.map(AccountDocument.init), next: page.next))
        }
        api.add(
            Operation("showAccount", .get, "/api/v1/accounts/{name}", tag: Self.tag, "查看一个账号")
                .takes(Self.name).conditional().answers(AccountDocument.self, "这个账号", headers: .etag)
        ) { call in
            let account = try await ledger.ask(
                ShowAccount(try AccountName(call.path["name"] ?? "")), by: call.caller)
            return try call.reply(AccountDocument(account), version: account.version)
        }
        api.add(
            Operation("addAccount", .post, "/api/v1/accounts", tag: Self.tag, "新增账号（系统管理员）；设密码以前是锁着的")
                .takes(
                    Self.body(
                        "AccountBody", .required("name", .account, "账号"),
                        .optional("person", .personNumber, "人员的工号或体验员编号"))
                ).takesKey().acts()
                .answers(ActOnAccount.Receipt.self, "已新增", .created, headers: .location)
        ) { call in
            let name = try call.body.needed("name") { (text) throws(Invalid) in try AccountName(text) }
            let receipt = try await ledger.perform(
                ActOnAccount(adding: name, person: call.body.text("person")), by: call.caller, key: call.key)
            return try call.reply(
                receipt, .created, headers: [.location: "/api/v1/accounts/\(receipt.account)"])
        }
        act("grantRole", "grant", "授予角色（安全管理员）", Self.grant, api) { .grant(try grant($0)) }
        act("removeRole", "ungrant", "收回角色（安全管理员）", Self.ungrant, api) {
            .removeGrant(Grant(try $0.neededChoice("role"), at: try $0.neededUnit("unit")))
        }
        act("disableAccount", "disable", "停用账号：登录和令牌立即失效", Self.reason, api) {
            .disable(reason: try $0.neededProse("reason"))
        }
        act("enableAccount", "enable", "恢复停用的账号", Self.reason, api) {
            .enable(reason: try $0.neededProse("reason"))
        }
        addSecrets(to: api)
        addLog(to: api)
    }

    private func grant(_ body: Fields) throws -> Grant {
        Grant(
            try body.neededChoice("role"), at: try body.neededUnit("unit"),
            during: try AuditPeriod(from: body.day("from"), through: body.day("to")))
    }

    private func act(
        _ id: String, _ verb: String, _ summary: String, _ body: Schema, _ api: API,
        _ command: @escaping @Sendable (Fields) throws -> AccountCommand
    ) {
        api.add(
            Operation(id, .post, "/api/v1/accounts/{name}/\(verb)", tag: Self.tag, summary)
                .takes(Self.name).takes(body).needsVersion().takesKey().acts()
                .answers(ActOnAccount.Receipt.self, "账号和它的版本", headers: .etag)
        ) { call in
            let name = try AccountName(call.path["name"] ?? "")
            let receipt = try await ledger.perform(
                ActOnAccount(name, try command(call.body), expecting: call.expected), by: call.caller,
                key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }

    private func addSecrets(to api: API) {
        api.add(
            Operation(
                "resetPassword", .post, "/api/v1/accounts/{name}/password", tag: Self.tag, "代设密码（系统管理员）"
            )
            .detail("本人下次登录时必须改成自己的；原来的登录立即失效。Idempotency-Key 在这里不起作用：密码不留任何痕迹。")
            .takes(Self.name)
            .takes(
                Self.body(
                    "PasswordBody",
                    .required("password", .text(.init(length: 1...200, example: "Chushi-2026-Mima")), "新密码"))
            ).takesKey().acts().answers(.noContent, "已设")
        ) { call in
            try await ledger.setPassword(
                of: call.path["name"] ?? "", to: call.body.text("password") ?? "", by: call.caller)
            return Response(status: .noContent)
        }
        api.add(
            Operation("issueCard", .post, "/api/v1/accounts/{name}/card", tag: Self.tag, "给体验员发个人卡（政务办管理）")
                .detail("卡只显示一次；首次打开即绑定那台设备。再发一张，原来的作废，所以 Idempotency-Key 在这里不起作用。")
                .takes(Self.name).takesKey().acts()
                .answers(Ledger.IssuedCard.self, "卡只在这里显示一次", .created)
        ) { call in
            try call.reply(try await ledger.issueCard(of: call.path["name"] ?? "", by: call.caller), .created)
        }
        api.add(
            Operation(
                "revokeToken", .delete, "/api/v1/accounts/{name}/tokens/{id}", tag: Self.tag, "吊销令牌"
            )
            .takes(Self.name, .path("id", .id, "令牌的编号")).acts().answers(.noContent, "已吊销")
        ) { call in
            try await ledger.perform(
                RevokeToken(try AccountName(call.path["name"] ?? ""), try ID(call.id)), by: call.caller)
            return Response(status: .noContent)
        }
    }

    private func addLog(to api: API) {
        api.add(
            Operation("readAccessLog", .get, "/api/v1/access-log", tag: Self.tag, "访问日志（审计管理员），新的在前")
                .takes(
                    .query("account", .text(.init(length: 1...60, example: "ducha")), "只看一个账号"),
                    .query("from", .day, "从哪天起"), .query("to", .day, "到哪天止，含当天"), .limit,
                    .query("after", .text(.init(pattern: "^[0-9]{1,18}$", example: "1042")), "上一页给出的 next")
                )
                .answers(ListDocument<ReadAccessLog.Line>.self, "登录、被拒、失败和须留痕的查看", headers: .link)
        ) { call in
            var query = ReadAccessLog()
            query.account = call.query.text("account")
            query.from = try call.query.day("from")
            query.through = try call.query.day("to")
            (query.limit, query.after) = call.page
            let page = try await ledger.ask(query, by: call.caller)
            return try call.reply(ListDocument(items: page.entries, next: page.next))
        }
    }
}

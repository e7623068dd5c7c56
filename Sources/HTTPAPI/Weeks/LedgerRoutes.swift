import Documents
import Exports
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The county's weekly ledgers: how far they are, 定稿, their files, 停发.
struct LedgerRoutes {
    let ledger: Ledger

    static let row = Parameter.path("week", .week, "周次")
    static let edition = Schema.integer(0...999)

    func add(to api: API) {
        api.add(
            Operation("listLedgers", .get, "/api/v1/ledgers", tag: "周台账", "列出已定稿的周次，新的在前")
                .paged().answers(ListDocument<LedgerWeekDocument>.self, "一页周次", headers: .link)
        ) { [ledger] call in
            try call.reply(
                try await ledger.ask(ListWeekLedgers(call.paging), by: call.caller), LedgerWeekDocument.init)
        }
        api.add(
            Operation("showLedger", .get, "/api/v1/ledgers/{week}", tag: "周台账", "一周的进度：时间、定稿、版本、各单位审签报送")
                .detail("没有报送日的一周与后一周合并报送，本身没有台账，答 409 并写明在哪一周。")
                .takes(Self.row).conditional().may(.notPossible)
                .answers(WeekStatusDocument.self, "这一周", headers: .etag)
        ) { [ledger] call in
            let status = try await ledger.ask(WeekStatus(try call.week()), by: call.caller)
            return try call.reply(WeekStatusDocument(status), version: status.version)
        }
        api.add(
            Operation("freezeLedger", .post, "/api/v1/ledgers/{week}/freeze", tag: "周台账", "定稿，前面没有定稿的周次先定稿")
                .detail("数据截止之后才能定稿，之后发生的变化不影响本期。早已定稿的以首次为准，只补齐没有生成的文件。")
                .takes(Self.row).takesKey().acts().answers(FreezeDocument.self, "这次定稿了哪些周次")
        ) { [ledger] call in
            let result = try await WeeklyPublication(ledger, by: call.caller).fix(
                try call.week(), key: call.key)
            return try call.reply(FreezeDocument(week: result.week, frozen: result.frozen))
        }
        api.add(
            Operation(
                "withholdLedger", .post, "/api/v1/ledgers/{week}/withhold", tag: "周台账", "停发一份已定稿的文件，摘要仍保留"
            )
            .takes(Self.row).takes(Self.withholding).needsVersion().takesKey().acts()
            .answers(ActOnWeek.Receipt.self, "停发的是哪一份", headers: .etag)
        ) { [ledger] call in
            let command = WeekCommand.withhold(
                number: call.body.int("edition") ?? 0, reason: try call.body.neededProse("reason"))
            let receipt = try await WeeklyPublication(ledger, by: call.caller).act(
                ActOnWeek(try call.week(), command, expecting: call.expected), key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
        addFiles(to: api)
    }

    private func addFiles(to api: API) {
        api.add(
            Operation("downloadLedger", .get, "/api/v1/ledgers/{week}/{file}", tag: "周台账", "下载定稿的文件，每次一字不差")
                .detail("ETag 是清单里登记的摘要。停发的、还没有生成文件的答 409。")
                .takes(
                    Self.row, .path("file", .choice(PublishedName.self), "工作簿、表格或清单"),
                    .query("edition", Self.edition, "0 为定稿，n 为更正第n号；默认最新的一份")
                )
                .downloads(MediaTypes.all, "文件").may(.notPossible)
        ) { [ledger] call in
            guard let name = PublishedName(rawValue: call.path["file"] ?? "") else {
                throw LedgerError.unknown("没有这个文件；请核对文件名")
            }
            let publication = WeeklyPublication(ledger, by: call.caller)
            let file = try await publication.file(
                name, of: try call.week(), edition: call.query.int("edition"))
            return try await FileReply(
                name: file.name, mediaType: MediaTypes.of(file.name), tag: String(file.digest.hex)
            ).response(to: call.request) { try publication.open(file) }
        }
    }

    private static let withholding = Schema.object(
        .init(
            "WithholdLedgerBody",
            [
                .optional("edition", edition, "0 为定稿（默认），n 为更正第n号"),
                .required("reason", .prose(), "停发理由"),
            ]))
}

/// What the files of exports are.
enum MediaTypes {
    private static let types = [
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv",
        "json": "application/json", "zip": "application/zip",
    ]

    static let all = ["csv", "json", "xlsx"].compactMap { types[$0] }
    static let zip = ["application/zip"]

    static func of(_ name: String) -> String {
        let type = types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
        return type == "text/csv" ? type + "; charset=utf-8" : type
    }
}

import Documents
import Exports
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// 更正 of a fixed week, by two persons.
struct CorrectionRoutes {
    let ledger: Ledger

    private static let path = "/api/v1/ledgers/{week}/corrections"
    private static let number = Parameter.path(
        "number", .text(.init(pattern: "^[0-9]{1,4}$", example: "1")), "第几份更正申请")

    func add(to api: API) {
        api.add(
            Operation("listCorrections", .get, Self.path, tag: "周台账", "一周的更正申请和结果")
                .takes(LedgerRoutes.row).paged()
                .answers(ListDocument<CorrectionDocument>.self, "一页申请，按先后", headers: .link)
        ) { [ledger] call in
            let page = try await ledger.ask(ListCorrections(try call.week(), call.paging), by: call.caller)
            return try call.reply(
                ListDocument(items: page.items.map(CorrectionDocument.init), next: page.next))
        }
        api.add(
            Operation("proposeCorrection", .post, Self.path, tag: "周台账", "提出更正定稿里印错的一格")
                .detail("只改印出来的字，不改台账本身和计数；状态、日期有误请在台账里改。")
                .takes(LedgerRoutes.row).takes(Self.proposal).needsVersion().takesKey().acts()
                .answers(ActOnWeek.Receipt.self, "已提出，等另一人复核", .created, headers: .location, .etag)
        ) { call in
            let body = call.body
            let correct = WeekCommand.Correct(
                row: body.text("row") ?? "", column: try body.neededChoice("column"),
                old: try body.prose("old"), new: try body.prose("new"), reason: try body.neededProse("reason")
            )
            let receipt = try await act(call, .proposeCorrection(correct))
            return try call.reply(
                receipt, .created,
                changedTo: receipt.version,
                headers: [.location: "/api/v1/ledgers/\(receipt.week)/corrections/\(receipt.number ?? 0)"])
        }
        api.add(
            Operation("showCorrection", .get, Self.path + "/{number}", tag: "周台账", "查看一份更正申请")
                .takes(LedgerRoutes.row, Self.number).conditional()
                .answers(CorrectionDocument.self, "这份申请；ETag 是这一周的版本", headers: .etag)
        ) { [ledger] call in
            let stored = try await ledger.ask(ReadWeekLedger(try call.week()), by: call.caller)
            let number = call.number
            guard let found = stored.state.corrections.first(where: { $0.proposal.number == number }) else {
                throw LedgerError.unknown("没有第 \(number) 份更正申请；请先列出这一周的申请")
            }
            return try call.reply(CorrectionDocument(found), version: stored.version)
        }
        verb("confirm", "复核更正，生成更正第n号；提出人不能自己复核", [], to: api) { number, _ in
            .confirmCorrection(number: number)
        }
        verb("decline", "退回更正申请", [.required("reason", .prose(), "退回理由")], to: api) { number, body in
            .declineCorrection(number: number, reason: try body.neededProse("reason"))
        }
    }

    private func verb(
        _ name: String, _ summary: String, _ fields: [Schema.Field], to api: API,
        _ command: @escaping @Sendable (Int, Fields) throws -> WeekCommand
    ) {
        let body = Schema.object(
            .init("\(Naming.type(name))CorrectionBody", fields))
        api.add(
            Operation("\(name)Correction", .post, Self.path + "/{number}/\(name)", tag: "周台账", summary)
                .takes(LedgerRoutes.row, Self.number).takes(body, isRequired: !fields.isEmpty)
                .needsVersion().takesKey().acts()
                .answers(ActOnWeek.Receipt.self, "办好后的版本", headers: .etag)
        ) { call in
            let receipt = try await act(call, try command(call.number, call.body))
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }

    private func act(_ call: Call<Caller>, _ command: WeekCommand) async throws -> ActOnWeek.Receipt {
        try await WeeklyPublication(ledger, by: call.caller).act(
            ActOnWeek(try call.week(), command, expecting: call.expected), key: call.key)
    }

    private static let proposal = Schema.object(
        .init(
            "ProposeCorrectionBody",
            [
                .required("row", .reference, "台账编号"), .required("column", .choice(LedgerColumn.self), "栏目"),
                .optional("old", .prose(), "更正前内容，用来核对；不写就以印出的为准"),
                .optional("new", .prose(), "更正后内容；不写为空"), .required("reason", .prose(), "更正理由"),
            ]))
}

extension Call {
    fileprivate var number: Int { Int(path["number"] ?? "") ?? 0 }
}

import Documents
import Exports
import HTTPTypes
import Hummingbird
import Ledger
import NIOPosix
import Walkthrough

/// Each unit's own week: 填报, 审签, 报送, 零报告, 撤回, and its packet.
struct UnitWeekRoutes {
    let ledger: Ledger

    private static let path = "/api/v1/unit-weeks/{week}/{unit}"
    private static let unit = Parameter.path("unit", .unit, "单位编码")

    func add(to api: API) {
        api.add(
            Operation("showUnitWeek", .get, Self.path, tag: "单位周报", "一个单位的一周办到哪一步")
                .takes(LedgerRoutes.row, Self.unit).conditional().may(.notPossible)
                .answers(UnitWeekDocument.self, "单位的这一周", headers: .etag)
        ) { [ledger] call in
            let (week, unit) = (try call.week(), try call.unit("unit"))
            let answer = try await ledger.ask(ShowUnitWeek(unit, week), by: call.caller)
            return try call.reply(UnitWeekDocument(unit, week, answer), version: answer.version)
        }
        verb(
            "fill", "单位填报一周：核对台账，可附工作信息；再次填报后原来的审签作废",
            [.optional("information", Self.information, "工作信息")], to: api
        ) { .fill(try Self.information($0)) }
        verb("sign", "单位负责人审签一周的填报", [], to: api) { _ in .sign }
        verb("submit", "报送已审签的一周；过了报送时限也可以报送，记为迟报", [], to: api) { _ in .submit([]) }
        verb("zero-report", "零报告：本周没有台账", [], to: api) { _ in .zeroReport }
        verb(
            "recall", "撤回审签或报送，全县定稿之前可以", [.required("reason", .prose(), "撤回理由")], to: api
        ) { .recall(reason: try $0.neededProse("reason")) }
        addPacket(to: api)
    }

    private func verb(
        _ name: String, _ summary: String, _ fields: [Schema.Field], to api: API,
        _ command: @escaping @Sendable (Fields) throws -> UnitWeekCommand
    ) {
        let body = Schema.object(.init("\(Naming.type(name))UnitWeekBody", fields))
        api.add(
            Operation(
                "\(Naming.id(name))UnitWeek", .post,
                Self.path + "/\(name)", tag: "单位周报", summary
            )
            .takes(LedgerRoutes.row, Self.unit)
            .takes(body, isRequired: fields.contains(where: \.isRequired)).needsVersion().takesKey().acts()
            .answers(ActOnUnitWeek.Receipt.self, "办到哪一步", headers: .etag)
        ) { [ledger] call in
            let act = ActOnUnitWeek(
                try call.unit("unit"), week: try call.week(), try command(call.body),
                expecting: call.expected)
            let receipt = try await ledger.perform(act, by: call.caller, key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }

    private static let information = Schema.object(
        .init("WorkInformationBody", [.required("title", .title, "标题"), .required("text", .prose(), "正文")]))

    private static func information(_ body: Fields) throws -> WorkInformation? {
        try body.object("information").map { fields in
            WorkInformation(
                title: try fields.neededProse("title", limit: Prose.titleLimit),
                text: try fields.neededProse("text"))
        }
    }

    private func addPacket(to api: API) {
        api.add(
            Operation("showPacket", .get, Self.path + "/packet", tag: "单位周报", "单位的报送包有哪几卷")
                .detail("整改台账、影像资料（去掉拍摄位置等信息的副本）、工作信息和清单，按大小分卷压缩。")
                .takes(LedgerRoutes.row, Self.unit).may(.notPossible)
                .answers(PacketDocument.self, "各卷的名称、摘要和大小")
        ) { call in
            let packet = try await packet(call)
            let exported = packet.exported
            return try call.reply(
                PacketDocument(
                    week: exported.week, unit: try call.unit("unit"), edition: exported.edition,
                    parts: packet.parts.enumerated().map { index, part in
                        .init(
                            number: index + 1, name: part.name, digest: part.digest,
                            byteCount: part.file.byteCount)
                    }, files: exported.files.filter { !$0.hasSuffix(".zip") }, missing: exported.missing,
                    oversized: exported.oversized, withheld: exported.withheld))
        }
        api.add(
            Operation("downloadPacket", .get, Self.path + "/packet/{part}", tag: "单位周报", "下载报送包的一卷")
                .takes(
                    LedgerRoutes.row, Self.unit,
                    .path("part", .text(.init(pattern: "^[0-9]{1,3}$", example: "1")), "第几卷")
                )
                .downloads(MediaTypes.zip, "一卷").may(.notPossible)
        ) { call in
            let parts = try await packet(call).parts
            guard let number = Int(call.path["part"] ?? ""), parts.indices.contains(number - 1) else {
                throw LedgerError.unknown("报送包只有 \(parts.count) 卷；请核对卷号")
            }
            let part = parts[number - 1]
            return try await FileReply(
                name: part.name, mediaType: MediaTypes.of(part.name), tag: String(part.digest.hex)
            ).response(to: call.request) { part.file }
        }
    }

    private func packet(_ call: Call<Caller>) async throws -> WeeklyPublication.Packet {
        let publication = WeeklyPublication(ledger, by: call.caller)
        let content = try await publication.content(of: try call.unit("unit"), try call.week())
        return try await NIOThreadPool.singleton.runIfActive { try publication.packet(content) }
    }
}

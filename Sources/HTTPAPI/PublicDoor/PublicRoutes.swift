import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The e码 of a window: reports from anybody, and what became of them. `serve --public` has these routes and no others.
struct PublicRoutes {
    let ledger: Ledger

    private static let tag = "群众反映"

    static func isDoor(_ path: String) -> Bool {
        path.hasPrefix("/api/v1/reports") || path.hasPrefix("/api/v1/doors")
    }

    private static let number = Parameter.path(
        "number", .text(.init(pattern: "^[A-Za-z0-9-]{1,40}$", example: "QH-E2026-0007")), "回执编号")
    private static let key = Parameter.header(
        "Report-Key", .text(.init(length: 1...100, example: "q3Zk1mQp0aJr8sTb5uWc9x")), "回执上的查询码",
        isRequired: true)
    private static let pictures = ["image/jpeg", "image/png", "image/webp"]

    private static let report = Schema.object(
        .init(
            "PublicReportBody",
            [
                .required("window", .unit, "窗口的 e码，即扫到的单位编码"),
                .required("description", .prose(PublicReport.descriptionLimit), "反映的问题"),
                .optional("mode", .choice(ReporterMode.self), "匿名、实名保密（默认）、实名可转办"),
                .optional("name", .prose(100), "姓名"), .optional("contact", .prose(100), "联系方式"),
                .optional("caseNumber", .prose(100), "办件编号"), .optional("service", .title, "办什么事"),
                .optional("retaliation", .flag, "我因反映问题被刁难"),
                .optional("photos", .list(EvidenceBody.schema, upTo: PublicReport.photoLimit), "随后要传的照片"),
                .optional("observedAt", .instant, "事情发生时设备的时间"),
                .optional("deviceNow", .instant, "发送时设备的时间"),
                .optional(
                    "device", .text(.init(length: 16...128, example: "Zk3v1mQp0aJr8sTb5uWc9x")),
                    "这台设备自己生成并保存的随机数，用来限制次数"),
                .optional("website", .text(.init(length: 0...200, example: "")), "请留空"),
            ], unshown: ["mode", "retaliation", "photos", "website"]))

    func add(to api: API) {
        let limits = api.limits
        api.addOpen(
            Operation("showDoor", .get, "/api/v1/doors/{code}", tag: Self.tag, "e码对应的窗口").open()
                .takes(.path("code", .unit, "e码")).conditional()
                .answers(DoorDocument.self, "窗口名称和所在大厅", headers: .etag)
        ) { call in
            let code = try UnitCode(call.path["code"] ?? "")
            return try call.reply(DoorDocument(try await ledger.ask(ShowDoor(code), by: .publicDoor)))
        }
        api.addOpen(
            Operation("fileReport", .post, "/api/v1/reports", tag: Self.tag, "反映问题")
                .detail("回执编号和查询码只显示这一次。带上 Idempotency-Key（22 个字符以上）时，重发得到同样的回执。")
                .open().takes(Self.report)
                .takes(
                    .header(
                        "Idempotency-Key",
                        .text(.init(pattern: "^[A-Za-z0-9._:-]{22,100}$", example: "Zk3v1mQp0aJr8sTb5uWc9x")),
                        "由客户端生成的随机串")
                )
                .may(.unknown, .notPossible)
                .answers(FileReport.Receipt.self, "回执：编号、查询码、答复期限", .created, headers: .location), file)
        api.addOpen(
            Operation("readReport", .get, "/api/v1/reports/{number}", tag: Self.tag, "查询办理情况").keyed()
                .takes(Self.number, Self.key).may(.preconditionMissing, .malformed)
                .answers(ReportDocument.self, "办到哪一步，哪天前答复")
        ) { call in
            try call.reply(
                ReportDocument(
                    try await ledger.readReport(
                        number: call.path["number"] ?? "", key: call.headers.text("Report-Key") ?? "")))
        }
        api.addOpen(
            Operation("attachPhoto", .put, "/api/v1/reports/{number}/photos", tag: Self.tag, "补传照片").keyed()
                .detail("反映后 24 小时内，最多三张；照片里的拍摄地点等信息不对外提供。")
                .takes(Self.number, Self.key).may(.preconditionMissing, .notPossible)
                .takesFile(Self.pictures)
                .answers(AttachToReport.Receipt.self, "已收到；还可以传几张", .created)
        ) { call in
            let (number, key) = (call.path["number"] ?? "", call.headers.text("Report-Key") ?? "")
            let receipt = try await Upload.receive(call.request, call.context, of: Self.pictures, limits) {
                type, size in
                try await ledger.beginPhoto(number: number, key: key, mediaType: type, announced: size)
            } finish: { upload in
                try await ledger.attach(upload, toReport: number, key: key)
            }
            return try call.reply(receipt, .created)
        }
    }

    @Sendable private func file(_ call: Call<Void>) async throws -> Response {
        let body = call.body
        let photos = try body.objects("photos").map(EvidenceBody.reference)
        // A refusal of the rules passes through as it is.
        let report = try PublicReport(
            window: try body.neededUnit("window"), description: try body.neededProse("description"),
            mode: body.choice("mode") ?? .protected, name: try body.prose("name"),
            contact: try body.prose("contact"), caseNumber: try body.prose("caseNumber"),
            service: try body.prose("service"), isRetaliation: body.flag("retaliation"), photos: photos)
        let receipt = try await ledger.file(
            FileReport(
                report, observedAt: try body.instant("observedAt"), deviceNow: try body.instant("deviceNow"),
                device: body.text("device"), once: call.headers.text("Idempotency-Key"),
                trap: body.text("website")))
        return try call.reply(receipt, .created, headers: [.location: "/api/v1/reports/\(receipt.number)"])
    }
}

import Ledger
import Walkthrough

/// The seven weeks, scene by scene. Dates are those of 2026 with its make-up Sunday (09-20), Mid-Autumn (09-25 to 27) and
/// National Day (10-01 to 07), which moves a 数据截止 to Wednesday 09-30.
extension DemoStage {
    func play(_ uses: [ChecklistUse]) async throws {
        try await load()
        try await openCampaign()
        try at("2026-09-02 09:00")
        try await triageOpening()
        try at("2026-09-03 15:10")
        try await freeze()
        try await secondWeek(uses)
        try await thirdWeek(uses)
        try await fourthWeek(uses)
        try await nationalDay(uses)
        try await lastWeeks(uses)
    }

    /// 期初结转 rows that are still open get their owners; whom nobody could name goes to the service section.
    private func triageOpening() async throws {
        var query = ItemQuery()
        query.states = [.registered]
        query.limit = 200
        query.sort = .registered
        let page = try await ledger.ask(ListItems(query), by: try caller("ducha"))
        let limits = ["2026-09-18", "2026-09-30", "2026-10-20", "2026-11-10"]
        for (index, line) in page.items.enumerated() {
            try await assign(
                line.item.number, to: line.item.unit?.text ?? "QH-D27-ZF", .deadline,
                due: limits[index % limits.count],
                reason: "期初结转，需与有关单位核对现状")
        }
        tell("督查室对期初结转的 \(page.items.count) 条分办，定时限")
    }

    /// The units that report do; who has nothing sends a zero report; the others are missing.
    func reportWeek(_ heads: [(unit: String, head: String)], _ week: String) async throws {
        var zero = 0
        for (unit, head) in heads {
            let own = try await ledger.ask(ShowUnitWeek(UnitCode(unit), Week(week)), by: try caller(head))
            if own.rows == 0 {
                try await self.do(ActOnUnitWeek(UnitCode(unit), .zeroReport), as: head)
                zero += 1
            } else {
                try await report(
                    unit, as: head, information: ("本周走流程情况", "本周按计划走流程，逐条核对台账，问题整改有专人跟办。"))
            }
        }
        tell("\(heads.count) 个单位报送，其中零报告 \(zero) 个，其余未报")
    }

    static let reporters: [(unit: String, head: String)] = [
        ("QH-D11", "renshe"), ("QH-D07", "gongan"), ("QH-D08", "minzheng"), ("QH-D26", "yibao"),
        ("QH-D14", "zhujian"),
        ("QH-T01", "yunxi"), ("QH-T02", "shiqiao"), ("QH-T06", "qinghe"),
    ]

    func fileHotline(_ problem: String, number: String, place: String) async throws -> String {
        let receipt = try await self.do(
            FileItem(
                FindingDraft(
                    source: "12345", description: text(problem), place: UnitCode(place),
                    reporterMode: .protected,
                    reporterName: text("市民甲"), reporterContact: text("区号内固定电话"), channels: [.hotline],
                    external: [ExternalReference(system: "12345", number: number)])), as: "ducha")
        tell("12345 转来 \(receipt.number)，先核实，反映人保密")
        return receipt.number
    }

    /// Lead and partner each report their own progress before 销号 is asked for.
    func requestClose(
        _ row: String, _ note: String, asPartner partner: String, of unit: String, head: String
    ) async throws {
        try await act(
            row, .progress(text: text("已配合调整接口"), unit: UnitCode(unit), milestonesDone: []), as: partner)
        try await requestClose(row, note, as: head)
    }
}

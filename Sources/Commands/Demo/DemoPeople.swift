import Imports
import Ledger
import Walkthrough

/// Who plays: fictional persons with their posts, accounts and roles.
extension DemoStage {
    private struct Player {
        let account: String
        let name: String
        let unit: String?
        let title: String
        let role: Role
        let at: String
        var volunteer: Int?
    }

    private static let players: [Player] = [
        Player(
            account: "ducha", name: "督查员甲", unit: "QH-D01-DC", title: "县政府督查室干部", role: .supervisor, at: "QH"),
        Player(
            account: "duchake", name: "督查员乙", unit: "QH-D27-DC", title: "督查科干部", role: .supervisor, at: "QH"),
        Player(account: "fuhe", name: "复核员甲", unit: "QH-JJ", title: "派驻纪检监察组干部", role: .reviewer, at: "QH"),
        Player(
            account: "zhengwu", name: "政务办专员甲", unit: "QH-D27-ZF", title: "政务服务科干部", role: .coordinator,
            at: "QH"),
        Player(
            account: "xianling", name: "县领导甲", unit: "QH-D01", title: "县领导", role: .countyLeader, at: "QH"),
        Player(account: "huifang", name: "回访员甲", unit: "QH-D01", title: "第三方回访员", role: .caller, at: "QH"),
        Player(
            account: "shenpi", name: "审批局局长", unit: "QH-D27", title: "行政审批服务局局长", role: .unitHead,
            at: "QH-D27"),
        Player(
            account: "renshe", name: "人社局局长", unit: "QH-D11", title: "人社局局长", role: .unitHead, at: "QH-D11"),
        Player(
            account: "gongan", name: "公安局副局长", unit: "QH-D07", title: "公安局分管负责人", role: .unitHead,
            at: "QH-D07"),
        Player(
            account: "minzheng", name: "民政局局长", unit: "QH-D08", title: "民政局局长", role: .unitHead, at: "QH-D08"),
        Player(
            account: "shichang", name: "市场监管局局长", unit: "QH-D24", title: "市场监管局局长", role: .unitHead,
            at: "QH-D24"),
        Player(
            account: "yibao", name: "医保局局长", unit: "QH-D26", title: "医保局局长", role: .unitHead, at: "QH-D26"),
        Player(
            account: "shuiwu", name: "税务局局长", unit: "QH-D33", title: "税务局局长", role: .unitHead, at: "QH-D33"),
        Player(
            account: "budongchan", name: "登记中心主任", unit: "QH-D39", title: "不动产登记中心主任", role: .unitHead,
            at: "QH-D39"),
        Player(
            account: "gongjijin", name: "公积金部主任", unit: "QH-D38", title: "公积金管理部主任", role: .unitHead,
            at: "QH-D38"),
        Player(
            account: "zhujian", name: "住建局局长", unit: "QH-D14", title: "住建局局长", role: .unitHead, at: "QH-D14"),
        Player(
            account: "yunxi", name: "云溪镇主任", unit: "QH-T01", title: "便民服务中心主任", role: .townCenter,
            at: "QH-T01"),
        Player(
            account: "shiqiao", name: "石桥镇主任", unit: "QH-T02", title: "便民服务中心主任", role: .townCenter,
            at: "QH-T02"),
        Player(
            account: "qinghe", name: "青河镇主任", unit: "QH-T06", title: "便民服务中心主任", role: .townCenter,
            at: "QH-T06"),
        Player(
            account: "chuangkou", name: "窗口组长甲", unit: "QH-W042", title: "公安业务窗口组长", role: .windowLead,
            at: "QH-W042"),
        Player(
            account: "bangshou", name: "局办文员甲", unit: "QH-D11", title: "人社局办公室文员", role: .clerk, at: "QH-D11"),
        Player(
            account: "tiyan1", name: "体验员甲", unit: nil, title: "退休教师", role: .experiencer, at: "QH",
            volunteer: 1),
        Player(
            account: "tiyan2", name: "体验员乙", unit: nil, title: "个体工商户", role: .experiencer, at: "QH",
            volunteer: 2),
        Player(
            account: "tiyan3", name: "体验员丙", unit: nil, title: "社区网格员", role: .experiencer, at: "QH",
            volunteer: 3),
    ]

    /// Imports persons, opens their accounts and gives their roles, as three different administrators would.
    func cast() async throws {
        var lines: [ImportLine<PersonDraft>] = []
        for (index, player) in Self.players.enumerated() {
            var appointment: ExperiencerAppointed?
            if let number = player.volunteer {
                appointment = try ExperiencerAppointed(
                    number: ExperiencerNumber(number),
                    recruitment: number == 1 ? .openCall : number == 2 ? .invited : .openCall,
                    ageBand: number == 1 ? .over60 : .from30to44, trade: text(player.title),
                    mandate: number == 2 ? .committeeMember : .none, from: Day("2026-01-01"),
                    to: Day("2027-12-31"))
            }
            lines.append(
                ImportLine(
                    line: index + 2,
                    PersonDraft(
                        staffNumber: try StaffNumber("P\(index + 101)"), name: try text(player.name),
                        posts: try player.unit.map { [Post(try UnitCode($0))] } ?? [],
                        jobTitle: try text(player.title),
                        appointment: appointment)))
        }
        let local = Caller.local("demo")
        let report = try await ledger.perform(ImportPersons(lines), by: local)
        for (index, player) in Self.players.enumerated() {
            let name = try AccountName(player.account)
            try await self.do(ActOnAccount(adding: name, person: "P\(index + 101)"), as: "sysadmin")
            try await self.do(
                ActOnAccount(name, .grant(Grant(player.role, at: UnitCode(player.at)))), as: "secadmin")
        }
        let names =
            try Self.players.map { try AccountName($0.account) }
            + Self.administrators.map { try AccountName($0) }
        try await ledger.setDemoPassword(Self.password, of: names)
        tell("录入 \(report.imported) 名人员，开 \(Self.players.count) 个账号；加账号的、授权的、审计的各是一人")
    }

    /// The staff number of a player.
    func number(_ account: String) -> String {
        "P\((Self.players.firstIndex { $0.account == account } ?? 0) + 101)"
    }

    /// The supervisor hands a row's calls to the third party.
    func assignCaller(_ row: String) async throws {
        let person = try await ledger.ask(FindPerson(number("huifang")), by: try caller("ducha"))
        try await act(row, .assignCaller(person), as: "ducha")
    }

    /// Accounts that a visitor of the demo may try.
    /// For the API and the pages; on the command line the account's name is enough.
    static let password = "Zou-liucheng-2026"
    private static let administrators = ["sysadmin", "secadmin", "auditadmin"]

    static var accounts: [(account: String, role: String)] {
        players.map { ($0.account, $0.role.title + ($0.unit.map { "（\($0)）" } ?? "")) }
    }

    /// Loads the sample county through the same imports as everybody's files.
    func load() async throws {
        let local = Caller.local("demo")
        let units = try CSVTable<UnitRow>(sample("units.csv")).rows
        let services = try CSVTable<ServiceRow>(sample("service-items.csv")).rows
        let bundles = try CSVTable<OneThingRow>(sample("one-things.csv")).rows
        let findings = try CSVTable<FindingRow>(sample("findings.csv")).rows
        let first = try await ledger.perform(
            ImportUnits(try units.map { ImportLine(line: $0.line, try $0.record()) }), by: local)
        let second = try await ledger.perform(
            ImportServices(try services.map { ImportLine(line: $0.line, try $0.record()) }), by: local)
        let third = try await ledger.perform(
            ImportOneThings(try bundles.map { ImportLine(line: $0.line, try $0.record()) }), by: local)
        tell("导入单位 \(first.imported) 个、服务事项 \(second.imported) 项、一件事 \(third.imported) 件")
        try await cast()
        try await self.do(
            AppointClueOfficers(first: number("fuhe"), second: number("xianling")), as: "zhengwu")
        let library = try ChecklistLibrary.standard()
        let lines = try findings.map { ImportLine(line: $0.line, try $0.record(isOpening: true, library)) }
        let fourth = try await ledger.perform(ImportFindings(lines), by: local)
        tell(
            "期初结转公开报道里的问题 \(fourth.imported) 条，其中违纪线索 \(fourth.sealed) 条只密封、不进台账；旧的办结一律记为自报")
    }

    private func sample(_ name: String) throws -> [UInt8] {
        guard let file = EmbeddedFile.named("Sample/\(name)") else {
            throw LedgerError.internalFault(reference: name, "程序里没有样例文件 \(name)")
        }
        return file.bytes
    }
}

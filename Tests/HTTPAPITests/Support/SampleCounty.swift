import Foundation
import Imports
import Ledger
import LedgerSQL
import Walkthrough

/// A county with its administration bureau and hall, a desk posted by another department, two departments, an inspection
/// office, two towns and a village; services; and for each of the 17 roles an account with a password and a token.
struct SampleCounty: Sendable {
    struct Player: Sendable {
        let account: String
        let role: Role
        /// Where the role is held.
        let at: String
        /// Where the person works; `nil` for volunteers and administrators.
        let post: String?
        /// `S` and the place in the list, where it is not told.
        var number: String?
    }

    static let players: [Player] = [
        Player(account: "zhengwu", role: .coordinator, at: "QH", post: "QH-SP"),
        Player(account: "ducha", role: .supervisor, at: "QH", post: "QH-DC"),
        Player(account: "renshe", role: .unitHead, at: "QH-RS", post: "QH-RS"),
        Player(account: "chuangkou", role: .windowLead, at: "QH-W01", post: "QH-W01"),
        Player(account: "banshi", role: .clerk, at: "QH-W01", post: "QH-W01"),
        Player(account: "keshi", role: .office, at: "QH-RS-K1", post: "QH-RS-K1"),
        Player(account: "xietong", role: .partner, at: "QH-GA", post: "QH-GA"),
        Player(account: "yunxi", role: .townCenter, at: "QH-T01", post: "QH-T01"),
        Player(account: "cunzhan", role: .villageStation, at: "QH-V01", post: "QH-V01"),
        Player(account: "tiyan", role: .experiencer, at: "QH", post: nil),
        Player(account: "huifang", role: .caller, at: "QH", post: "QH-SP"),
        Player(account: "fuhe", role: .reviewer, at: "QH", post: "QH-DC"),
        Player(account: "xianling", role: .countyLeader, at: "QH", post: "QH"),
        Player(account: "shenji", role: .auditor, at: "QH", post: nil),
        Player(account: "sysadmin", role: .systemAdmin, at: "QH", post: nil),
        Player(account: "secadmin", role: .securityAdmin, at: "QH", post: nil),
        Player(account: "auditadmin", role: .auditAdmin, at: "QH", post: nil),
        // Further persons of roles that a scenario needs twice.
        Player(account: "gongan", role: .unitHead, at: "QH-GA", post: "QH-GA"),
        Player(account: "shiqiao", role: .townCenter, at: "QH-T02", post: "QH-T02"),
        Player(account: "fuhe2", role: .reviewer, at: "QH", post: "QH-JJ"),
        // Whom the examples of the OpenAPI document speak of.
        Player(account: "ducha2", role: .supervisor, at: "QH", post: "QH-D27", number: "DC01"),
    ]

    /// The first account of a role.
    static func account(of role: Role) -> String {
        players.first { $0.role == role }?.account ?? ""
    }

    /// Of every account.
    static let password = "Qinghe-陪走-2026"
    /// A service of the county.
    static let service = "511Z01"

    static let units:
        [(code: String, name: String, kind: UnitKind, parent: String, posted: String?, type: String?)] = [
            ("QH-SP", "青禾县行政审批服务局", .department, "QH", nil, "行政审批服务局"),
            ("QH-HALL", "青禾县政务服务中心", .hall, "QH-SP", nil, nil),
            ("QH-RS", "青禾县人力资源和社会保障局", .department, "QH", nil, "人力资源和社会保障局"),
            ("QH-RS-K1", "就业促进科", .section, "QH-RS", nil, nil),
            ("QH-W01", "综合窗口1号", .desk, "QH-HALL", "QH-RS", nil),
            ("QH-GA", "青禾县公安局", .department, "QH", nil, "公安局"),
            ("QH-DC", "青禾县督查室", .department, "QH", nil, "督查"),
            ("QH-JJ", "青禾县派驻纪检监察组", .department, "QH", nil, "纪检监察"),
            ("QH-D27", "青禾县医疗保障局", .department, "QH", nil, "医疗保障局"),
            ("QH-T01", "云溪镇", .town, "QH", nil, nil),
            ("QH-T02", "石桥镇", .town, "QH", nil, nil),
            ("QH-V01", "云溪镇前湾村便民服务站", .villageStation, "QH-T01", nil, nil),
        ]

    /// Makes all of it in one transaction, as an import by the local user would.
    /// - Returns: the tokens by account.
    static func populate(_ ledger: Ledger) async throws -> [String: String] {
        let hash = try await hash.value
        return try await ledger.store.writeAlone { transaction in
            let stage = Stage(
                transaction: transaction,
                actor: Actor(account: "local:tester", person: nil, authentication: .none, isDemo: false))
            try stage.addUnits()
            try stage.addServices()
            var tokens: [String: String] = [:]
            for (index, player) in players.enumerated() {
                tokens[player.account] = try stage.add(player, index + 1, hash)
            }
            return tokens
        }
    }

    /// Deriving one takes a tenth of a second; all accounts of all tests share it.
    private static let hash = Task {
        try await PasswordHash.make(password, salt: [UInt8](repeating: 7, count: PasswordHash.saltLength))
            .description
    }
}

private struct Stage {
    let transaction: any WriteTransaction
    let actor: Actor

    func addUnits() throws {
        for unit in SampleCounty.units {
            let record = UnitRecorded(
                code: try UnitCode(unit.code), name: try Prose(unit.name, "名称"), kind: unit.kind,
                parent: try UnitCode(unit.parent), posted: try unit.posted.map { try UnitCode($0) },
                departmentType: try unit.type.map { try Category($0, "类型") }, deskType: nil, notes: nil,
                basis: nil)
            try transaction.append(Unit.self, unit.code, [.recorded(record)], by: actor, expected: 0)
        }
    }

    func addServices() throws {
        let item = ServiceRecorded(
            id: ID(at: transaction.at, random: (transaction.random(), transaction.random())),
            code: try ServiceCode(SampleCounty.service), name: try Prose("灵活就业参保", "事项"), highFrequency: true)
        try transaction.append(ServiceItem.self, item.id.text, [.recorded(item)], by: actor, expected: 0)
        let bundle = OneThingRecorded(
            id: ID(at: transaction.at, random: (transaction.random(), transaction.random())),
            name: try Prose("新生儿出生", "名称"))
        try transaction.append(OneThing.self, bundle.id.text, [.recorded(bundle)], by: actor, expected: 0)
    }

    /// - Returns: a token of the account.
    func add(_ player: SampleCounty.Player, _ number: Int, _ hash: String) throws -> String {
        let name = try AccountName(player.account)
        var events: [AccountEvent] = []
        var expected = 0
        if player.role.isAdministrative {
            // Made by the founding, with their roles.
            expected = try transaction.head(Account.stream(name))?.version ?? 0
        } else {
            events.append(.added(AccountAdded(name: name, person: try person(player, number))))
            let period = try AuditPeriod(from: try Day("2026-01-01"), through: try Day("2027-12-31"))
            let grant = Grant(
                player.role, at: try UnitCode(player.at), during: player.role == .auditor ? period : nil)
            events.append(.grantGiven(GrantGiven(grant: grant)))
        }
        events.append(.passwordChanged(PasswordChanged(mustChange: false, on: transaction.at.day)))
        let token = try OpaqueToken(
            random: (0..<OpaqueToken.byteCount).map { _ in UInt8(truncatingIfNeeded: transaction.random()) })
        let id = ID<TokenIssued>(at: transaction.at, random: (transaction.random(), transaction.random()))
        let expires = transaction.at.adding(milliseconds: 30 * 86_400_000)
        events.append(.tokenIssued(TokenIssued(id: id, scopes: TokenScope.allCases, expires: expires)))
        try transaction.append(Account.self, player.account, events, by: actor, expected: expected)
        try transaction.setCredential(
            CredentialRecord(
                account: player.account, hash: hash, changedAt: transaction.at, failures: 0, lockedUntil: nil)
        )
        try transaction.setToken(
            TokenRecord(
                digest: token.digest, account: player.account, scopes: TokenScope.allCases.map(\.rawValue),
                issuedAt: transaction.at, expiresAt: expires, revokedAt: nil, id: id.text, purpose: .api))
        return token.text
    }

    private func person(_ player: SampleCounty.Player, _ number: Int) throws -> ID<Person> {
        let id = ID<Person>(at: transaction.at, random: (transaction.random(), transaction.random()))
        let isVolunteer = player.role == .experiencer
        let record = PersonRecorded(
            id: id, staffNumber: isVolunteer ? nil : try StaffNumber(player.number ?? "S\(number)"),
            name: try Prose("测试\(player.role.title)\(number)", "姓名"), phone: nil,
            posts: try player.post.map { [Post(try UnitCode($0))] } ?? [], jobTitle: nil)
        var events: [PersonEvent] = [.recorded(record)]
        if isVolunteer {
            events.append(
                .appointed(
                    try ExperiencerAppointed(
                        number: ExperiencerNumber("体验员001"), recruitment: .openCall, from: Day("2026-09-01"),
                        to: Day("2027-08-31"))))
        }
        try transaction.append(Person.self, id.text, events, by: actor, expected: 0)
        return id
    }
}

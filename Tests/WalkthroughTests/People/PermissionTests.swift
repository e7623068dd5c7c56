import Foundation
import Testing
import Walkthrough

/// The table is held as text in three places that people read; `PEIZOU_UPDATE_GOLDEN=1` writes it there again.
@Suite("The permission table") struct PermissionTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    /// The roles of each reach, the farthest first; the machine's unproved user last.
    private static func entries(_ action: Action) -> [(reach: Reach, roles: [Role], machine: Bool)] {
        Reach.allCases.filter { $0 != .none }.reversed().compactMap { reach in
            let roles = Role.allCases.filter { Permission.reach(of: $0, for: action) == reach }
            let machine = Permission.reachOfMachine(for: action) == reach
            return roles.isEmpty && !machine ? nil : (reach, roles, machine)
        }
    }

    private static func lines() -> String {
        Action.allCases.map { action in
            let parts = entries(action).map { entry in
                "\(entry.reach): "
                    + (entry.roles.map(\.rawValue) + (entry.machine ? ["(machine)"] : []))
                    .joined(separator: ", ")
            }
            return "\(action.rawValue)\n" + parts.map { "  \($0)\n" }.joined()
        }.joined()
    }

    private static func table(
        _ head: String, _ action: (Action) -> String, _ reach: (Reach) -> String,
        _ role: (Role) -> String, _ machine: String, _ comma: String
    ) -> String {
        head
            + Action.allCases.map { item in
                let parts = entries(item).map { entry in
                    reach(entry.reach)
                        + (entry.roles.map(role) + (entry.machine ? [machine] : []))
                        .joined(separator: comma)
                }
                return "| \(action(item)) | \(parts.joined(separator: "<br>")) |\n"
            }.joined()
    }

    private func matches(_ path: String, _ text: String, marks: Bool = true) throws {
        let url = Self.root.appending(path: path)
        let isUpdate = ProcessInfo.processInfo.environment["PEIZOU_UPDATE_GOLDEN"] != nil
        guard marks else {
            if isUpdate { try text.write(to: url, atomically: true, encoding: .utf8) }
            #expect(try String(contentsOf: url, encoding: .utf8) == text)
            return
        }
        let page = try String(contentsOf: url, encoding: .utf8)
        let begin = try #require(page.range(of: "<!-- permissions:begin -->\n"))
        let end = try #require(page.range(of: "<!-- permissions:end -->"))
        if isUpdate {
            let whole = page[..<begin.upperBound] + text + page[end.lowerBound...]
            try String(whole).write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(isUpdate || String(page[begin.upperBound..<end.lowerBound]) == text)
    }

    @Test func `reads as it was agreed`() throws {
        try matches("Tests/WalkthroughTests/People/Golden/permissions.txt", Self.lines(), marks: false)
    }

    @Test func `is the one that the documentation prints`() throws {
        try matches(
            "Sources/Walkthrough/Walkthrough.docc/Decisions/Permissions.md",
            Self.table(
                "| action | who, and how far |\n|---|---|\n", { "`\($0.rawValue)`" }, { "\($0): " },
                \.rawValue,
                "(machine)", ", "))
    }

    @Test func `is the one that the manual prints`() throws {
        try matches(
            "Docs/系统管理.md",
            Self.table("| 事项 | 谁，管到哪里 |\n|---|---|\n", \.title, { "\($0.title)：" }, \.title, "本机用户（未登录）", "、")
        )
    }

    /// What administrators keep; everything else is business.
    private static let administrative: Set<Action> = [
        .useOwnAccount, .readAccounts, .keepAccounts, .resetPassword, .grantRoles, .revokeTokens,
        .readAccessLog,
        .readReference, .readSettings, .changeSecuritySettings, .sealLog,
    ]

    @Test(arguments: Action.allCases)
    func `administrators read and edit no business record`(_ action: Action) {
        for role in Role.allCases where role.isAdministrative && !Self.administrative.contains(action) {
            #expect(Permission.reach(of: role, for: action) == .none, "\(role) may \(action)")
        }
    }

    @Test func `each administrator keeps what is his, and only he`() {
        #expect(Permission.roles(for: .keepAccounts) == [.systemAdmin])
        #expect(Permission.roles(for: .resetPassword) == [.systemAdmin])
        #expect(Permission.roles(for: .grantRoles) == [.securityAdmin])
        #expect(Permission.roles(for: .changeSecuritySettings) == [.securityAdmin])
        #expect(Permission.roles(for: .readAccessLog) == [.auditAdmin])
    }

    @Test func `volunteers and callers see their own, and take nothing away`() {
        let open = { (role: Role) in
            Set(Action.allCases.filter { Permission.reach(of: role, for: $0) != .none })
        }
        #expect(
            open(.experiencer).isDisjoint(with: [
                .export, .readHistory, .readActors, .readStatistics, .readWeek, .readTasks, .readPersons,
                .importFindings, .importReference, .sealLog, .enterForOthers,
            ]))
        #expect(Permission.reach(of: .experiencer, for: .readItems) == .ownRecords)
        #expect(Permission.reach(of: .experiencer, for: .readSuggestions) == .ownRecords)
        #expect(Permission.reach(of: .caller, for: .readItems) == .assigned)
        #expect(
            open(.caller).isDisjoint(with: [
                .export, .readHistory, .readWalks, .readSuggestions, .readStatistics, .readWeek, .openWalk,
            ]))
    }

    @Test func `those who mend never learn who acted`() {
        for role in Role.allCases where role.worksForUnit {
            #expect(Permission.reach(of: role, for: .readActors) == .none)
        }
    }

    @Test func `the user of the machine reads, imports and files, and decides nothing`() {
        let decided: Set<Action> = [
            .actOnItem, .assignSuggestion, .answerSuggestion, .reportTask, .decideNotice, .readClues,
            .nameClueOfficers, .fillUnitWeek, .signUnitWeek, .freezeWeek, .correctWeek, .keepReference,
            .filePlan,
            .proposeTermEnd, .confirmTermEnd, .changeSettings, .changeSecuritySettings, .issueCard,
            .keepAccounts,
            .resetPassword, .grantRoles, .revokeTokens, .readAccessLog, .erase, .readActors, .readSignals,
            .usePublicDoor,
        ]
        for action in Action.allCases {
            #expect(
                (Permission.reachOfMachine(for: action) == .none) == decided.contains(action), "\(action)")
        }
    }

    @Test func `a role reaches its unit and what lies below, on both lines, and no other`() throws {
        let units = try SampleCounty.units()
        let police = Actor(
            account: "ga", person: id(1), authentication: .password,
            grants: [Grant(.unitHead, at: try UnitCode("QH-D07"))])
        #expect(police.may(.decideNotice, at: try UnitCode("QH-W042"), in: units), "posted in the hall")
        #expect(!police.may(.decideNotice, at: try UnitCode("QH-W050"), in: units))
        #expect(!police.may(.decideNotice, at: nil, in: units), "not the whole county")
        #expect(!police.may(.assignSuggestion, at: try UnitCode("QH-D07"), in: units))
        let whole = try actor("ducha", .supervisor, person: 2)
        #expect(whole.may(.decideNotice, at: nil, in: units))
    }

    @Test func `an account without a role keeps itself, and reads what is no secret of anybody`() {
        let nobody = Actor(account: "x", person: nil, authentication: .password)
        #expect(Set(Action.allCases.filter(nobody.may)) == [.useOwnAccount, .readReference, .readSettings])
    }

    @Test func `a refusal names who may, and asks the unproved for proof`() throws {
        #expect(throws: Refusal.self) { try local.must(.erase) }
        let clerk = try actor("x", .clerk, person: 1)
        do throws(Refusal) {
            try clerk.must(.freezeWeek)
            Issue.record("a clerk may not")
        } catch {
            guard case .notPermitted(let message) = error else { return _ = Issue.record("\(error)") }
            #expect(message.contains("定稿") && message.contains("政务办管理、督查"))
        }
    }
}

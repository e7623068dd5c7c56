import Foundation
import Testing
import Walkthrough

@Suite("The gate table") struct GateTests {
    /// One letter a duty: in which states somebody may, and who; the page of the documentation is this table.
    @Test func `is the one that the documentation prints`() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Walkthrough/Walkthrough.docc/States.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- gates:begin -->\n"))
        let end = try #require(text.range(of: "<!-- gates:end -->"))
        if ProcessInfo.processInfo.environment["PEIZOU_UPDATE_GOLDEN"] != nil {
            let whole = text[..<begin.upperBound] + Self.table() + text[end.lowerBound...]
            try String(whole).write(to: page, atomically: true, encoding: .utf8)
            return
        }
        #expect(String(text[begin.upperBound..<end.lowerBound]) == Self.table())
    }

    private static func table() -> String {
        var text = "| verb | states | who | apart from the line |\n|---|---|---|---|\n"
        for command in ItemCommand.Kind.allCases {
            let states = StateKind.allCases.filter { Gate.of($0, command) != .never }
            let duties = Set(states.map { Gate.of($0, command) })
            var who = ""
            var apart = ""
            if case .open(let duty)? = duties.first {
                who = Standing.Side.allCases.filter(duty.sides.contains).map(\.rawValue).joined(
                    separator: ", ")
                apart = duty.isApartFromLine ? "yes" : ""
            }
            text +=
                "| `\(command.rawValue)` | \(states.map(\.rawValue).joined(separator: ", ")) | \(who) | \(apart) |\n"
        }
        return text
    }

    @Test(arguments: StateKind.allCases) func `every state is reached by the rules`(_ state: StateKind) throws
    {
        #expect(try RowPlay.inState(state).state == state)
    }

    /// What each player may do in each state, over all of them; separation of duties is the absence of a word.
    @Test(arguments: StateKind.allCases)
    func `nobody of the responsible line ends, checks, strikes off or extends`(_ state: StateKind) throws {
        let play = try RowPlay.inState(state)
        let row = try #require(play.item)
        let forbidden: Set<ItemCommand.Kind> = [
            .check, .return, .close, .grantExtension, .declineExtension, .proposeEnding, .confirmEnding,
            .declineEnding,
            .merge, .transfer, .proposeTolerance, .confirmTolerance, .reveal, .assignCaller,
        ]
        // The desk hangs in the hall of the administration office; the police post its staff: both are the line.
        for player in [RowPlay.Player.police, .policeDesk, .policeClerk] {
            let allowed = Set(
                row.availableCommands(for: Standing(of: try play.actor(player), to: row, in: play.directory)))
            #expect(allowed.isDisjoint(with: forbidden), "\(player) in \(state): \(allowed)")
        }
    }

    @Test(arguments: StateKind.allCases, Role.allCases)
    func `no role of the line's own people may check, whatever the unit it is held at`(
        _ state: StateKind, _ role: Role
    ) throws {
        let play = try RowPlay.inState(state)
        let row = try #require(play.item)
        for unit in ["QH", "QH-D07", "QH-W042", "QH-D27", "QH-T01"] {
            let actor = Actor(
                account: "x", person: id(900), authentication: .password,
                grants: [Grant(role, at: try UnitCode(unit))],
                posts: [try UnitCode("QH-W042"), try UnitCode("QH-D07")])
            let allowed = Set(row.availableCommands(for: Standing(of: actor, to: row, in: play.directory)))
            #expect(
                allowed.isDisjoint(with: [
                    .check, .return, .close, .grantExtension, .confirmEnding, .proposeEnding,
                ]))
        }
    }

    @Test(arguments: StateKind.allCases)
    func `administrators, auditors and strangers do nothing, and without proof nobody does`(
        _ state: StateKind
    ) throws {
        let play = try RowPlay.inState(state)
        let row = try #require(play.item)
        for player in [RowPlay.Player.sysadmin, .auditor, .stranger] {
            let standing = Standing(of: try play.actor(player), to: row, in: play.directory)
            #expect(row.availableCommands(for: standing).isEmpty)
        }
        for player in RowPlay.Player.allCases {
            let standing = Standing(
                of: try play.actor(player, authentication: .none), to: row, in: play.directory)
            #expect(row.availableCommands(for: standing).isEmpty, "\(player)")
        }
    }

    @Test(arguments: StateKind.allCases, ItemCommand.Kind.allCases)
    func `what the table closes, decide refuses for everybody`(_ state: StateKind, _ kind: ItemCommand.Kind)
        throws
    {
        guard Gate.of(state, kind) == .never else { return }
        let play = try RowPlay.inState(state)
        for player in RowPlay.Player.allCases {
            guard case .notPossible? = play.refusal(try Self.command(kind), player) else {
                Issue.record("\(player) may \(kind) in \(state)")
                return
            }
        }
    }

    private static func command(_ kind: ItemCommand.Kind) throws -> ItemCommand {
        let text = try prose("理由")
        return switch kind {
        case .verify: .verify(.begin)
        case .assign: try RowPlay.immediate()
        case .dispute: .dispute(reason: text)
        case .accept: .accept
        case .plan: try RowPlay.planned()
        case .progress: .progress(text: text, unit: nil, milestonesDone: [])
        case .attach: try RowPlay.after()
        case .contact: .contact(purpose: .reply, outcome: .told, satisfaction: nil, note: nil)
        case .askExtension: .askExtension(until: try Day("2026-12-01"), reason: text)
        case .grantExtension: .grantExtension(until: nil, reason: nil)
        case .declineExtension: .declineExtension(reason: text)
        case .requestClose: try RowPlay.requested()
        case .check: .check(.pass, opinion: text)
        case .return: .return(reason: text)
        case .close: .close(note: text)
        case .reopen: .reopen(reason: text)
        case .proposeEnding: .proposeEnding(.unfounded, reason: text)
        case .confirmEnding: .confirmEnding(note: nil)
        case .declineEnding: .declineEnding(reason: text)
        case .merge: .merge(into: id(8), reason: text)
        case .transfer: .transfer(to: text, paper: text, on: try Day("2026-09-14"), reason: text)
        case .escalate: .escalate(to: text, paper: text, nextLook: try Day("2026-12-01"))
        case .respond: .respond(text)
        case .publish: .publish(.withhold, publicText: nil, reason: text)
        case .instruct: .instruct(text)
        case .proposeTolerance: .proposeTolerance(reason: text)
        case .confirmTolerance: .confirmTolerance
        case .reveal: .reveal(reason: text)
        case .assignCaller: .assignCaller(id(77))
        }
    }
}

import Walkthrough

/// A row that is played through the rules: each step is decided by somebody, at some time, in the sample county.
struct RowPlay {
    let directory: UnitTable
    var settings = Settings()
    var source: Source
    private(set) var item: RectificationItem?
    var now: Instant

    static let rowID = ID<RectificationItem>(at: Instant(milliseconds: 5), random: (7, 7))

    init(_ at: String = "2026-09-14T09:00:00+08:00", source: Source? = nil) throws {
        directory = try SampleCounty.units()
        self.source = try source ?? Self.walk()
        now = .given(at)
    }

    // MARK: Sources

    static func walk() throws -> Source {
        Source(
            try SourceRecorded(
                code: SourceCode("walk"), name: Category("走流程", "来源"), identity: .noReporter,
                needsVerification: false,
                classifiedBySupervisor: false, reply: nil))
    }

    /// 服务不满意: verified first, answered in 2 working days, complex ones in 3 to 5 (domain §9.1).
    static func dissatisfied(isRating: Bool = false) throws -> Source {
        Source(
            try SourceRecorded(
                code: SourceCode("dissatisfied"), name: Category("服务不满意", "来源"), identity: .optional,
                needsVerification: true, classifiedBySupervisor: true, isRating: isRating,
                reply: ReplyRule(workdays: 2, targetWorkdays: 3, limitWorkdays: 5)))
    }

    // MARK: People, each with one post and one role

    enum Player: String, CaseIterable {
        /// 县政府督查室, outside every line but its own.
        case inspector
        /// 督查科 of the office that runs the hall.
        case officeInspector
        case reviewer, coordinator, countyLeader, caller, auditor, sysadmin
        /// The department that posts the desk's staff, and a desk of it.
        case police, policeDesk, policeClerk
        /// The hall's office.
        case office
        case tax, town, otherTown
        case experiencer, otherExperiencer
        case stranger

        var post: String? {
            switch self {
            case .inspector: "QH-D01-DC"
            case .officeInspector: "QH-D27-DC"
            case .reviewer: "QH-JJ"
            case .coordinator: "QH-D27-ZF"
            case .countyLeader, .caller: "QH-D01"
            case .auditor, .sysadmin, .experiencer, .otherExperiencer, .stranger: nil
            case .police: "QH-D07"
            case .policeDesk, .policeClerk: "QH-W042"
            case .office: "QH-D27"
            case .tax: "QH-D33"
            case .town: "QH-T01"
            case .otherTown: "QH-T02"
            }
        }

        var grant: (role: Role, unit: String)? {
            switch self {
            case .inspector, .officeInspector: (.supervisor, "QH")
            case .reviewer: (.reviewer, "QH")
            case .coordinator: (.coordinator, "QH")
            case .countyLeader: (.countyLeader, "QH")
            case .caller: (.caller, "QH")
            case .auditor: (.auditor, "QH")
            case .sysadmin: (.systemAdmin, "QH")
            case .police: (.unitHead, "QH-D07")
            case .policeDesk: (.windowLead, "QH-W042")
            case .policeClerk: (.clerk, "QH-W042")
            case .office: (.unitHead, "QH-D27")
            case .tax: (.unitHead, "QH-D33")
            case .town: (.townCenter, "QH-T01")
            case .otherTown: (.townCenter, "QH-T02")
            case .experiencer, .otherExperiencer: (.experiencer, "QH")
            case .stranger: nil
            }
        }

        var person: ID<Person> {
            id(UInt64(100 + (Self.allCases.firstIndex(of: self) ?? 0)))
        }
    }

    func actor(_ player: Player, authentication: Authentication = .password, account: String? = nil) throws
        -> Actor
    {
        var posts: [UnitCode] = []
        if let post = player.post {
            let code = try UnitCode(post)
            posts = [code] + [directory.posted(of: code)].compactMap { $0 }
        }
        return Actor(
            account: account ?? player.rawValue, person: player.person, authentication: authentication,
            grants: try player.grant.map { [Grant($0.role, at: try UnitCode($0.unit))] } ?? [], posts: posts)
    }

    // MARK: Playing

    func context(_ actor: Actor, target: RectificationItem? = nil) -> ItemContext {
        ItemContext(
            at: now, actor: actor, directory: directory, calendar: Years.calendar, settings: settings,
            source: source,
            target: target,
            caller: ItemContext.Caller(Player.caller.person, isCaller: true, posts: []))
    }

    mutating func at(_ text: String) { now = .given(text) }

    mutating func file(
        at place: String? = "QH-W042", by player: Player = .inspector, walker: Player? = nil,
        reporter: Bool = false,
        mode: ReporterMode = .protected, ownWork: Filing.OwnWork? = nil, evidence: [EvidenceRef] = []
    ) throws {
        let person = walker ?? player
        let institution = try person.post.map { try UnitCode($0) }.flatMap {
            directory.institution(of: $0)?.code
        }
        let report = Report(
            number: "QH-2026-0001", source: source.code, receivedAt: now, walker: person.person,
            walkerInstitution: institution, reporterMode: mode, reporterLabel: "群众",
            reporterName: reporter ? try prose("市民甲") : nil, place: try place.map { try UnitCode($0) },
            description: try prose("窗口多要一份材料"), evidence: evidence)
        let events = try RectificationItem.register(
            Filing(report: report, ownWork: ownWork), id: Self.rowID, in: context(try actor(player)))
        for event in events { item = RectificationItem.apply(event, at: now, to: item, id: Self.rowID) }
    }

    mutating func `do`(
        _ command: ItemCommand, _ player: Player, target: RectificationItem? = nil, account: String? = nil
    ) throws {
        guard let row = item else { return }
        let events = try row.decide(command, in: context(try actor(player, account: account), target: target))
        for event in events { item = RectificationItem.apply(event, at: now, to: item, id: Self.rowID) }
    }

    /// What the rules answer; `nil` if they let it pass.
    func refusal(_ command: ItemCommand, _ player: Player, account: String? = nil) -> Refusal? {
        guard let row = item else { return nil }
        do throws(Refusal) {
            _ = try row.decide(command, in: context(try actorOrRefuse(player, account)))
            return nil
        } catch { return error }
    }

    private func actorOrRefuse(_ player: Player, _ account: String?) throws(Refusal) -> Actor {
        do { return try actor(player, account: account) } catch { throw .unknown("\(error)") }
    }

    var state: StateKind? { item?.state.kind }

    // MARK: Usual steps

    static func immediate(_ lead: String = "QH-D07", reason: String? = nil) throws -> ItemCommand {
        .assign(.init(lead: try UnitCode(lead), mode: .immediate, reason: try reason.map { try prose($0) }))
    }

    static func deadline(
        _ due: String, lead: String = "QH-D07", partners: [String] = [], reason: String? = nil
    ) throws
        -> ItemCommand
    {
        .assign(
            .init(
                lead: try UnitCode(lead), partners: try partners.map { try UnitCode($0) }, mode: .deadline,
                due: try Day(due), reason: try reason.map { try prose($0) }))
    }

    static func planned() throws -> ItemCommand {
        .plan(Plan(cause: try prose("口径不一"), measures: try prose("修订指南"), goal: try prose("一次告知")))
    }

    static func after() throws -> ItemCommand {
        .attach([
            try EvidenceRef(
                digest: Digest(sha256: [UInt8](repeating: 9, count: 32)), kind: .photo,
                mediaType: .init("image/jpeg"),
                byteCount: 10, stage: .after)
        ])
    }

    static func requested() throws -> ItemCommand {
        .requestClose(
            .init(
                note: try prose("已改"), generalization: try Answered(.no, reason: nil, field: "举一反三"),
                publication: try Answered(.no, reason: nil, field: "公开")))
    }

    /// From assignment to the close request.
    mutating func mend(_ lead: String = "QH-D07", by head: Player = .police) throws {
        try self.do(Self.immediate(lead), .inspector)
        try self.do(.accept, head)
        try self.do(Self.planned(), head)
        try self.do(Self.after(), head)
        try self.do(Self.requested(), head)
    }

    mutating func pass(_ checker: Player = .inspector) throws {
        try self.do(.check(.begin, opinion: nil), checker)
        try self.do(.check(.pass, opinion: prose("现场看过")), checker)
    }

    /// The row in each state, as the rules bring it there.
    static func inState(_ state: StateKind) throws -> RowPlay {
        var play = try RowPlay(
            source: state == .verifying || state == .notAdopted ? dissatisfied(isRating: true) : walk())
        try play.file()
        switch state {
        case .registered, .verifying: break
        case .assigned: try play.do(immediate(), .inspector)
        case .accepted:
            try play.do(immediate(), .inspector)
            try play.do(.accept, .police)
        case .inProgress:
            try play.do(immediate(), .inspector)
            try play.do(.accept, .police)
            try play.do(planned(), .police)
        case .closeRequested: try play.mend()
        case .checking:
            try play.mend()
            try play.do(.check(.begin, opinion: nil), .inspector)
        case .closed:
            try play.mend()
            try play.pass()
            try play.do(.close(note: prose("同意")), .inspector)
        case .explained:
            try play.do(immediate(), .inspector)
            try play.do(.proposeEnding(.explained(rule: prose("规定")), reason: prose("理由")), .inspector)
            try play.do(.confirmEnding(note: nil), .reviewer)
        case .notAdopted:
            try play.do(.verify(.verdict(.confirmed, note: prose("误点"), statementRead: false)), .inspector)
            try play.do(.proposeEnding(.notAdopted, reason: prose("误评")), .inspector)
            try play.do(.confirmEnding(note: nil), .reviewer)
        case .unfounded:
            try play.do(.verify(.verdict(.refuted, note: prose("记录不符"), statementRead: false)), .inspector)
            try play.do(.proposeEnding(.unfounded, reason: prose("不属实")), .inspector)
            try play.do(.confirmEnding(note: nil), .reviewer)
        case .merged:
            var other = try RowPlay()
            try other.file()
            guard var target = other.item else { return play }
            target =
                RectificationItem.apply(
                    .registered(
                        .init(
                            report: target.report, line: target.line, clocks: [], isVerifying: false,
                            opening: nil,
                            by: Act(account: "x", person: nil, forLine: false))),
                    at: play.now, to: nil, id: id(77)) ?? target
            try play.do(.merge(into: target.id, reason: prose("同一问题")), .inspector, target: target)
            try play.do(.confirmEnding(note: nil), .reviewer, target: target)
        case .transferred:
            try play.do(
                .transfer(to: prose("省厅"), paper: prose("函1号"), on: Day("2026-09-14"), reason: prose("不归本县")),
                .inspector)
            try play.do(.confirmEnding(note: nil), .reviewer)
        }
        return play
    }
}

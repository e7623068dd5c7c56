/// How an actor stands to one row: what he is trusted with there, and on which side of it he is.
public struct Standing: Hashable, Sendable {
    /// In what relation somebody acts; a `Gate` names those it lets through.
    public enum Side: String, Sendable, CaseIterable {
        /// 督查, for a unit at or above the row's.
        case supervisor
        /// 政务办管理.
        case coordinator
        /// 复核人: the second person.
        case reviewer
        case countyLeader
        /// 第三方回访.
        case caller
        /// A head of the owner unit, its window or its section.
        case lead
        /// A partner unit.
        case partner
        /// Anybody of the responsible line, clerks included.
        case line
        /// Whoever found it, or typed it.
        case filer
        /// A head of another institution.
        case outsider
        case experiencer

        public var title: String {
            switch self {
            case .supervisor: "督查人员"
            case .coordinator: "政务办管理人员"
            case .reviewer: "复核人"
            case .countyLeader: "县领导"
            case .caller: "回访员"
            case .lead: "责任单位或窗口负责人"
            case .partner: "协同单位"
            case .line: "责任单位一方"
            case .filer: "填报人"
            case .outsider: "其他单位负责人"
            case .experiencer: "体验员"
            }
        }
    }

    public let act: Act
    public let sides: Set<Side>
    public let isProven: Bool
    /// The actor's institution is of the row's line, now or when he acted on it.
    public let isOfLine: Bool
    /// The unit for which the actor writes progress: the lead, or his partner unit.
    public let unit: UnitCode?

    public init(act: Act, sides: Set<Side>, isProven: Bool, isOfLine: Bool, unit: UnitCode? = nil) {
        self.act = act
        self.sides = sides
        self.isProven = isProven
        self.isOfLine = isOfLine
        self.unit = unit
    }

    /// Whoever holds the key of the report's receipt. Proved for what a filer may do; see `ItemContext.isReporter`.
    init(reporter actor: Actor) {
        self.init(
            act: Act(account: actor.account, person: nil, forLine: false), sides: [.filer], isProven: true,
            isOfLine: false)
    }

    /// Whether a picture is shown without what it tells beside what it shows — place, device, owner: all but those of the
    /// mended state, since others may have come from the reporter at any time (decisions 3).
    public func seesMasked(_ digest: Digest, of item: RectificationItem) -> Bool {
        isKeptFromReporter(of: item) && item.evidence.contains { $0.digest == digest && $0.stage != .after }
    }

    /// Whether what leads to the reporter is kept from the actor: traces in pictures, numbers in other systems. From the
    /// whole responsible line, unless the reporter agreed to be known, or the line found it itself.
    public func isKeptFromReporter(of item: RectificationItem) -> Bool {
        let isOwnFinding =
            item.report.reporterName == nil
            && item.report.walkerInstitution.map(item.line.institutions.contains) ?? false
        return isOfLine && item.report.reporterMode != .named && !isOwnFinding && !sides.contains(.filer)
    }

    /// How `actor` stands to `item`.
    public init(of actor: Actor, to item: RectificationItem, in directory: some UnitDirectory) {
        let line = item.line
        let belongs = actor.posts.contains { line.contains($0, in: directory) }
        let acted = actor.person.map(item.actedForLine.contains) ?? false
        let subject = item.unit
        func reaches(_ grant: Grant) -> Bool {
            guard let subject else { return directory.unit(grant.unit)?.kind == .county }
            return directory.covers(grant.unit, subject)
        }
        let lead = item.state.assignment?.lead
        let partner = item.state.assignment?.partners.first { partner in
            actor.grants.contains { $0.role.worksForUnit && directory.covers($0.unit, partner) }
        }
        var sides: Set<Side> = []
        for grant in actor.grants {
            switch grant.role {
            case .supervisor: if reaches(grant) { sides.insert(.supervisor) }
            case .coordinator: if reaches(grant) { sides.insert(.coordinator) }
            case .reviewer: if reaches(grant) { sides.insert(.reviewer) }
            case .countyLeader: if reaches(grant) { sides.insert(.countyLeader) }
            // 第三方回访 calls on what was assigned to him by name, and nothing else (domain §2).
            case .caller:
                if let person = actor.person, person == item.assignedCaller { sides.insert(.caller) }
            case .unitHead, .windowLead, .office, .townCenter, .villageStation:
                if let lead, directory.covers(grant.unit, lead) { sides.insert(.lead) }
                if !line.contains(grant.unit, in: directory) { sides.insert(.outsider) }
            case .partner, .clerk: break
            case .experiencer: sides.insert(.experiencer)
            case .auditor, .systemAdmin, .securityAdmin, .auditAdmin: break
            }
        }
        if partner != nil { sides.insert(.partner) }
        if belongs, actor.grants.contains(where: \.role.worksForUnit) { sides.insert(.line) }
        if let person = actor.person, person == item.report.walker { sides.insert(.filer) }
        self.init(
            act: Act(account: actor.account, person: actor.person, forLine: belongs),
            sides: sides, isProven: actor.isProven, isOfLine: belongs || acted,
            unit: sides.contains(.lead) ? lead : partner)
    }
}

extension Role {
    /// Roles held for a unit that mends, as against those that watch.
    public var worksForUnit: Bool {
        switch self {
        case .unitHead, .windowLead, .clerk, .office, .partner, .townCenter, .villageStation: true
        case .coordinator, .supervisor, .experiencer, .caller, .reviewer, .countyLeader, .auditor,
            .systemAdmin,
            .securityAdmin, .auditAdmin:
            false
        }
    }
}

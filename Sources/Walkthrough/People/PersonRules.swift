public enum PersonCommand: Equatable, Sendable {
    case record(PersonRecorded)
    case leave(on: Day, reason: Prose?)
    case appoint(ExperiencerAppointed)
    case proposeTermEnd(lastDay: Day, reason: Prose)
    case confirmTermEnd
    case declineTermEnd(reason: Prose)
}

/// What a decision about a person reads.
public struct PersonContext {
    public let actor: Actor
    public let today: Day
    public let directory: any UnitDirectory
    /// Another person who has the staff number of the command, or its number as 体验员 in a term that overlaps.
    public let numberTakenBy: ID<Person>?
    /// A first appointment that stands in an imported file.
    public let isImport: Bool

    public init(
        actor: Actor, today: Day, directory: any UnitDirectory, numberTakenBy: ID<Person>? = nil,
        isImport: Bool = false
    ) {
        self.isImport = isImport
        self.actor = actor
        self.today = today
        self.directory = directory
        self.numberTakenBy = numberTakenBy
    }
}

extension Person {
    /// Rules: posts are known units; posts decide lines, so changing them needs a proved coordinator; an early end of a
    /// term is proposed by one person and confirmed or declined by another, neither of them the volunteer. A first
    /// appointment may come with an import.
    public static func decide(
        _ command: PersonCommand, on state: Person?, in context: PersonContext
    ) throws(Refusal) -> NonEmpty<PersonEvent> {
        if case .record(let record) = command {
            try check(record, on: state, in: context)
            return NonEmpty(.recorded(record))
        }
        guard let state else { throw .unknown("没有这个人员，请核对编号。") }
        switch command {
        case .record(let record): return NonEmpty(.recorded(record))
        case .leave(let day, let reason):
            try context.actor.must(.keepReference)
            guard state.isActive else { throw .notPossible("该人员已登记离岗。") }
            guard state.appointment.map({ $0.lastDay < day }) ?? true else {
                throw .notPossible("该人员仍在体验员聘期内，请先按程序提前结束聘期（需说明理由并由第二人复核）。")
            }
            return NonEmpty(.left(PersonLeft(on: day, reason: reason)))
        case .appoint(let appointment):
            return NonEmpty(.appointed(try state.appoint(appointment, in: context)))
        case .proposeTermEnd(let lastDay, let reason):
            let proposer = try decider(.proposeTermEnd, context.actor)
            guard proposer != state.id else { throw .notPermitted("不能申请提前结束本人的聘期，请由他人办理。") }
            let appointment = try state.running(context.today)
            guard appointment.proposal == nil else {
                throw .notPossible("已有一份提前结束聘期的申请在等复核，请先复核或不予同意。")
            }
            guard lastDay >= appointment.record.from, lastDay < appointment.record.to,
                lastDay >= context.today
            else {
                throw .invalid(
                    "聘期止日", "\(lastDay) 不在今天 \(context.today) 与原止日 \(appointment.record.to) 之间",
                    mend: "请填今天起、原止日之前的一天")
            }
            return NonEmpty(
                .termEndProposed(TermEndProposed(lastDay: lastDay, reason: reason, proposer: proposer)))
        case .confirmTermEnd:
            let (proposal, person) = try state.second(context)
            return NonEmpty(
                .termEndConfirmed(
                    // A late confirmation does not end the term on a day already gone.
                    TermEndConfirmed(
                        lastDay: max(proposal.lastDay, context.today), proposer: proposal.proposer,
                        confirmer: person)))
        case .declineTermEnd(let reason):
            let (proposal, person) = try state.second(context)
            return NonEmpty(
                .termEndDeclined(
                    TermEndDeclined(reason: reason, proposer: proposal.proposer, decliner: person)))
        }
    }

    private static func check(
        _ record: PersonRecorded, on state: Person?, in context: PersonContext
    ) throws(Refusal) {
        try context.actor.must(.importReference)
        if let state {
            guard state.record != record || !state.isActive else { throw .notPossible("该人员没有变化，不必重录。") }
            if !state.isActive || state.record.posts != record.posts
                || state.record.staffNumber != record.staffNumber
            {
                try context.actor.must(.keepReference)
            }
        }
        if let other = context.numberTakenBy, other != record.id {
            throw .invalid("工号", "\(record.staffNumber?.text ?? "") 已是另一名人员的工号", mend: "请核对工号")
        }
        var seen: Set<UnitCode> = []
        for post in record.posts {
            guard seen.insert(post.unit).inserted else {
                throw .invalid("单位编码", "\(post.unit) 写了两遍", mend: "每个任职单位只写一次")
            }
            guard let unit = context.directory.unit(post.unit) else {
                throw .invalid("单位编码", "没有编码为 \(post.unit) 的单位", mend: "请先录入该单位，或改正编码")
            }
            guard unit.isActive else {
                throw .invalid("单位编码", "单位 \(post.unit) 已撤销", mend: "请填在用的单位")
            }
        }
    }

    private func appoint(
        _ appointment: ExperiencerAppointed, in context: PersonContext
    ) throws(Refusal) -> ExperiencerAppointed {
        if self.appointment == nil, context.isImport {
            try context.actor.must(.importReference)
        } else {
            try context.actor.must(.keepReference)
        }
        guard isActive else { throw .notPossible("该人员已登记离岗，不能聘任。") }
        guard context.actor.person != id else { throw .notPermitted("不能聘任自己为体验员，请由他人办理。") }
        if let present = self.appointment, present.lastDay >= appointment.from {
            throw .notPossible("该人员的聘期到 \(present.lastDay) 才结束，新聘期请从其后开始。")
        }
        if let other = context.numberTakenBy, other != id {
            throw .invalid("体验员编号", "\(appointment.number) 在这段聘期内已有人使用", mend: "请换一个编号")
        }
        return appointment
    }

    private func running(_ today: Day) throws(Refusal) -> Appointment {
        guard let appointment, appointment.end == nil, appointment.lastDay >= today else {
            throw .notPossible("该人员没有正在生效的体验员聘期。")
        }
        return appointment
    }

    private static func decider(_ action: Action, _ actor: Actor) throws(Refusal) -> ID<Person> {
        try actor.must(action)
        guard let person = actor.person else {
            throw .notPermitted("“\(action.title)”的账号要绑定到人，请用本人账号登录办理。")
        }
        return person
    }

    private func second(_ context: PersonContext) throws(Refusal) -> (TermEndProposed, ID<Person>) {
        let person = try Self.decider(.confirmTermEnd, context.actor)
        guard let proposal = appointment?.proposal else {
            throw .notPossible("没有等待复核的提前结束聘期申请。")
        }
        guard person != proposal.proposer else {
            throw .notPermitted("提前结束聘期要双人复核，申请人不能自己复核，请由另一人办理。")
        }
        guard person != id else { throw .notPermitted("不能复核本人的聘期，请由另一人办理。") }
        return (proposal, person)
    }
}

public import Walkthrough

/// A check item that failed, as its checklist has it.
public struct CheckPoint: Hashable, Sendable, Encodable {
    public let code: String
    /// Marked `clue`: what it finds is a case for two officers and no row (decisions 4).
    public let isClue: Bool

    public init(_ code: String, isClue: Bool) {
        self.code = code
        self.isClue = isClue
    }

    public init(_ item: CheckItem) { self.init(item.id.text, isClue: item.clue) }
}

/// A finding as a front hands it in, in the terms that people use: names and codes instead of ids.
public struct FindingDraft: Hashable, Sendable, Encodable {
    /// Code, name or other name of the source.
    public var source: String
    public var description: Prose
    public var place: UnitCode?
    public var foundOn: PartialDay?
    public var observedAt: Instant?
    public var deviceNow: Instant?
    /// Who found it, where that is not the account's own person.
    public var walker: ID<Person>?
    public var basis: EntryBasis
    public var reporterMode: ReporterMode
    public var reporterName: Prose?
    public var reporterContact: Prose?
    public var caseNumber: Prose?
    /// Code of the service item, or its name where the county's list has none.
    public var service: ServiceCode?
    public var serviceName: Prose?
    public var channels: [Channel]
    public var step: Prose?
    public var checkPoint: CheckPoint?
    public var category: String?
    public var cause: Prose?
    public var measures: Prose?
    public var suggestion: Prose?
    public var departments: Prose?
    public var statedLimit: Prose?
    public var statedMode: RectifyMode?
    public var originNature: Prose?
    public var external: [ExternalReference]
    public var evidence: [EvidenceRef]
    public var noEvidenceReason: Prose?
    public var region: Prose?
    public var origin: Prose?
    public var campaign: String?
    public var goal: Prose?
    public var remarks: Prose?

    public init(
        source: String, description: Prose, place: UnitCode? = nil, foundOn: PartialDay? = nil,
        observedAt: Instant? = nil, deviceNow: Instant? = nil, walker: ID<Person>? = nil,
        basis: EntryBasis = .own,
        reporterMode: ReporterMode = .protected, reporterName: Prose? = nil, reporterContact: Prose? = nil,
        caseNumber: Prose? = nil, service: ServiceCode? = nil, serviceName: Prose? = nil,
        channels: [Channel] = [],
        step: Prose? = nil, checkPoint: CheckPoint? = nil, category: String? = nil, cause: Prose? = nil,
        measures: Prose? = nil, suggestion: Prose? = nil, departments: Prose? = nil,
        statedLimit: Prose? = nil, statedMode: RectifyMode? = nil, originNature: Prose? = nil,
        external: [ExternalReference] = [], evidence: [EvidenceRef] = [], noEvidenceReason: Prose? = nil,
        region: Prose? = nil, origin: Prose? = nil, campaign: String? = nil
    ) {
        self.source = source
        self.description = description
        self.place = place
        self.foundOn = foundOn
        self.observedAt = observedAt
        self.deviceNow = deviceNow
        self.walker = walker
        self.basis = basis
        self.reporterMode = reporterMode
        self.reporterName = reporterName
        self.reporterContact = reporterContact
        self.caseNumber = caseNumber
        self.service = service
        self.serviceName = serviceName
        self.channels = channels
        self.step = step
        self.checkPoint = checkPoint
        self.category = category
        self.cause = cause
        self.measures = measures
        self.suggestion = suggestion
        self.departments = departments
        self.statedLimit = statedLimit
        self.statedMode = statedMode
        self.originNature = originNature
        self.external = external
        self.evidence = evidence
        self.noEvidenceReason = noEvidenceReason
        self.region = region
        self.origin = origin
        self.campaign = campaign
    }
}

extension FindingDraft {
    /// What stays the same when a device says it again: not its clock's reading.
    var repeatable: FindingDraft {
        var copy = self
        copy.deviceNow = nil
        copy.evidence = evidence.map { $0.promised(false) }
        return copy
    }
}

extension CommandTransaction {
    /// The report of a new row.
    func report(
        _ draft: FindingDraft, source: Source, number: String, way: SessionKind? = nil
    ) throws -> Report {
        if let wrong = Entry.fault(observedAt: draft.observedAt, deviceNow: draft.deviceNow, at: at) {
            throw LedgerError.invalid([wrong])
        }
        let walker = draft.walker ?? (draft.basis == .own ? actor.person : nil)
        let person = try walker.map { try existing(Person.self, $0.text, "这名发现人").state }
        let service = try draft.service.map { code in
            guard let id = try read.id(of: .service, key: code.text) else {
                throw LedgerError.invalid([
                    Invalid("服务事项", "没有编码为 \(code) 的事项", mend: "请在事项目录里查编码，或改填事项名称")
                ])
            }
            return try existing(ServiceItem.self, id, "这个事项").state
        }
        for reference in draft.external {
            guard let other = try read.item(externalSystem: reference.system, number: reference.number) else {
                continue
            }
            // Whoever may not see the other row learns that there is one, and not which.
            let isSeen = try read.sees(.item, other, in: read.scopes(of: actor, for: .readItems))
            let number = try isSeen ? read.state(RectificationItem.self, other)?.state.report.number : nil
            throw LedgerError.invalid([
                Invalid(
                    "外部编号",
                    "\(reference.system) \(reference.number) 已登记\(number.map { "为 \($0)" } ?? "过")",
                    mend: "请不要重复登记；有新情况请补充到那一条，或转告督查")
            ])
        }
        return Report(
            number: number, source: source.code,
            campaign: try draft.campaign.map { try campaign(ofEntry: $0).state.id.text }, sessionKind: way,
            foundOn: draft.foundOn ?? (draft.origin == nil ? .day(foundDay(draft)) : nil),
            observedAt: draft.observedAt,
            clockError: draft.deviceNow.map { Int($0.milliseconds - at.milliseconds) }, receivedAt: at,
            walker: walker, walkerInstitution: person.flatMap(institution), basis: draft.basis,
            reporterMode: draft.reporterMode, reporterLabel: label(of: person, draft, source),
            reporterName: draft.reporterName, reporterContact: draft.reporterContact,
            caseNumber: draft.caseNumber,
            service: service?.id, serviceName: draft.serviceName ?? service?.name, channels: draft.channels,
            place: draft.place, step: draft.step, checkItem: draft.checkPoint?.code, category: draft.category,
            description: draft.description, cause: draft.cause, measures: draft.measures,
            suggestion: draft.suggestion, goal: draft.goal, departments: draft.departments,
            statedLimit: draft.statedLimit,
            statedMode: draft.statedMode, originNature: draft.originNature,
            external: draft.external, evidence: draft.evidence, noEvidenceReason: draft.noEvidenceReason,
            region: draft.region, origin: draft.origin, remarks: draft.remarks)
    }

    /// 发现日期 goes by the device, its error taken off (decisions 2).
    private func foundDay(_ draft: FindingDraft) -> Day {
        guard let observed = draft.observedAt else { return today }
        let error = draft.deviceNow.map { $0.milliseconds - at.milliseconds } ?? 0
        return observed.adding(milliseconds: -error).day
    }

    /// The institution of a person's first post; volunteers have none.
    package func institution(of person: Person) -> UnitCode? {
        person.units.first.flatMap { read.institution(of: $0)?.code }
    }

    /// By role and number, never by name (decisions 3).
    package func label(of person: Person?, reporter: Bool, source: Source) -> String {
        if let person, person.isExperiencer(on: today), let number = person.appointment?.record.number {
            return number.description
        }
        if reporter { return "群众" }
        if let unit = person?.units.first.flatMap({ read.unit($0)?.name.text }) { return "\(unit)工作人员" }
        return source.name.text
    }

    private func label(of person: Person?, _ draft: FindingDraft, _ source: Source) -> String {
        label(of: person, reporter: draft.reporterName != nil || draft.reporterContact != nil, source: source)
    }

    package func itemContext(
        source: Source, target: RectificationItem? = nil, peers: [UnitCode] = [], isReporter: Bool = false,
        caller: ItemContext.Caller? = nil
    ) throws -> ItemContext {
        ItemContext(
            at: at, actor: actor, directory: read, calendar: try calendar(), settings: try settings(),
            source: source,
            target: target, peers: peers, isReporter: isReporter, caller: caller)
    }
}

extension QueryTransaction {
    /// The source that `text` names by code, name or other name.
    package func source(named text: String) throws -> Source {
        if let code = try? SourceCode(text), let found = try read.state(Source.self, code.text)?.state {
            return found
        }
        var found: Source?
        try read.states(Source.self) { _, source in
            if source.state.isActive, source.state.isNamed(text) { found = source.state }
        }
        guard let found else {
            throw LedgerError.invalid([
                Invalid("问题来源", "没有“\(text.prefix(40))”这个来源", mend: "请在来源目录里核对")
            ])
        }
        return found
    }
}

/// What was found, as it was first told. It never changes; later knowledge stands beside it.
public struct Report: Equatable, Sendable, Codable {
    /// The serial that people use, such as `QH-2026-0042`.
    public let number: String
    /// Code of the source (decisions 19).
    public let source: SourceCode
    /// `nil` is 常态化.
    public let campaign: String?
    public let session: ID<ExperienceSession>?
    public let sessionKind: SessionKind?
    /// 发现日期, as exactly as it is known.
    public let foundOn: PartialDay?
    /// When the device says it was seen; `clockError` is the device's clock minus the server's, in milliseconds.
    public let observedAt: Instant?
    public let clockError: Int?
    /// When the server got it: day 0 and the week go by this.
    public let receivedAt: Instant
    public let walker: ID<Person>?
    /// The institution of whoever found it; a unit may classify only what its own people found.
    public let walkerInstitution: UnitCode?
    public let basis: EntryBasis
    public let reporterMode: ReporterMode
    /// How exports name the reporter: a role and a number, never a name.
    public let reporterLabel: String
    public let reporterName: Prose?
    public let reporterContact: Prose?
    public let caseNumber: Prose?
    public let service: ID<ServiceItem>?
    public let serviceName: Prose?
    public let channels: [Channel]
    /// Where it was found: the desk, hall or station.
    public let place: UnitCode?
    public let step: Prose?
    /// The check points that failed, joined by `、`.
    public let checkItem: String?
    public let category: String?
    public let description: Prose
    public let cause: Prose?
    public let measures: Prose?
    public let suggestion: Prose?
    /// 整改目标 as a 督查 set it; the plan's stands before it.
    public let goal: Prose?
    /// The responsible department in the words of whoever filed it; the owner unit is decided by assignment.
    public let departments: Prose?
    /// A time limit in the source's words, kept as found (`2011年内`).
    public let statedLimit: Prose?
    /// 整改类型 in the source's words; the ledger's own comes with the assignment.
    public let statedMode: RectifyMode?
    /// What kind of source it was read in, such as 政府网站.
    public let originNature: Prose?
    public let external: [ExternalReference]
    public let evidence: [EvidenceRef]
    /// Why there is no evidence, where there is none.
    public let noEvidenceReason: Prose?
    /// The county of rows that come from outside, and where it was read (imports).
    public let region: Prose?
    public let origin: Prose?
    /// What an older ledger says in columns that have no place here (imports).
    public let remarks: Prose?

    public init(
        number: String, source: SourceCode, campaign: String? = nil, session: ID<ExperienceSession>? = nil,
        sessionKind: SessionKind? = nil, foundOn: PartialDay? = nil, observedAt: Instant? = nil,
        clockError: Int? = nil, receivedAt: Instant, walker: ID<Person>? = nil,
        walkerInstitution: UnitCode? = nil, basis: EntryBasis = .own, reporterMode: ReporterMode = .protected,
        reporterLabel: String, reporterName: Prose? = nil, reporterContact: Prose? = nil,
        caseNumber: Prose? = nil,
        service: ID<ServiceItem>? = nil, serviceName: Prose? = nil, channels: [Channel] = [],
        place: UnitCode? = nil,
        step: Prose? = nil, checkItem: String? = nil, category: String? = nil, description: Prose,
        cause: Prose? = nil, measures: Prose? = nil, suggestion: Prose? = nil, goal: Prose? = nil,
        departments: Prose? = nil,
        statedLimit: Prose? = nil, statedMode: RectifyMode? = nil, originNature: Prose? = nil,
        external: [ExternalReference] = [], evidence: [EvidenceRef] = [],
        noEvidenceReason: Prose? = nil, region: Prose? = nil, origin: Prose? = nil, remarks: Prose? = nil
    ) {
        self.remarks = remarks
        self.number = number
        self.source = source
        self.campaign = campaign
        self.session = session
        self.sessionKind = sessionKind
        self.foundOn = foundOn
        self.observedAt = observedAt
        self.clockError = clockError
        self.receivedAt = receivedAt
        self.walker = walker
        self.walkerInstitution = walkerInstitution
        self.basis = basis
        self.reporterMode = reporterMode
        self.reporterLabel = reporterLabel
        self.reporterName = reporterName
        self.reporterContact = reporterContact
        self.caseNumber = caseNumber
        self.service = service
        self.serviceName = serviceName
        self.channels = channels
        self.place = place
        self.step = step
        self.checkItem = checkItem
        self.category = category
        self.description = description
        self.cause = cause
        self.measures = measures
        self.suggestion = suggestion
        self.goal = goal
        self.departments = departments
        self.statedLimit = statedLimit
        self.statedMode = statedMode
        self.originNature = originNature
        self.external = external
        self.evidence = evidence
        self.noEvidenceReason = noEvidenceReason
        self.region = region
        self.origin = origin
    }
}

/// Whether there is a reporter who must be told what became of it.
extension Report {
    public var hasReporter: Bool {
        reporterMode != .anonymous && (reporterName != nil || reporterContact != nil)
    }
}

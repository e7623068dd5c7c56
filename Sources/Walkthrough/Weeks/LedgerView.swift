/// From where rows are seen when they become lines of a ledger: T, the colours of its day, and what codes are called.
public struct LedgerView: Sendable {
    /// T.
    public let asOf: Instant
    public let scale: LightScale
    public let names: LedgerNames

    public init(asOf: Instant, scale: LightScale, names: LedgerNames) {
        self.asOf = asOf
        self.scale = scale
        self.names = names
    }

    /// - Parameter yellowWorkdays: working days left from which a row is yellow.
    public init(asOf: Instant, calendar: WorkCalendar, yellowWorkdays: Int, names: LedgerNames) {
        self.init(
            asOf: asOf, scale: LightScale(today: asOf.day, calendar: calendar, threshold: yellowWorkdays),
            names: names)
    }
}

/// What codes are called on paper.
public struct LedgerNames: Sendable {
    /// The county: it carries rows that belong to no unit yet.
    public let county: UnitCode
    public let unit: @Sendable (UnitCode) -> String
    public let source: @Sendable (SourceCode) -> String
    /// `nil` for a service or a check item without a known name.
    public let service: @Sendable (ID<ServiceItem>) -> String?
    public let checkItem: @Sendable (String) -> String?

    public init(
        county: UnitCode, unit: @escaping @Sendable (UnitCode) -> String,
        source: @escaping @Sendable (SourceCode) -> String,
        service: @escaping @Sendable (ID<ServiceItem>) -> String? = { _ in nil },
        checkItem: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.county = county
        self.unit = unit
        self.source = source
        self.service = service
        self.checkItem = checkItem
    }
}

/// Texts of one row as exports may show them: phone and ID numbers masked, and the reporter's own name, contact and
/// case number taken out wherever somebody typed them (decisions 3, domain §8.15).
struct CellMask {
    private let secrets: [(text: String, instead: String)]

    init(_ report: Report) {
        var secrets: [(String, String)] = []
        func hide(_ prose: Prose?, atLeast length: Int, as instead: String) {
            guard let text = prose?.text, text.count >= length else { return }
            secrets.append((text, instead))
        }
        hide(report.reporterContact, atLeast: 5, as: "（联系方式略）")
        hide(report.caseNumber, atLeast: 5, as: "（办件编号略）")
        hide(report.reporterName, atLeast: 2, as: "反映人")
        self.secrets = secrets
    }

    func callAsFunction(_ prose: Prose) -> String { callAsFunction(prose.description) }
    func callAsFunction(_ prose: Prose?) -> String? { prose.map { callAsFunction($0.description) } }

    func callAsFunction(_ text: String) -> String {
        var text = text
        for secret in secrets where text.contains(secret.text) {
            text = text.replacing(secret.text, with: secret.instead)
        }
        // Most texts hold no number long enough; counting bytes is far cheaper than the search.
        guard text.utf8.count(where: { (48...57).contains($0) }) >= 11 else { return text }
        return PersonalData.masked(text)
    }
}

/// What somebody tells through the e码 of a window, valid by construction (decisions 3, 19).
public struct PublicReport: Equatable, Sendable, Codable {
    /// How many photos may come with a report, and for how long after it.
    public static let photoLimit = 3
    public static let photoHours: Int64 = 24
    /// The most bytes of one, which a phone's camera does not reach.
    public static let photoBytes = 15_000_000
    public static let descriptionLimit = 2_000

    /// The unit whose e码 was scanned.
    public let window: UnitCode
    public let description: Prose
    /// 实名保密 unless the reporter chose otherwise.
    public let mode: ReporterMode
    public let name: Prose?
    public let contact: Prose?
    /// 办件编号.
    public let caseNumber: Prose?
    /// In the reporter's own words.
    public let service: Prose?
    /// 我因反映问题被刁难: a sealed case for two officers and no row (decisions 4).
    public let isRetaliation: Bool
    /// Photos that the device will send after the text.
    public let photos: [EvidenceRef]

    /// - Throws: `Refusal.invalid` with every fault: an anonymous report with a name, contact or case number; a 实名可转办
    ///   one without a contact; more than three photos, or a file that is no picture.
    public init(
        window: UnitCode, description: Prose, mode: ReporterMode = .protected, name: Prose? = nil,
        contact: Prose? = nil, caseNumber: Prose? = nil, service: Prose? = nil, isRetaliation: Bool = false,
        photos: [EvidenceRef] = []
    ) throws(Refusal) {
        var wrong: [Invalid] = []
        switch mode {
        case .anonymous:
            if name != nil || contact != nil || caseNumber != nil {
                wrong.append(
                    Invalid("反映方式", "选了匿名，却留了姓名、联系方式或办件编号", mend: "请删去这几项，或改选“实名保密”"))
            }
        case .protected: break
        case .named:
            if contact == nil {
                wrong.append(
                    Invalid("联系方式", "选了“实名可转办”，但没有留联系方式", mend: "请留下电话，或改选“实名保密”“匿名”"))
            }
        }
        if let text = description.text, text.count > Self.descriptionLimit {
            wrong.append(
                Invalid(
                    "问题描述", "有 \(text.count) 字，超过 \(Self.descriptionLimit) 字", mend: "请只写要点，细节可在回访时补充"))
        }
        if let fault = Self.fault(photos) { wrong.append(fault) }
        guard wrong.isEmpty else { throw .invalid(wrong) }
        self.window = window
        self.description = description
        self.mode = mode
        self.name = name
        self.contact = contact
        self.caseNumber = caseNumber
        self.service = service
        self.isRetaliation = isRetaliation
        self.photos = photos
    }

    /// What is wrong with the photos of one report, those that came before included.
    public static func fault(_ photos: [EvidenceRef]) -> Invalid? {
        if photos.count > photoLimit {
            return Invalid("照片", "超过 \(photoLimit) 张", mend: "请留最能说明问题的 \(photoLimit) 张")
        }
        guard photos.allSatisfy({ $0.mediaType.text.hasPrefix("image/") }) else {
            return Invalid("照片", "有文件不是照片", mend: "请只传照片或截图")
        }
        return nil
    }
}

extension UnitKind {
    /// Whether people are served there, so that it may have an e码.
    public var servesPublic: Bool {
        switch self {
        case .hall, .area, .desk, .townCenter, .streetCenter, .parkCenter, .villageStation: true
        case .county, .department, .section, .dispatchedBody, .town, .street, .park: false
        }
    }
}

extension Unit {
    /// - Throws: `Refusal.unknown` for a unit that has no e码: it is closed, or serves nobody.
    public func mustHaveCode() throws(Refusal) {
        guard isActive, kind.servesPublic else {
            throw .unknown("这个 e码 已停用或不对；请扫窗口上的新码，或向大厅咨询台反映")
        }
    }
}

/// What a walker found at one check point. One answer a code: a later one replaces it (decisions 10).
public struct Answer: Hashable, Sendable, Codable {
    public enum Value: String, Sendable, Codable, CaseIterable {
        case pass, fail, improvable, notApplicable, notSeen

        public var title: String {
            switch self {
            case .pass: "通过"
            case .fail: "有问题"
            case .improvable: "可优化"
            case .notApplicable: "不适用"
            case .notSeen: "未查看"
            }
        }

        /// Whether the walker looked: what was not seen counts in no rate.
        public var isSeen: Bool { self != .notSeen }
    }

    /// The check point, such as `COV-02`.
    public let code: String
    public let value: Value
    /// What was observed, or why the point does not apply or was not seen.
    public let note: Prose?
    /// Why a fault has no evidence.
    public let noEvidenceReason: Prose?
    /// Where it was seen; absent means the unit that the session looks at.
    public let unit: UnitCode?
    /// The code of the service item; absent means the session's first.
    public let item: String?
    /// Through which channels; none means the session's.
    public let channels: [Channel]

    /// - Throws: `Invalid` for a code of another form than `COV-01`.
    public init(
        _ code: String, _ value: Value, note: Prose? = nil, noEvidenceReason: Prose? = nil,
        unit: UnitCode? = nil,
        item: String? = nil, channels: [Channel] = []
    ) throws(Invalid) {
        guard CheckCode.isValid(code) else {
            throw Invalid("检查项", "“\(code.prefix(40))”不是检查项编号", mend: "请填写如 COV-01 的编号")
        }
        self.code = code
        self.value = value
        self.note = note
        self.noEvidenceReason = noEvidenceReason
        self.unit = unit
        self.item = item
        self.channels = channels
    }
}

/// An answer as the session keeps it.
public struct AnswerRecord: Hashable, Sendable, Codable {
    public let answer: Answer
    /// A clue of misconduct: its text and evidence are for its filer and two officers only (decisions 4).
    public let isClue: Bool
    /// 1 for the first answer of this code, one more for each that replaced it.
    public let version: Int
    public let entry: Entry

    public var code: String { answer.code }
    public var value: Answer.Value { answer.value }
}

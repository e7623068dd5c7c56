/// One problem, which opens one row: a group of 有问题 answers, or a fault that no check point covers (decisions 11).
public struct Finding: Hashable, Sendable, Codable {
    /// Its name within the session, such as `F1`.
    public let key: String
    /// The answers in this group; empty only for a fault outside the checklist.
    public var codes: [String]
    public let unit: UnitCode?
    public let item: String?
    /// What is wrong, in the walker's words; absent means the notes of its answers.
    public let text: Prose?
    /// Why a fault outside the checklist has no evidence.
    public let noEvidenceReason: Prose?
    /// 责任主体, 完成时限 and 整改目标, which a 督查 must name.
    public let responsible: UnitCode?
    public let due: Day?
    public let goal: Prose?

    /// - Throws: `Invalid` for an empty or long key, repeated codes, or a group with neither codes nor text.
    public init(
        key: String, codes: [String], unit: UnitCode? = nil, item: String? = nil, text: Prose? = nil,
        noEvidenceReason: Prose? = nil, responsible: UnitCode? = nil, due: Day? = nil, goal: Prose? = nil
    ) throws(Invalid) {
        guard (1...20).contains(key.utf8.count), key.utf8.allSatisfy(UnitCode.isAllowed) else {
            throw Invalid("问题分组", "“\(key.prefix(40))”不能作组号", mend: "请用 1 到 20 位字母或数字，如 F1")
        }
        if let wrong = codes.first(where: { !CheckCode.isValid($0) }) {
            throw Invalid("问题分组 \(key)", "“\(wrong.prefix(40))”不是检查项编号", mend: "请填写如 COV-01 的编号")
        }
        guard Set(codes).count == codes.count else {
            throw Invalid("问题分组 \(key)", "同一检查项写了两次", mend: "请删去重复的检查项")
        }
        guard !codes.isEmpty || text != nil else {
            throw Invalid("问题分组 \(key)", "既没有检查项也没有问题描述", mend: "请选择检查项，或写明问题")
        }
        self.key = key
        self.codes = codes
        self.unit = unit
        self.item = item
        self.text = text
        self.noEvidenceReason = noEvidenceReason
        self.responsible = responsible
        self.due = due
        self.goal = goal
    }

    init(proposed key: String, codes: [String], unit: UnitCode?, item: String?) {
        self.key = key
        self.codes = codes
        self.unit = unit
        self.item = item
        text = nil
        noEvidenceReason = nil
        responsible = nil
        due = nil
        goal = nil
    }
}

/// A suggestion made on a walk; submitting gives it a number and a stream of its own (decisions 12).
public struct SessionSuggestion: Hashable, Sendable, Codable {
    /// Its name within the session, such as `S1`.
    public let key: String
    public let kind: Suggestion.Kind
    public let text: Prose
    public let reason: Prose?
    /// 承办单位, where the walker knows it.
    public let unit: UnitCode?
    /// The 可优化 answer that this suggestion words, so that the answer opens no second one.
    public let code: String?

    /// - Throws: `Invalid` for an empty or long key or a malformed code.
    public init(
        key: String, kind: Suggestion.Kind, text: Prose, reason: Prose? = nil, unit: UnitCode? = nil,
        code: String? = nil
    ) throws(Invalid) {
        guard (1...20).contains(key.utf8.count), key.utf8.allSatisfy(UnitCode.isAllowed) else {
            throw Invalid("建议", "“\(key.prefix(40))”不能作序号", mend: "请用 1 到 20 位字母或数字，如 S1")
        }
        if let code, !CheckCode.isValid(code) {
            throw Invalid("建议 \(key)", "“\(code.prefix(40))”不是检查项编号", mend: "请填写如 COV-01 的编号")
        }
        self.key = key
        self.kind = kind
        self.text = text
        self.reason = reason
        self.unit = unit
        self.code = code
    }
}

/// The record of a 座谈 (decisions 15) and the list of opinions of a 开放式观摩, each with what came of it.
public struct MeetingRecord: Hashable, Sendable, Codable {
    public struct Exchange: Hashable, Sendable, Codable {
        public let question: Prose
        public let answer: Prose?

        public init(question: Prose, answer: Prose?) {
            self.question = question
            self.answer = answer
        }
    }

    /// An opinion: it is replied to, or mended through a finding.
    public struct Opinion: Hashable, Sendable, Codable {
        public let text: Prose
        public let from: Prose?
        public let reply: Prose?
        /// The key of the finding that mends it.
        public let finding: String?

        public init(text: Prose, from: Prose? = nil, reply: Prose? = nil, finding: String? = nil) {
            self.text = text
            self.from = from
            self.reply = reply
            self.finding = finding
        }
    }

    public let day: Day
    /// Names, or roles such as 人大代表.
    public let attendance: [Prose]
    public let exchanges: [Exchange]
    public let opinions: [Opinion]

    public init(day: Day, attendance: [Prose], exchanges: [Exchange] = [], opinions: [Opinion] = []) {
        self.day = day
        self.attendance = attendance
        self.exchanges = exchanges
        self.opinions = opinions
    }
}

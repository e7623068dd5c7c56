/// Where a problem came from (decisions 19): a code, never renamed, such as `unresolved` for 办不成事.
public struct SourceCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    /// - Throws: `Invalid` unless `text` is 1 to 40 of A–Z, a–z, 0–9, hyphen and underscore.
    public init(_ text: String) throws(Invalid) {
        guard (1...40).contains(text.utf8.count), text.utf8.allSatisfy(UnitCode.isAllowed) else {
            throw Invalid("来源编码", "“\(text.prefix(60))”不合规", mend: "请用 1 到 40 位字母、数字、- 或 _，如 unresolved")
        }
        self.text = text
    }

    public var description: String { text }
    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Whether somebody from outside stands behind a problem, and whether he must give his name.
public enum IdentityRule: String, Sendable, Codable, CaseIterable {
    /// Found by officers: there is nobody to protect or to answer.
    case noReporter
    /// With or without a name.
    case optional
    /// Only with a name.
    case required

    public var title: String {
        switch self {
        case .noReporter: "无反映人"
        case .optional: "可匿名、可实名"
        case .required: "须实名"
        }
    }
}

/// How the reporter is answered, in working days after receipt; `nil` means as `Settings` say (decisions 17).
public struct ReplyRule: Hashable, Sendable, Codable {
    public let firstResponseWorkdays: Int?
    public let workdays: Int?
    public let targetWorkdays: Int?
    public let limitWorkdays: Int?

    /// - Throws: `Invalid` for a number outside 1 to 60, or a target beyond the limit.
    public init(
        firstResponseWorkdays: Int? = nil, workdays: Int? = nil, targetWorkdays: Int? = nil,
        limitWorkdays: Int? = nil
    ) throws(Invalid) {
        for days in [firstResponseWorkdays, workdays, targetWorkdays, limitWorkdays].compactMap({ $0 }) {
            guard (1...60).contains(days) else {
                throw Invalid("答复规则", "\(days) 不在 1 到 60 个工作日之间", mend: "请改正天数，或不写而用设置的默认值")
            }
        }
        if let targetWorkdays, let limitWorkdays, targetWorkdays > limitWorkdays {
            throw Invalid("答复规则", "目标 \(targetWorkdays) 长于上限 \(limitWorkdays)", mend: "请让目标不长于上限")
        }
        self.firstResponseWorkdays = firstResponseWorkdays
        self.workdays = workdays
        self.targetWorkdays = targetWorkdays
        self.limitWorkdays = limitWorkdays
    }
}

/// A source with its rules, as last recorded from the sources file.
public struct Source: Codable, Equatable, Sendable {
    public let record: SourceRecorded
    public let retired: SourceRetired?

    public init(_ record: SourceRecorded, retired: SourceRetired? = nil) {
        self.record = record
        self.retired = retired
    }

    public var code: SourceCode { record.code }
    public var name: Category { record.name }
    public var isActive: Bool { retired == nil }

    /// Whether `text` in a file means this source.
    public func isNamed(_ text: String) -> Bool {
        let word = Prose.trimmed(text)
        return record.name.text == word || record.code.text == word
            || record.aliases.contains { $0.text == word }
    }

    /// The days of the 答复 clocks of this source with every `nil` filled from `settings`; `nil` if nobody is answered.
    public func replyDays(_ settings: Settings) -> ReplyDays? {
        record.reply.map { rule in
            let limit = rule.limitWorkdays ?? settings.replyLimitWorkdays
            return ReplyDays(
                firstResponse: rule.firstResponseWorkdays ?? settings.firstResponseWorkdays,
                ordinary: rule.workdays ?? settings.replyWorkdays,
                target: min(rule.targetWorkdays ?? settings.replyTargetWorkdays, limit), limit: limit)
        }
    }

    public static func stream(_ code: SourceCode) -> StreamID { StreamID(.source, code.text) }

    /// `nil` while nothing was recorded.
    public static func apply(_ event: SourceEvent, to state: Source?) -> Source? {
        switch event {
        case .recorded(let record): Source(record)
        case .retired(let retired): state.map { Source($0.record, retired: retired) }
        }
    }
}

/// Working days of the 答复 clocks: of an ordinary problem, and target and limit of a complex one.
public struct ReplyDays: Hashable, Sendable {
    public let firstResponse: Int
    public let ordinary: Int
    public let target: Int
    public let limit: Int
}

public struct SourceRecorded: EventPayload {
    public static let kind = "source.recorded.1"
    public let code: SourceCode
    public let name: Category
    /// Other names in files.
    public let aliases: [Category]
    public let identity: IdentityRule
    /// Rows begin as verifying and stay without text in ledgers until verified (decisions 8).
    public let needsVerification: Bool
    /// The supervisor classifies, not the unit (decisions 6).
    public let classifiedBySupervisor: Bool
    /// Opens a sealed case instead of a row (decisions 4).
    public let isClue: Bool
    /// A problem from here may be dropped as a mistaken or malicious rating (`notAdopted`).
    public let isRating: Bool
    /// `nil`: nobody is answered.
    public let reply: ReplyRule?

    /// - Throws: `Invalid` for a reply rule where there is no reporter.
    public init(
        code: SourceCode, name: Category, aliases: [Category] = [], identity: IdentityRule,
        needsVerification: Bool,
        classifiedBySupervisor: Bool, isClue: Bool = false, isRating: Bool = false, reply: ReplyRule?
    ) throws(Invalid) {
        guard identity != .noReporter || reply == nil else {
            throw Invalid("来源 \(name)", "没有反映人却有答复规则", mend: "请删去答复规则，或改身份规则")
        }
        self.code = code
        self.name = name
        self.aliases = aliases
        self.identity = identity
        self.needsVerification = needsVerification
        self.classifiedBySupervisor = classifiedBySupervisor
        self.isClue = isClue
        self.isRating = isRating
        self.reply = reply
    }
}

public struct SourceRetired: EventPayload {
    public static let kind = "source.retired.1"
    public let reason: Prose

    public init(reason: Prose) { self.reason = reason }
}

public enum SourceEvent: EventFamily {
    case recorded(SourceRecorded)
    case retired(SourceRetired)

    public static var forms: [EventForm<SourceEvent>] {
        [EventForm(SourceEvent.recorded), EventForm(SourceEvent.retired)]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .retired(let payload): payload
        }
    }
}

public enum SourceCommand: Equatable, Sendable {
    case record(SourceRecorded)
    case retire(reason: Prose)
}

extension Source {
    /// Rules: `init` records the standard sources; afterwards a proved coordinator keeps them, for they decide who is
    /// protected and who classifies. No two active sources share a name.
    /// - Parameter others: the sources of the county.
    /// - Parameter isFounding: the store is being made.
    public static func decide(
        _ command: SourceCommand, on state: Source?, others: [Source], actor: Actor, isFounding: Bool
    ) throws(Refusal) -> NonEmpty<SourceEvent> {
        if !isFounding { try actor.must(.keepReference) }
        switch command {
        case .record(let record):
            guard state.map({ $0.record != record || !$0.isActive }) ?? true else {
                throw .notPossible("来源“\(record.name)”没有变化。")
            }
            for word in [record.name] + record.aliases {
                if let other = others.first(where: {
                    $0.isActive && $0.code != record.code && $0.isNamed(word.text)
                }) {
                    throw .invalid("来源 \(record.code)", "名称“\(word)”已属于来源 \(other.code)", mend: "请换一个名称")
                }
            }
            return NonEmpty(.recorded(record))
        case .retire(let reason):
            guard let state else { throw .unknown("没有这个来源，请核对编码。") }
            guard state.isActive else { throw .notPossible("来源“\(state.name)”已停用。") }
            return NonEmpty(.retired(SourceRetired(reason: reason)))
        }
    }
}

/// The notice of a 一把手坐班 or 局长值班 (decisions 21): post, day, window, and how to bring a hard case. The 主官式
/// gate reads when it was published, not a typed date.
public struct PublishedNotice: Codable, Equatable, Sendable {
    public let drafted: NoticeDrafted
    /// The last decision about it.
    public let decision: NoticeDecided?
    /// When that decision was recorded.
    public let decidedAt: Instant?

    public static func stream(_ number: String) -> StreamID { StreamID(.notice, number) }

    public var number: String { drafted.number }

    /// For the gate of a 主官式 walk; `nil` until it is public.
    public var duty: DutyNotice? {
        guard let decision, let decidedAt, decision.value == .publish else { return nil }
        return DutyNotice(record: drafted.number, published: decidedAt, day: drafted.day)
    }
}

public struct NoticeDrafted: EventPayload {
    public static let kind = "notice.drafted.1"
    public let number: String
    /// 岗位 of whoever sits there, such as 人社局局长.
    public let post: Prose
    public let day: Day
    /// The window or hall where the duty is.
    public let window: UnitCode
    /// How to bring a hard case.
    public let howTo: Prose
    public let person: ID<Person>?

    public init(number: String, post: Prose, day: Day, window: UnitCode, howTo: Prose, person: ID<Person>?) {
        self.number = number
        self.post = post
        self.day = day
        self.window = window
        self.howTo = howTo
        self.person = person
    }
}

/// 公开, 不公开 or 暂缓, by whom the event says.
public struct NoticeDecided: EventPayload {
    public static let kind = "notice.decided.1"
    public let value: PublicationDecision.Value
    public let reason: Prose?

    public init(value: PublicationDecision.Value, reason: Prose?) {
        self.value = value
        self.reason = reason
    }
}

public enum NoticeEvent: EventFamily {
    case drafted(NoticeDrafted)
    case decided(NoticeDecided)

    public static var forms: [EventForm<NoticeEvent>] {
        [EventForm(NoticeEvent.drafted), EventForm(NoticeEvent.decided)]
    }

    public var payload: any EventPayload {
        switch self {
        case .drafted(let payload): payload
        case .decided(let payload): payload
        }
    }
}

public enum NoticeCommand: Equatable, Sendable {
    case draft(NoticeDrafted)
    case decide(PublicationDecision.Value, reason: Prose?)
}

extension PublishedNotice: Aggregate {
    public static var streamKind: StreamID.Kind { .notice }

    public static func replay(
        _ event: NoticeEvent, at: Instant, stream: String, onto state: PublishedNotice?
    ) -> PublishedNotice? {
        switch event {
        case .drafted(let drafted):
            state ?? PublishedNotice(drafted: drafted, decision: nil, decidedAt: nil)
        case .decided(let decided):
            state.map { PublishedNotice(drafted: $0.drafted, decision: decided, decidedAt: at) }
        }
    }

    /// Anybody files a draft; a proven coordinator, supervisor or head decides about publication (decisions 21).
    public static func decide(
        _ command: NoticeCommand, on state: PublishedNotice?, actor: Actor, today: Day,
        in directory: some UnitDirectory
    ) throws(Refusal) -> NonEmpty<NoticeEvent> {
        switch command {
        case .draft(let draft):
            guard state == nil else { throw .notPossible("预告 \(draft.number) 已经登记") }
            guard directory.unit(draft.window) != nil else {
                throw .invalid("窗口", "没有编码为 \(draft.window) 的单位", mend: "请在单位目录里查编码")
            }
            guard draft.day >= today else {
                throw .invalid("值班日期", "\(draft.day) 已经过去", mend: "预告要在值班之前登记和公开")
            }
            return NonEmpty(.drafted(draft))
        case .decide(let value, let reason):
            guard let state else { throw .unknown("没有这份预告，请核对编号") }
            try actor.must(.decideNotice, at: state.drafted.window, in: directory)
            guard state.decision?.value != value else {
                throw .notPossible("预告 \(state.number) 已经是“\(value.title)”")
            }
            guard value == .publish || reason != nil else {
                throw .invalid("理由", "没有写理由", mend: "不公开或暂缓要写明理由")
            }
            return NonEmpty(.decided(NoticeDecided(value: value, reason: reason)))
        }
    }
}

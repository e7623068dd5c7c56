/// What may happen to a walk. Every payload says who entered it and when (`Entry`).
public enum SessionEvent: EventFamily {
    case opened(SessionOpened)
    case changed(SessionChanged)
    case answered(SessionAnswered)
    case visitAdded(SessionVisitAdded)
    case attached(SessionAttached)
    case findingGrouped(SessionFindingGrouped)
    case suggestionAdded(SessionSuggestionAdded)
    case meetingRecorded(SessionMeetingRecorded)
    case helped(SessionHelped)
    case called(SessionCalled)
    case caseFollowed(SessionCaseFollowed)
    case feelingsRecorded(SessionFeelingsRecorded)
    case partRemoved(SessionPartRemoved)
    case submitted(SessionSubmitted)
    case cluesOpened(SessionCluesOpened)
    case confirmed(SessionConfirmed)
    case signalExplained(SessionSignalExplained)
    case withdrawn(SessionWithdrawn)

    public static let forms: [EventForm<SessionEvent>] = [
        EventForm(SessionEvent.opened),
        EventForm(SessionEvent.changed),
        EventForm(SessionEvent.answered),
        EventForm(SessionEvent.visitAdded),
        EventForm(SessionEvent.attached),
        EventForm(SessionEvent.findingGrouped),
        EventForm(SessionEvent.suggestionAdded),
        EventForm(SessionEvent.meetingRecorded),
        EventForm(SessionEvent.helped),
        EventForm(SessionEvent.called),
        EventForm(SessionEvent.caseFollowed),
        EventForm(SessionEvent.feelingsRecorded),
        EventForm(SessionEvent.partRemoved),
        EventForm(SessionEvent.submitted),
        EventForm(SessionEvent.cluesOpened),
        EventForm(SessionEvent.confirmed),
        EventForm(SessionEvent.signalExplained),
        EventForm(SessionEvent.withdrawn),
    ]

    public var payload: any EventPayload {
        switch self {
        case .opened(let payload): payload
        case .changed(let payload): payload
        case .answered(let payload): payload
        case .visitAdded(let payload): payload
        case .attached(let payload): payload
        case .findingGrouped(let payload): payload
        case .suggestionAdded(let payload): payload
        case .meetingRecorded(let payload): payload
        case .helped(let payload): payload
        case .called(let payload): payload
        case .caseFollowed(let payload): payload
        case .feelingsRecorded(let payload): payload
        case .partRemoved(let payload): payload
        case .submitted(let payload): payload
        case .cluesOpened(let payload): payload
        case .confirmed(let payload): payload
        case .signalExplained(let payload): payload
        case .withdrawn(let payload): payload
        }
    }

    public var entry: Entry {
        switch self {
        case .opened(let payload): payload.entry
        case .changed(let payload): payload.entry
        case .answered(let payload): payload.entry
        case .visitAdded(let payload): payload.entry
        case .attached(let payload): payload.entry
        case .findingGrouped(let payload): payload.entry
        case .suggestionAdded(let payload): payload.entry
        case .meetingRecorded(let payload): payload.entry
        case .helped(let payload): payload.entry
        case .called(let payload): payload.entry
        case .caseFollowed(let payload): payload.entry
        case .feelingsRecorded(let payload): payload.entry
        case .partRemoved(let payload): payload.entry
        case .submitted(let payload): payload.entry
        case .cluesOpened(let payload): payload.entry
        case .confirmed(let payload): payload.entry
        case .signalExplained(let payload): payload.entry
        case .withdrawn(let payload): payload.entry
        }
    }

    /// Whether only the filer and the case's two officers may see this event: it tells of a clue (decisions 4).
    public var isSealed: Bool {
        switch self {
        case .answered(let payload): payload.isClue
        case .attached(let payload): payload.isClue
        case .partRemoved(let payload): payload.isClue
        case .cluesOpened: true
        case .opened, .changed, .visitAdded, .findingGrouped, .suggestionAdded, .meetingRecorded, .helped,
            .called,
            .caseFollowed, .feelingsRecorded, .submitted, .confirmed, .signalExplained, .withdrawn:
            false
        }
    }
}

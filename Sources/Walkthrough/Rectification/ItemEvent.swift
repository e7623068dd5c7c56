/// What may happen to a row. Payloads are documents of the log: see `EventPayload`.
public enum ItemEvent: EventFamily {
    case registered(Registered)
    case verificationBegun(VerificationBegun)
    case verified(Verified)
    case foundComplex(FoundComplex)
    case assigned(Assigned)
    case disputed(Disputed)
    case accepted(Accepted)
    case planned(Planned)
    case progressed(Progressed)
    case attached(Attached)
    case contacted(Contacted)
    case extensionAsked(ExtensionAsked)
    case extensionGranted(ExtensionGranted)
    case extensionDeclined(ExtensionDeclined)
    case closeRequested(CloseRequested)
    case checkBegun(CheckBegun)
    case checked(Checked)
    case returned(Returned)
    case closed(Closed)
    case reopened(Reopened)
    case endingProposed(EndingProposed)
    case endingConfirmed(EndingConfirmed)
    case endingDeclined(EndingDeclined)
    case absorbed(Absorbed)
    case escalated(Escalated)
    case responded(Responded)
    case instructed(Instructed)
    case publicationDecided(PublicationDecided)
    case toleranceProposed(ToleranceProposed)
    case toleranceConfirmed(ToleranceConfirmed)
    case reporterRevealed(ReporterRevealed)
    case deadlineSettled(DeadlineSettled)
    case callAssigned(CallAssigned)

    public static var forms: [EventForm<ItemEvent>] {
        [
            EventForm(ItemEvent.registered),
            EventForm(ItemEvent.verificationBegun),
            EventForm(ItemEvent.verified),
            EventForm(ItemEvent.foundComplex),
            EventForm(ItemEvent.assigned),
            EventForm(ItemEvent.disputed),
            EventForm(ItemEvent.accepted),
            EventForm(ItemEvent.planned),
            EventForm(ItemEvent.progressed),
            EventForm(ItemEvent.attached),
            EventForm(ItemEvent.contacted),
            EventForm(ItemEvent.extensionAsked),
            EventForm(ItemEvent.extensionGranted),
            EventForm(ItemEvent.extensionDeclined),
            EventForm(ItemEvent.closeRequested),
            EventForm(ItemEvent.checkBegun),
            EventForm(ItemEvent.checked),
            EventForm(ItemEvent.returned),
            EventForm(ItemEvent.closed),
            EventForm(ItemEvent.reopened),
            EventForm(ItemEvent.endingProposed),
            EventForm(ItemEvent.endingConfirmed),
            EventForm(ItemEvent.endingDeclined),
            EventForm(ItemEvent.absorbed),
            EventForm(ItemEvent.escalated),
            EventForm(ItemEvent.responded),
            EventForm(ItemEvent.instructed),
            EventForm(ItemEvent.publicationDecided),
            EventForm(ItemEvent.toleranceProposed),
            EventForm(ItemEvent.toleranceConfirmed),
            EventForm(ItemEvent.reporterRevealed),
            EventForm(ItemEvent.deadlineSettled),
            EventForm(ItemEvent.callAssigned),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .registered(let payload): payload
        case .verificationBegun(let payload): payload
        case .verified(let payload): payload
        case .foundComplex(let payload): payload
        case .assigned(let payload): payload
        case .disputed(let payload): payload
        case .accepted(let payload): payload
        case .planned(let payload): payload
        case .progressed(let payload): payload
        case .attached(let payload): payload
        case .contacted(let payload): payload
        case .extensionAsked(let payload): payload
        case .extensionGranted(let payload): payload
        case .extensionDeclined(let payload): payload
        case .closeRequested(let payload): payload
        case .checkBegun(let payload): payload
        case .checked(let payload): payload
        case .returned(let payload): payload
        case .closed(let payload): payload
        case .reopened(let payload): payload
        case .endingProposed(let payload): payload
        case .endingConfirmed(let payload): payload
        case .endingDeclined(let payload): payload
        case .absorbed(let payload): payload
        case .escalated(let payload): payload
        case .responded(let payload): payload
        case .instructed(let payload): payload
        case .publicationDecided(let payload): payload
        case .toleranceProposed(let payload): payload
        case .toleranceConfirmed(let payload): payload
        case .reporterRevealed(let payload): payload
        case .deadlineSettled(let payload): payload
        case .callAssigned(let payload): payload
        }
    }
}

// How each family of events becomes its state; the rules stand with the types.

extension Account: Aggregate {
    public static var streamKind: StreamID.Kind { .account }

    public static func replay(_ event: AccountEvent, at: Instant, stream: String, onto state: Account?)
        -> Account?
    {
        apply(event, to: state)
    }
}

extension Campaign: Aggregate {
    public static var streamKind: StreamID.Kind { .campaign }

    public static func replay(_ event: CampaignEvent, at: Instant, stream: String, onto state: Campaign?)
        -> Campaign?
    {
        apply(event, to: state)
    }
}

extension Person: Aggregate {
    public static var streamKind: StreamID.Kind { .person }

    public static func replay(_ event: PersonEvent, at: Instant, stream: String, onto state: Person?)
        -> Person?
    {
        apply(event, to: state)
    }
}

extension ServiceItem: Aggregate {
    public static var streamKind: StreamID.Kind { .service }

    public static func replay(_ event: ServiceEvent, at: Instant, stream: String, onto state: ServiceItem?)
        -> ServiceItem?
    {
        apply(event, to: state)
    }
}

extension OneThing: Aggregate {
    public static var streamKind: StreamID.Kind { .oneThing }

    public static func replay(_ event: OneThingEvent, at: Instant, stream: String, onto state: OneThing?)
        -> OneThing?
    {
        apply(event, to: state)
    }
}

extension Setting: Aggregate {
    public static var streamKind: StreamID.Kind { .setting }

    public static func replay(_ event: SettingEvent, at: Instant, stream: String, onto state: Setting?)
        -> Setting?
    {
        apply(event, to: state)
    }
}

extension Source: Aggregate {
    public static var streamKind: StreamID.Kind { .source }

    public static func replay(_ event: SourceEvent, at: Instant, stream: String, onto state: Source?)
        -> Source?
    {
        apply(event, to: state)
    }
}

extension Unit: Aggregate {
    public static var streamKind: StreamID.Kind { .unit }

    public static func replay(_ event: UnitEvent, at: Instant, stream: String, onto state: Unit?) -> Unit? {
        apply(event, to: state)
    }
}

extension CalendarStream: Aggregate {
    public static var streamKind: StreamID.Kind { .calendar }

    public static func replay(
        _ event: CalendarEvent, at: Instant, stream: String, onto state: CalendarStream?
    ) -> CalendarStream? {
        apply(event, to: state)
    }
}

extension ChecklistStream: Aggregate {
    public static var streamKind: StreamID.Kind { .checklist }

    public static func replay(
        _ event: ChecklistEvent, at: Instant, stream: String, onto state: ChecklistStream?
    ) -> ChecklistStream? {
        apply(event, to: state)
    }
}

extension ExperienceSession: Aggregate {
    public static var streamKind: StreamID.Kind { .session }

    public static func replay(
        _ event: SessionEvent, at: Instant, stream: String, onto state: ExperienceSession?
    ) -> ExperienceSession? {
        apply(event, to: state)
    }
}

extension Suggestion: Aggregate {
    public static var streamKind: StreamID.Kind { .suggestion }

    public static func replay(_ event: SuggestionEvent, at: Instant, stream: String, onto state: Suggestion?)
        -> Suggestion?
    {
        apply(event, to: state)
    }
}

extension ClueCase: Aggregate {
    public static var streamKind: StreamID.Kind { .clue }

    public static func replay(_ event: ClueEvent, at: Instant, stream: String, onto state: ClueCase?)
        -> ClueCase?
    {
        apply(event, to: state)
    }
}

extension GeneralizationTask: Aggregate {
    public static var streamKind: StreamID.Kind { .generalization }

    public static func replay(
        _ event: GeneralizationEvent, at: Instant, stream: String, onto state: GeneralizationTask?
    ) -> GeneralizationTask? {
        apply(event, to: state)
    }
}

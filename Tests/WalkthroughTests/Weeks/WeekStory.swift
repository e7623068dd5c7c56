import Walkthrough

/// The week's stream under test.
struct WeekStory {
    var state: WeekLedger?
    var at = Instant.given("2026-09-30T15:10:00+08:00")
    var actor = WeekFixture.coordinator
    var week = WeekFixture.w40
    var previous: PreviousEdition? = PreviousEdition(
        week: WeekFixture.w39, to: WeekFixture.t39, manifest: .given(39), closing: 4)
    var earlierUnfrozen: [Week] = []
    var row: LedgerRow?

    @discardableResult
    mutating func play(_ command: WeekCommand) throws(Refusal) -> WeekDecision<WeekEvent> {
        let decision = try WeekLedger.decide(
            command, on: state,
            in: WeekContext(
                at: at, actor: actor, directory: WeekFixture.directory, week: week,
                schedule: WeekFixture.schedule,
                previous: previous, earlierUnfrozen: earlierUnfrozen, row: row))
        for event in decision.events {
            state = WeekLedger.replay(event, at: at, stream: week.description, onto: state)
        }
        return decision
    }

    mutating func refusal(_ command: WeekCommand) -> Refusal? {
        do {
            try play(command)
            return nil
        } catch { return error }
    }

    static let freeze = WeekCommand.freeze(
        .init(
            settings: FrozenSettings(rule: .standard, lists: .standard, yellowWorkdays: 1), root: .given(1),
            rows: 5,
            verifying: 2,
            signatures: [UnitSignature(WeekFixture.town, nil), UnitSignature(WeekFixture.department, nil)]))

    static func publish(_ number: Int, manifest: UInt8, previous: UInt8?) throws -> WeekCommand {
        .publish(
            .init(
                number: number,
                files: [
                    try WeekFixture.file("整改台账.xlsx", 5), try WeekFixture.file("manifest.json", manifest),
                ],
                manifest: .given(manifest), previous: previous.map(Digest.given), closing: 6))
    }

    /// Frozen and published, with a row to correct.
    static func published() throws -> WeekStory {
        var story = WeekStory()
        try story.play(freeze)
        try story.play(publish(0, manifest: 40, previous: 39))
        story.row = try exampleRow("QH-2026-0001")
        return story
    }

    static func correct(_ old: String = "统一口径", _ new: String? = "统一口径并公示") -> WeekCommand {
        .proposeCorrection(
            .init(
                row: "QH-2026-0001", column: .measures, old: .text(old), new: new.map(Prose.text),
                reason: .text("漏印半句")))
    }
}

import Walkthrough

/// A walk under test: it plays commands and keeps the events, so that a replay can be compared with the steps.
struct WalkFixture {
    static let walker = aPerson(1)
    static let aide = aPerson(2)
    static let duty = Day.given("2026-10-10")

    var events: [SessionEvent] = []
    var state: ExperienceSession?
    var context: SessionContext

    init(at: String = "2026-10-10T18:00:00+08:00") {
        let at = Instant.given(at)
        context = SessionContext(
            at: at, today: at.day, actor: Self.actor(Self.walker),
            knownCodes: Set(
                checkSeries("COV", 8) + checkSeries("FLOW", 12) + checkSeries("ESC", 7)
                    + checkSeries("EXP", 13)
                    + checkSeries("CHF", 8)
                    + checkSeries("OTG", 8) + checkSeries("STF", 11) + checkSeries("HALL", 16)),
            clueCodes: ["STF-09"],
            isWorkday: { day in
                if day.year > 2026 { return nil }
                if day == Day.given("2026-10-10") { return true }
                return !(Day.given("2026-10-01")...Day.given("2026-10-07")).contains(day) && !day.isWeekend
            },
            rows: (1...20).map { Opened(id: "row-\($0)", number: "QH-2026-\($0)") },
            suggestions: (1...20).map { Opened(id: "suggestion-\($0)", number: "QH-JY-\($0)") },
            clues: (1...20).map { Opened(id: "clue-\($0)", number: "QH-XS-\($0)") })
    }

    static func actor(_ person: ID<Person>?, _ authentication: Authentication = .password) -> Actor {
        Actor(
            account: person.map { "u-\($0)" } ?? "local:wang", person: person, authentication: authentication)
    }

    mutating func play(_ command: SessionCommand) throws(Refusal) {
        for event in try ExperienceSession.decide(command, on: state, in: context) {
            events.append(event)
            state = ExperienceSession.apply(event, to: state)
        }
    }

    mutating func open(
        _ kind: SessionKind, role: ExperienceSession.ObserverRole = .windowHead,
        details: ExperienceSession.Details = .init(), day: Day = WalkFixture.duty,
        basis: EntryBasis = .own
    ) throws {
        try play(
            .open(
                .init(
                    number: "QH-ZL-2026-0001", kind: kind, campaign: "QH-2026", walker: Self.walker,
                    role: role,
                    basis: basis, details: details,
                    visits: [.init(start: Instant(day, hour: 9), end: Instant(day, hour: 11, minute: 30))])))
    }

    mutating func answer(
        _ code: String, _ value: Answer.Value = .pass, _ note: String? = nil, because reason: String? = nil,
        unit: UnitCode? = nil, item: String? = nil
    ) throws {
        try play(
            .answer(
                Answer(
                    code, value, note: note.map(Prose.text), noEvidenceReason: reason.map(Prose.text),
                    unit: unit,
                    item: item)))
    }

    mutating func pass(_ codes: [String]) throws { for code in codes { try answer(code) } }

    mutating func suggest(_ kind: Suggestion.Kind, _ key: String, code: String? = nil) throws {
        try play(.suggest(SessionSuggestion(key: key, kind: kind, text: .text("建议 \(key)"), code: code)))
    }

    mutating func fault(_ code: String, unit: UnitCode? = nil, item: String? = nil) throws {
        try answer(code, .fail, "现场要求多交一份材料 \(code)", because: "窗口不让拍照", unit: unit, item: item)
    }

    /// What is missing, as `field：what`.
    var missing: [String] {
        guard let state else { return [] }
        return SubmitGate.missing(in: state, context).map { "\($0.field)：\($0.what)" }
    }

    func misses(_ text: String) -> Bool { missing.contains { $0.contains(text) } }

    var submitted: ExperienceSession.Submitted? { state?.submitted }
}

func checkSeries(_ theme: String, _ count: Int) -> [String] {
    (1...count).map { "\(theme)-\($0 < 10 ? "0" : "")\($0)" }
}

func aPerson(_ number: UInt64) -> ID<Person> { ID(at: Instant(milliseconds: 1_000), random: (0, number)) }

func aUnit(_ code: String) -> UnitCode {
    do { return try UnitCode(code) } catch { preconditionFailure("\(error)") }
}

extension Day {
    static func given(_ text: String) -> Day {
        do { return try Day(text) } catch { preconditionFailure("\(error)") }
    }
}

extension Instant {
    static func given(_ text: String) -> Instant {
        do { return try Instant(text) } catch { preconditionFailure("\(error)") }
    }
}

extension Digest {
    static func given(_ byte: UInt8) -> Digest { Digest(sha256: [UInt8](repeating: byte, count: 32)) }
}

extension EvidenceRef {
    static func photo(_ byte: UInt8, takenAt: Instant? = nil, kind: Kind = .photo) throws -> EvidenceRef {
        try EvidenceRef(
            digest: .given(byte), kind: kind, mediaType: MediaType("image/jpeg"), byteCount: 1_000,
            takenAt: takenAt)
    }
}

extension ExperienceSession.Details {
    /// An item, a channel, a case number and a unit.
    static func common(_ number: ExperienceSession.TraceNumber.Kind = .caseNumber) throws -> Self {
        Self(
            items: [.init(code: "511Z01", name: .text("失业登记"))], channels: [.window], venue: aUnit("QH-W02"),
            inspected: aUnit("QH-W02"), numbers: [try .init(number, "370001202610100001")])
    }
}

import Testing
import Walkthrough

@Suite struct `Suggestions` {
    private let row = Opened(id: "row", number: "QH-2026-0042")
    private var due: CountedDue {
        .init(
            rule: "suggestionReply", dayZero: .given("2026-10-10"), workdays: 5, due: .given("2026-10-16"),
            isProvisional: false)
    }

    private func context(_ at: String = "2026-10-12T10:00:00+08:00", proven: Bool = true, may: Bool = true)
        -> SuggestionContext
    {
        SuggestionContext(
            at: .given(at), today: Instant.given(at).day,
            actor: WalkFixture.actor(WalkFixture.aide, proven ? .token : .none),
            mayAssign: may, mayAnswer: may, mayTell: may)
    }

    private func play(_ commands: [SuggestionCommand], _ context: SuggestionContext) throws -> (
        Suggestion?, [SuggestionEvent]
    ) {
        var state: Suggestion?
        var events: [SuggestionEvent] = []
        for command in commands {
            for event in try Suggestion.decide(command, on: state, in: context) {
                events.append(event)
                state = Suggestion.apply(event, to: state)
            }
        }
        return (state, events)
    }

    private var filing: SuggestionCommand {
        .file(
            .init(
                number: "QH-JY-1", kind: .hall, text: .text("增设座椅"),
                origin: .init(session: nil, source: "mailbox")))
    }

    private var filed: [SuggestionCommand] { [filing, .assign(aUnit("QH-H01"), due)] }

    @Test func `anybody files, even unproven`() throws {
        let state = try play([filing], context(proven: false, may: false)).0
        #expect(state?.state == .filed)
    }

    @Test func `a suggestion is handed out, adopted with its row, and its author told`() throws {
        let (state, events) = try play(
            filed + [.answer(.adopted(row: row, note: nil)), .tell(on: .given("2026-10-12"))], context())
        #expect(state?.answered?.outcome.row == row && state?.toldOn == .given("2026-10-12"))
        #expect(events.reduce(nil as Suggestion?) { Suggestion.apply($1, to: $0) } == state)
    }

    @Test func `nothing is answered before a unit has it, or told before it is answered`() throws {
        #expect(throws: Refusal.notPossible("建议 QH-JY-1 还没有承办单位，请先分办")) {
            try play([filing, .answer(.notAdopted(reason: .text("无处安放")))], context())
        }
        #expect(throws: Refusal.self) { try play(filed + [.tell(on: .given("2026-10-12"))], context()) }
    }

    @Test func `an answer stands, but for one that went up`() throws {
        let declined = filed + [.answer(.notAdopted(reason: .text("无处安放")))]
        #expect(throws: Refusal.self) {
            try play(declined + [.answer(.adopted(row: row, note: nil))], context())
        }
        let up =
            filed + [
                .answer(.reportedUp(to: .text("市政务服务局"), note: nil)), .answer(.adopted(row: row, note: nil)),
            ]
        #expect(try play(up, context()).0?.answered?.outcome.title == "采纳")
    }

    @Test func `deciding needs the right and a proven account`() throws {
        #expect(throws: Refusal.notPermitted("您没有分办这条建议的权限")) { try play(filed, context(may: false)) }
        #expect(throws: Refusal.notPermitted("分办建议须用密码或令牌登录")) { try play(filed, context(proven: false)) }
    }

    @Test func `a reply on the due day is in time`() throws {
        let state = try #require(try play(filed, context()).0)
        #expect(!state.isLate(today: .given("2026-10-16")) && state.isLate(today: .given("2026-10-17")))
    }
}

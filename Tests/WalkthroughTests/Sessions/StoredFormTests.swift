import Foundation
import Testing
import Walkthrough

@Suite struct `Stored events` {
    @Test func `every kind of event names itself and its version`() {
        let kinds =
            SessionEvent.forms.map(\.kind) + SuggestionEvent.forms.map(\.kind) + ClueEvent.forms.map(\.kind)
        #expect(Set(kinds).count == kinds.count)
        #expect(kinds.allSatisfy { $0.hasSuffix(".1") })
    }

    @Test func `a walk's events come back from JSON as they were`() throws {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .common())
        try walk.answer("COV-02", .fail, "多要一份材料")
        try walk.play(.attach(.photo(1), answer: "COV-02"))
        try walk.play(.help(.init(at: Instant(WalkFixture.duty, hour: 9), text: .text("帮助扫码"))))
        try walk.play(.submit)
        for event in walk.events {
            let data = try JSONEncoder().encode(event.payload)
            let form = try #require(SessionEvent.forms.first { $0.kind == type(of: event.payload).kind })
            #expect(try form.read(JSONReader(data: data)) == event)
        }
        let state = try JSONDecoder().decode(ExperienceSession.self, from: JSONEncoder().encode(walk.state))
        #expect(state == walk.state)
    }

    @Test func `what people typed stands in the event as a digest only`() throws {
        let sink = Texts()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.userInfo[.proseSink] = sink
        let answered = SessionAnswered(
            answer: try Answer("COV-02", .fail, note: .text("多要一份材料")), isClue: false,
            entry: Entry(account: "u", person: nil, isProven: false, receivedAt: Instant(milliseconds: 5)))
        let text = String(decoding: try encoder.encode(answered), as: UTF8.self)
        let zeros = String(repeating: "0", count: 64)
        #expect(
            text == #"{"answer":{"channels":[],"code":"COV-02","note":"sha256:\#(zeros)","value":"fail"},"#
                + #""entry":{"account":"u","isProven":false,"receivedAt":5},"isClue":false}"#)
    }
}

private struct JSONReader: EventReader {
    let data: Data
    func read<Payload: EventPayload>(_ type: Payload.Type) throws -> Payload {
        try JSONDecoder().decode(type, from: data)
    }
}

private struct Texts: ProseSink {
    func take(_ text: String, field: String) -> Digest { .given(0) }
}

import Foundation
import Testing
import Walkthrough

@Suite struct `Stored events of weeks` {
    @Test func `every kind names itself and its version`() {
        let kinds = WeekEvent.forms.map(\.kind) + UnitWeekEvent.forms.map(\.kind)
        #expect(
            kinds == [
                "week.frozen.1", "week.published.1", "week.correctionProposed.1",
                "week.correctionConfirmed.1",
                "week.correctionDeclined.1", "week.withheld.1", "unitWeek.filled.1", "unitWeek.signed.1",
                "unitWeek.submitted.1", "unitWeek.zeroReported.1", "unitWeek.recalled.1",
            ])
        #expect(WeekLedger.stream(WeekFixture.w40).description == "week:2026-W40")
        #expect(UnitWeek.stream(WeekFixture.w40, WeekFixture.town).description == "unitWeek:2026-W40:QH-T01")
    }

    @Test func `events and states come back from JSON as they were`() throws {
        let edition = try #require(WeekFixture.schedule.ownEdition(of: WeekFixture.w40))
        let by = WeekFixture.act(1)
        let events: [WeekEvent] = [
            .frozen(
                .init(
                    period: WeekPeriod(edition, after: nil, in: WeekFixture.schedule),
                    settings: FrozenSettings(rule: .standard, lists: .standard, yellowWorkdays: 1),
                    calendar: "calendar@4", root: .given(1), rows: 3, verifying: 1,
                    signatures: [UnitSignature(WeekFixture.town, nil)], isDemo: true, by: by)),
            .published(
                .init(
                    number: 0, files: [try WeekFixture.file("manifest.json", 2)], root: .given(1),
                    manifest: .given(2),
                    previous: nil, first: nil, closing: 3, by: by)),
            .correctionProposed(
                .init(
                    number: 1, row: "QH-2026-0001", column: .measures, old: nil, new: .text("补"),
                    reason: .text("漏"),
                    by: by)),
            .correctionConfirmed(
                .init(number: 1, serial: 1, on: .given("2026-10-08"), by: WeekFixture.act(2))),
            .withheld(
                .init(number: 0, manifest: .given(2), reason: .text("误发"), on: .given("2026-10-08"), by: by)),
        ]
        var state: WeekLedger?
        for event in events {
            let data = try JSONEncoder().encode(event.payload)
            let form = try #require(WeekEvent.forms.first { $0.kind == type(of: event.payload).kind })
            let again = try form.read(WeekReader(data: data))
            #expect(again == event)
            state = WeekLedger.replay(again, at: WeekFixture.t40, stream: "2026-W40", onto: state)
        }
        let ledger = try #require(state)
        #expect(try JSONDecoder().decode(WeekLedger.self, from: JSONEncoder().encode(ledger)) == ledger)
        #expect(WeekLedger.replay(events[1], at: WeekFixture.t40, stream: "2026-W40", onto: nil) == nil)
    }

    @Test func `what a unit tells stands in the event as digests only`() throws {
        let sink = WeekTexts()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.userInfo[.proseSink] = sink
        let filled = UnitWeekEvent.Filled(
            information: WorkInformation(title: .text("做法"), text: .text("两次走流程")),
            by: Act(account: "u", person: nil, forLine: true))
        let text = String(decoding: try encoder.encode(filled), as: UTF8.self)
        let zeros = String(repeating: "0", count: 64)
        #expect(
            text == #"{"by":{"account":"u","forLine":true},"information":{"text":"sha256:\#(zeros)","#
                + #""title":"sha256:\#(zeros)"}}"#)
    }

    @Test func `a file of an edition has a plain name`() {
        for name in ["", "..", "a/b.xlsx", "a\\b", "a\u{0}"] {
            #expect(throws: Invalid.self) { try WeekFile(name: name, digest: .given(1), byteCount: 1) }
        }
        #expect(throws: Invalid.self) { try WeekFile(name: "空.csv", digest: .given(1), byteCount: 0) }
    }
}

private struct WeekReader: EventReader {
    let data: Data
    func read<Payload: EventPayload>(_ type: Payload.Type) throws -> Payload {
        try JSONDecoder().decode(type, from: data)
    }
}

private struct WeekTexts: ProseSink {
    func take(_ text: String, field: String) -> Digest { .given(0) }
}

import Foundation
import Testing
import Walkthrough

/// The stored shape of the events of people and places: once real, it never changes.
@Suite struct `Shapes of reference events` {
    private struct Reader: EventReader {
        let data: Data
        func read<Payload: EventPayload>(_ type: Payload.Type) throws -> Payload {
            try JSONDecoder().decode(type, from: data)
        }
    }

    private func json(_ payload: any EventPayload) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }

    private func comesBack<Family: EventFamily>(_ event: Family) throws {
        let payload = event.payload
        let kind = type(of: payload).kind
        let form = try #require(Family.forms.first { $0.kind == kind })
        #expect(try form.read(Reader(data: Data(try json(payload).utf8))) == event)
        #expect(Set(Family.forms.map(\.kind)).count == Family.forms.count)
    }

    @Test func `a unit`() throws {
        let record = try SampleCounty.record(["QH-W042", "公安业务窗口1号", "窗口", "QH-PQ2", "QH-D07", "公安局", "部门专区"])
        #expect(
            try json(record) == """
                {"code":"QH-W042","departmentType":"公安局","deskType":"部门专区","kind":"desk","name":"公安业务窗口1号",\
                "notes":"县名虚构","parent":"QH-PQ2","posted":"QH-D07"}
                """)
        try comesBack(UnitEvent.recorded(record))
        try comesBack(UnitEvent.closed(UnitClosed(on: try Day("2026-09-30"), reason: try prose("撤并"))))
        try comesBack(UnitEvent.reopened(UnitReopened(on: try Day("2026-09-30"), reason: try prose("恢复"))))
    }

    @Test func `a person`() throws {
        let record = try PersonRecorded(
            id: id(1), staffNumber: "ZW001", name: "测试甲", phone: nil, units: "QH-D07", since: "2024-03-01",
            jobTitle: "科长")
        #expect(
            try json(record) == """
                {"id":"\(record.id)","jobTitle":"科长","name":"测试甲","posts":[{"since":"2024-03-01","unit":"QH-D07"}],\
                "staffNumber":"ZW001"}
                """)
        try comesBack(PersonEvent.recorded(record))
        let term = try ExperiencerAppointed(
            number: try ExperiencerNumber(12), recruitment: .invited, from: try Day("2026-09-01"),
            to: try Day("2027-08-31"))
        #expect(
            try json(term) == """
                {"from":"2026-09-01","mandate":"none","number":12,"recruitment":"invited","to":"2027-08-31"}
                """)
        try comesBack(PersonEvent.appointed(term))
        try comesBack(PersonEvent.left(PersonLeft(on: try Day("2026-09-30"), reason: nil)))
        let day = try Day("2026-10-01")
        try comesBack(
            PersonEvent.termEndProposed(
                TermEndProposed(lastDay: day, reason: try prose("迁居"), proposer: id(3))))
        try comesBack(
            PersonEvent.termEndConfirmed(TermEndConfirmed(lastDay: day, proposer: id(3), confirmer: id(4))))
        try comesBack(
            PersonEvent.termEndDeclined(
                TermEndDeclined(reason: try prose("不妥"), proposer: id(3), decliner: id(4))))
    }

    @Test func `an account, without any secret`() throws {
        let grant = Grant(.clerk, at: try UnitCode("QH-W042"))
        #expect(try json(GrantGiven(grant: grant)) == #"{"grant":{"role":"clerk","unit":"QH-W042"}}"#)
        let day = try Day("2026-09-01")
        #expect(
            try json(PasswordChanged(mustChange: true, on: day)) == #"{"mustChange":true,"on":"2026-09-01"}"#)
        for event: AccountEvent in [
            .added(AccountAdded(name: try AccountName("one"), person: id(1))),
            .grantGiven(GrantGiven(grant: grant)),
            .grantRemoved(GrantRemoved(grant: grant)), .disabled(AccountDisabled(reason: try prose("离岗"))),
            .enabled(AccountEnabled(reason: try prose("返岗"))),
            .passwordChanged(PasswordChanged(mustChange: true, on: day)),
            .tokenIssued(TokenIssued(id: id(2), scopes: [.freeze, .read], expires: Instant(day, hour: 8))),
            .tokenRevoked(TokenRevoked(id: id(2))),
            .cardIssued(CardIssued(id: id(2), expires: Instant(day, hour: 8))),
        ] { try comesBack(event) }
    }

    @Test func `a setting, an item, a bundle, a source`() throws {
        let changed = SettingChanged(key: "cutoffTime", value: "15:00", old: "16:00", reason: try prose("提前"))
        #expect(
            try json(changed) == #"{"key":"cutoffTime","old":"16:00","reason":"提前","value":"15:00"}"#)
        try comesBack(SettingEvent.changed(changed))
        let item = ServiceRecorded(id: id(1), name: try prose("居住证办理"), channels: [.pc, .window])
        #expect(
            try json(item) == """
                {"channels":["window","pc"],"id":"\(item.id)","isBlocker":false,"name":"居住证办理"}
                """)
        try comesBack(ServiceEvent.recorded(item))
        try comesBack(
            OneThingEvent.recorded(
                OneThingRecorded(
                    id: id(2), name: try prose("开办餐饮店"),
                    parts: [OneThingPart(name: try prose("营业执照"), service: id(1))])))
        let source = try SourceRecorded(
            code: try SourceCode("unresolved"), name: try Category("办不成事", "名称"), identity: .required,
            needsVerification: true, classifiedBySupervisor: true, reply: try ReplyRule(workdays: 2))
        #expect(
            try json(source) == """
                {"aliases":[],"classifiedBySupervisor":true,"code":"unresolved","identity":"required","isClue":false,\
                "isRating":false,"name":"办不成事","needsVerification":true,"reply":{"workdays":2}}
                """)
        try comesBack(SourceEvent.recorded(source))
    }
}

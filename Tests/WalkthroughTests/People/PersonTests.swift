import Testing
import Walkthrough

@Suite struct `Persons` {
    private let today = Day(number: 20_700)

    private func context(_ actor: Actor) throws -> PersonContext {
        PersonContext(actor: actor, today: today, directory: try SampleCounty.units())
    }

    private func volunteer() throws -> Person {
        let record = try PersonRecorded(
            id: id(9), staffNumber: nil, name: "体验员甲", phone: nil, units: nil, since: nil, jobTitle: nil)
        let term = try ExperiencerAppointed(
            number: try ExperiencerNumber("体验员012"), recruitment: .openCall, ageBand: .from45to59,
            trade: try prose("个体经营"), mandate: .deputy, from: today.adding(-30), to: today.adding(300))
        return Person(record, appointment: Appointment(term))
    }

    @Test func `posts must be units in use`() throws {
        let good = try PersonRecorded(
            id: id(1), staffNumber: "ZW001", name: "测试甲", phone: "", units: "QH-W042、QH-D07",
            since: "2024-03-01",
            jobTitle: "窗口负责人")
        #expect(good.posts.map(\.unit.text) == ["QH-W042", "QH-D07"])
        #expect(good.phone == nil)
        #expect(try Person.decide(.record(good), on: nil, in: try context(local)).count == 1)
        let stray = try PersonRecorded(
            id: id(1), staffNumber: nil, name: "测试甲", phone: nil, units: "QH-X", since: nil, jobTitle: nil)
        #expect(throws: Refusal.self) { try Person.decide(.record(stray), on: nil, in: try context(local)) }
    }

    @Test func `an identity card is no staff number`() {
        #expect(throws: Invalid.self) { try StaffNumber("110101199003077758") }
        #expect(throws: Invalid.self) { try StaffNumber("11010119900307775X") }
        #expect(throws: Never.self) { try StaffNumber("QH-2019-0042") }
    }

    @Test func `posts decide lines, so only a proved coordinator changes them`() throws {
        let old = try PersonRecorded(
            id: id(1), staffNumber: "A1", name: "测试甲", phone: nil, units: "QH-D07", since: nil, jobTitle: nil)
        let new = try PersonRecorded(
            id: id(1), staffNumber: "A1", name: "测试甲", phone: nil, units: "QH-D33", since: nil, jobTitle: nil)
        #expect(throws: Refusal.self) {
            try Person.decide(.record(new), on: Person(old), in: try context(local))
        }
        let keeper = try actor("zwb", .coordinator, person: 3)
        #expect(try Person.decide(.record(new), on: Person(old), in: try context(keeper)).count == 1)
    }

    @Test func `a volunteer is one during the term only`() throws {
        let person = try volunteer()
        #expect(person.isExperiencer(on: today))
        #expect(!person.isExperiencer(on: today.adding(-31)))
        #expect(person.isExperiencer(on: today.adding(300)))
        #expect(!person.isExperiencer(on: today.adding(301)))
        #expect(person.appointment?.record.number.description == "体验员012")
    }

    @Test func `ending a term early takes a reason and a second person`() throws {
        let person = try volunteer()
        let first = try actor("zwb", .coordinator, person: 3)
        let sameOther = try actor("zwb2", .reviewer, person: 3)
        let second = try actor("fh", .reviewer, person: 4)
        let propose = PersonCommand.proposeTermEnd(lastDay: today.adding(5), reason: try prose("本人迁居外地"))
        let asked = try #require(
            Person.apply(try Person.decide(propose, on: person, in: try context(first)).first, to: person))
        #expect(asked.appointment?.lastDay == today.adding(300))

        for refused in [
            first, sameOther, local, try actor("zxd", .reviewer), try actor("ty", .reviewer, person: 9),
        ] {
            #expect(throws: Refusal.self) {
                try Person.decide(.confirmTermEnd, on: asked, in: try context(refused))
            }
        }
        #expect(throws: Refusal.self) { try Person.decide(propose, on: asked, in: try context(second)) }
        let event = try Person.decide(.confirmTermEnd, on: asked, in: try context(second)).first
        let ended = try #require(Person.apply(event, to: asked))
        #expect(ended.isExperiencer(on: today.adding(5)))
        #expect(!ended.isExperiencer(on: today.adding(6)))
        #expect(throws: Refusal.self) {
            try Person.decide(.confirmTermEnd, on: ended, in: try context(second))
        }
    }

    @Test func `a declined end leaves the term as it was`() throws {
        let person = try volunteer()
        let first = try actor("zwb", .supervisor, person: 3)
        let second = try actor("fh", .coordinator, person: 4)
        let propose = PersonCommand.proposeTermEnd(lastDay: today, reason: try prose("反映问题过多"))
        let asked = try #require(
            Person.apply(try Person.decide(propose, on: person, in: try context(first)).first, to: person))
        let decline = PersonCommand.declineTermEnd(reason: try prose("理由不成立"))
        let kept = try #require(
            Person.apply(try Person.decide(decline, on: asked, in: try context(second)).first, to: asked))
        #expect(kept == person)
    }

    @Test func `whoever is in a term cannot be let go around the two persons`() throws {
        let keeper = try actor("zwb", .coordinator, person: 3)
        #expect(throws: Refusal.self) {
            try Person.decide(.leave(on: today, reason: nil), on: try volunteer(), in: try context(keeper))
        }
    }

    @Test func `a recommended volunteer names who recommended`() throws {
        #expect(throws: Invalid.self) {
            try ExperiencerAppointed.parse(
                number: "体验员003", recruitment: "单位推荐", recommendedBy: "", ageBand: "", trade: "", mandate: "",
                from: "2026-09-01", to: "2027-08-31")
        }
        let term = try ExperiencerAppointed.parse(
            number: "003", recruitment: "定向邀约", recommendedBy: nil, ageBand: "60岁及以上", trade: nil,
            mandate: "政协委员",
            from: "2026-09-01", to: "2027-08-31")
        #expect(term?.mandate == .committeeMember)
        #expect(term?.ageBand == .over60)
    }
}

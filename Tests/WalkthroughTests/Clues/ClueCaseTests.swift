import Testing
import Walkthrough

@Suite struct `Sealed cases` {
    private let filer = aPerson(1)
    private let first = aPerson(11)
    private let second = aPerson(12)
    private let stranger = aPerson(13)

    private func context(
        _ person: ID<Person>?, _ authentication: Authentication = .password, names: Bool = false
    ) -> ClueContext {
        let at = Instant.given("2026-10-12T10:00:00+08:00")
        return ClueContext(
            at: at, today: at.day, actor: WalkFixture.actor(person, authentication), mayNameOfficers: names)
    }

    private func opened() throws -> ClueCase {
        let opening = ClueCommand.Opening(
            number: "QH-XS-1", origin: .init(source: "hotline"), text: .text("索要好处"), filer: filer,
            officers: try .init(first, second))
        return ClueCase.apply(try ClueCase.decide(.open(opening), on: nil, in: context(filer)).first, to: nil)
    }

    private var transfer: ClueCommand {
        .transfer(.init(to: .text("派驻纪检监察组"), paper: .text("〔2026〕3号"), day: .given("2026-10-12")))
    }

    @Test func `are seen by the filer and the two officers only`() throws {
        let clue = try opened()
        #expect([filer, first, second].allSatisfy(clue.isVisible))
        #expect(!clue.isVisible(to: stranger) && !clue.isVisible(to: nil))
    }

    @Test func `do not exist for anybody else, not even for who claims to be an officer`() throws {
        let clue = try opened()
        let hidden = Refusal.unknown("没有这条线索，请核对编号")
        #expect(throws: hidden) { try ClueCase.decide(.note(.text("查看")), on: clue, in: context(stranger)) }
        #expect(throws: hidden) {
            try ClueCase.decide(transfer, on: clue, in: context(stranger, names: true))
        }
        #expect(throws: hidden) { try ClueCase.decide(transfer, on: clue, in: context(first, .none)) }
        #expect(throws: hidden) { try ClueCase.decide(transfer, on: nil, in: context(first)) }
    }

    @Test func `leave by a transfer of an officer, once`() throws {
        var clue = try opened()
        #expect(throws: Refusal.notPermitted("移送由两名受理人之一办理")) {
            try ClueCase.decide(transfer, on: clue, in: context(filer))
        }
        clue = ClueCase.apply(try ClueCase.decide(transfer, on: clue, in: context(first)).first, to: clue)
        #expect(clue.state.title == "已移送")
        #expect(throws: Refusal.notPossible("线索已于 2026-10-12 移送")) {
            try ClueCase.decide(transfer, on: clue, in: context(second))
        }
        #expect(throws: Never.self) {
            try ClueCase.decide(.note(.text("收到回执")), on: clue, in: context(second))
        }
    }

    @Test func `get two different officers from outside the line, who do not name themselves`() throws {
        #expect(throws: Invalid.self) { try ClueCase.Officers(first, first) }
        let clue = try opened()
        let change = ClueCommand.assignOfficers(try .init(first, stranger), reason: .text("回避"))
        var naming = context(aPerson(14), names: true)
        naming.linePersons = [stranger]
        #expect(throws: Refusal.self) { try ClueCase.decide(change, on: clue, in: naming) }
        #expect(throws: Refusal.notPermitted("不能指定自己为受理人")) {
            try ClueCase.decide(change, on: clue, in: context(stranger, names: true))
        }
        naming.linePersons = []
        let changed = ClueCase.apply(try ClueCase.decide(change, on: clue, in: naming).first, to: clue)
        #expect(changed.isVisible(to: stranger) && !changed.isVisible(to: second))
    }
}

import Testing
import Walkthrough

@Suite("Follow-up calls of a third party") struct CallerTests {
    private let caller = RowPlay.Player.caller

    private func play() throws -> RowPlay {
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: "QH-D33", reporter: true)
        return play
    }

    @Test func `a caller may call and learn the number of rows assigned to him, and of no other`() throws {
        var play = try play()
        let contact = ItemCommand.contact(
            purpose: .verification, outcome: .told, satisfaction: nil, note: nil)
        let reveal = ItemCommand.reveal(reason: try prose("要回访"))
        #expect(play.refusal(contact, caller) != nil)
        #expect(play.refusal(reveal, caller) != nil)
        try play.do(.assignCaller(caller.person), .coordinator)
        #expect(play.item?.assignedCaller == caller.person)
        #expect(play.refusal(reveal, caller) == nil)
        let row = try #require(play.item)
        let standing = Standing(of: try play.actor(caller), to: row, in: play.directory)
        #expect(Set(row.availableCommands(for: standing)) == [.contact, .reveal])
        try play.do(contact, caller)
    }

    @Test(arguments: [RowPlay.Player.tax, .officeInspector, .caller, .experiencer, .countyLeader, .sysadmin])
    func `the line, callers and others assign nobody`(_ player: RowPlay.Player) throws {
        // The hall's row is of the office's line.
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: player == .tax ? "QH-D33" : "QH-W042", reporter: true)
        #expect(play.refusal(.assignCaller(caller.person), player) != nil)
    }

    @Test func `nobody calls who belongs to the line, has no such role, or has it already`() throws {
        var play = try play()
        let inspector = try play.actor(.inspector)
        let row = try #require(play.item)
        func refusal(_ candidate: ItemContext.Caller?) -> Bool {
            let context = ItemContext(
                at: play.now, actor: inspector, directory: play.directory, calendar: Years.calendar,
                settings: play.settings, source: play.source, caller: candidate)
            do throws(Refusal) {
                _ = try row.decide(.assignCaller(caller.person), in: context)
                return false
            } catch { return true }
        }
        let ofLine = ItemContext.Caller(caller.person, isCaller: true, posts: [try UnitCode("QH-W050")])
        #expect(refusal(nil))
        #expect(refusal(ItemContext.Caller(caller.person, isCaller: false, posts: [])))
        #expect(refusal(ofLine), "a desk of the responsible unit")
        #expect(refusal(ItemContext.Caller(id(999), isCaller: true, posts: [])), "another than was asked for")
        #expect(!refusal(ItemContext.Caller(caller.person, isCaller: true, posts: [])))
        try play.do(.assignCaller(caller.person), .inspector)
        #expect(play.refusal(.assignCaller(caller.person), .inspector) != nil, "already his")
    }
}

import ArgumentParser
import Ledger
import Testing
import Walkthrough

@testable import Commands

@Suite struct `Options` {
    @Test func `read days, weeks, instants, codes and digests`() throws {
        #expect(Day(argument: "2026-09-30") == (try Day("2026-09-30")))
        #expect(Day(argument: "2026-02-30") == nil)
        #expect(PartialDay(argument: "2025-04") == .month(year: 2025, month: 4))
        #expect(Week(argument: "2026-W40")?.description == "2026-W40")
        #expect(Week(argument: "2026-W54") == nil)
        #expect(Instant(argument: "2026-09-30T16:10:00+08:00")?.short == "2026-09-30 16:10")
        #expect(UnitCode(argument: "QH-D27")?.text == "QH-D27")
        #expect(UnitCode(argument: "青禾") == nil)
        #expect(Digest(argument: "md5:1") == nil)
        #expect(ID<Walkthrough.Person>(argument: "x") == nil)
    }

    @Test(arguments: ["deadline", "限期整改", "Deadline"])
    func `name a choice by its code or its title`(text: String) {
        #expect(RectifyMode(argument: text) == .deadline)
    }

    @Test func `name a choice in the way of a command line`() {
        #expect(RectifyMode(argument: "long-term") == .longTerm)
        #expect(SessionKind(argument: "cross-check") == .crossCheck)
        #expect(SessionKind(argument: "推磨式互查") == .crossCheck)
    }

    @Test func `list several choices in one text`() {
        #expect(Choices<Channel>(argument: "窗口、热线")?.values == [.window, .hotline])
        #expect(Choices<Channel>(argument: "window,app,窗口")?.values == [.window, .app])
        #expect(Choices<Channel>(argument: "、") == nil)
    }

    @Test func `that nobody knows are answered with what may be filled in`() {
        let faults = ArgumentFaults()
        ArgumentFaults.$current.withValue(faults) {
            #expect(RectifyMode(argument: "慢慢改") == nil)
        }
        #expect(
            faults.last?.description
                == "选项：“慢慢改”不在可选项里。可以填 immediate（立行立改）、deadline（限期整改）、longTerm（长期整改）。")
    }

    @Test(arguments: [
        ([], [:], GlobalOptions.Place.folder("data")),
        ([], ["PEIZOU_DATA": "/srv/a"], .folder("/srv/a")),
        ([], ["PEIZOU_DATA": ""], .folder("data")),
        (
            [], ["PEIZOU_DATABASE": "postgres://h/d", "PEIZOU_DATA": "/srv/a"],
            .database(url: "postgres://h/d")
        ),
        (["--data", "b"], ["PEIZOU_DATABASE": "postgres://h/d"], .folder("b")),
        (["--database", "postgres://h/e"], ["PEIZOU_DATA": "a"], .database(url: "postgres://h/e")),
    ])
    func `come before the environment, and that before the usual folder`(
        arguments: [String], variables: [String: String], place: GlobalOptions.Place
    ) throws {
        let options = try GlobalOptions.parse(arguments)
        #expect(try options.place(TestConsole().console(variables: variables)) == place)
    }

    @Test func `for a folder and for a database exclude each other`() throws {
        let options = try GlobalOptions.parse(["--data", "a", "--database", "b"])
        #expect(throws: LedgerError.self) { try options.place(TestConsole().console()) }
    }

    @Test func `take the account and the token from the environment`() throws {
        let console = TestConsole().console(variables: ["PEIZOU_AS": "li", "PEIZOU_TOKEN": "t"])
        #expect(try GlobalOptions.parse([]).accountName(console) == "li")
        #expect(try GlobalOptions.parse(["--as", "wang"]).accountName(console) == "wang")
        #expect(try GlobalOptions.parse([]).token(console) == "t")
    }
}

import Testing
import Walkthrough

@Suite struct `Choosing check items for a walk` {
    private func list(_ items: [CheckItem]) throws -> [Checklist] {
        [try Checklist(id: "zz", title: Wording("题"), items: items)]
    }

    private func core(_ id: String, _ dimension: Dimension, seeAlso: [String] = []) throws -> CheckItem {
        try item(id, dimension: dimension, core: [.routineWalk], seeAlso: seeAlso)
    }

    @Test func `no more than the limit is offered, and themes take turns`() throws {
        let items =
            try (1...9).map { try core("COV-0\($0)", .coverage) }
            + (1...9).map { try core("STF-0\($0)", .staff) }
        let selection = ChecklistSelection(
            from: try list(items), for: WalkProfile(.routineWalk, channels: [.window]), limit: 5)
        #expect(selection.offered.map(\.id.text) == ["COV-01", "COV-02", "COV-03", "STF-01", "STF-02"])
        #expect(selection.onRequest.count == 13)
        #expect(selection.folded.isEmpty)
    }

    @Test func `the kind's own theme goes before others`() throws {
        let items = try [
            item("COV-01", dimension: .coverage, kinds: [.chiefDuty], core: [.chiefDuty]),
            item("CHF-01", dimension: .chief, kinds: [.chiefDuty], core: [.chiefDuty]),
        ]
        let walk = WalkProfile(.chiefDuty, channels: [.window])
        let selection = ChecklistSelection(from: try list(items), for: walk, limit: 1)
        #expect(selection.offered.map(\.id.text) == ["CHF-01"])
        #expect(selection.onRequest.map(\.id.text) == ["COV-01"])
    }

    @Test func `items that ask the same are asked once`() throws {
        let items = try [core("STF-04", .staff), core("CHF-08", .chief, seeAlso: ["STF-04"])]
        let walk = WalkProfile(.routineWalk, channels: [.window])
        let selection = ChecklistSelection(from: try list(items), for: walk)
        #expect(selection.offered.map(\.id.text) == ["CHF-08"])
        #expect(selection.onRequest.isEmpty)
        #expect(selection.folded.map(\.item.id.text) == ["STF-04"])
        #expect(selection.folded.map(\.by.text) == ["CHF-08"])
    }

    @Test func `an item is not left out on a channel where the other one cannot be asked`() throws {
        let items = try [
            item("AA-01", channels: [.window], core: [.routineWalk], seeAlso: ["AA-02"]),
            item("AA-02", channels: [.window, .hotline], core: [.routineWalk]),
        ]
        let both = ChecklistSelection(
            from: try list(items), for: WalkProfile(.routineWalk, channels: [.window, .hotline]))
        #expect(both.offered.count == 2)
        let window = ChecklistSelection(
            from: try list(items), for: WalkProfile(.routineWalk, channels: [.window]))
        #expect(window.offered.map(\.id.text) == ["AA-01"])
    }

    @Test func `items for a trait or a group are offered only where it is at hand`() throws {
        let items = try [
            item("AA-01", core: [.routineWalk], traits: [.crossRegion]),
            item("AA-02", core: [.routineWalk], groups: [.elderly, .pregnant]),
            item("AA-03", kinds: [.fullChain], core: [.fullChain], traits: [.oneThing]),
        ]
        let plain = ChecklistSelection(
            from: try list([items[0], items[1]]), for: WalkProfile(.routineWalk, channels: [.window]))
        #expect(plain.offered.isEmpty)
        #expect(plain.onRequest.count == 2)
        let special = WalkProfile(
            .routineWalk, channels: [.window], traits: [.crossRegion], groups: [.pregnant])
        #expect(ChecklistSelection(from: try list([items[0], items[1]]), for: special).offered.count == 2)
        #expect(WalkProfile(.fullChain, channels: [.window]).traits == [.oneThing])
    }

    @Test func `nothing is offered or on request for a channel that is not walked`() throws {
        let selection = ChecklistSelection(
            from: try list([core("AA-01", .coverage)]), for: WalkProfile(.routineWalk, channels: [.kiosk]))
        #expect(selection.offered.isEmpty && selection.onRequest.isEmpty)
    }
}

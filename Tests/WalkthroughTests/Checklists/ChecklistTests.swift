import Testing
import Walkthrough

@Suite struct `Check items and checklists` {
    @Test(arguments: ["COV-01", "FLOW-12", "BUSES-001", "AB-10"])
    func `a well-formed item id is taken`(_ text: String) throws {
        #expect(try CheckItemID(text).text == text)
    }

    @Test(arguments: [
        "", "COV01", "cov-01", "C-01", "COV-1", "COV-0001", "1CO-01", "COV-01 ", "COV-01-02", "检查-01",
        "COV-０１",
    ])
    func `a malformed item id is refused`(_ text: String) {
        #expect(throws: Invalid.self) { try CheckItemID(text) }
    }

    @Test(arguments: ["", "  ", "a\u{0}b", "一\n二", "\u{202E}倒", String(repeating: "长", count: 201)])
    func `a wording is one line of 1 to 200 characters`(_ text: String) {
        #expect(throws: Invalid.self) { try Wording(text) }
    }

    @Test func `an item without a channel, a kind or a source is refused`() {
        #expect(throws: Invalid.self) { try item("ZZ-01", channels: []) }
        #expect(throws: Invalid.self) { try item("ZZ-01", kinds: []) }
        #expect(throws: Invalid.self) { try item("ZZ-01", source: []) }
    }

    @Test func `an item is core only in kinds that ask it, and names others, never itself`() {
        #expect(throws: Invalid.self) { try item("ZZ-01", kinds: [.crossCheck], core: [.fullChain]) }
        #expect(throws: Invalid.self) { try item("ZZ-01", seeAlso: ["ZZ-01"]) }
    }

    @Test func `a checklist has items, each with an id of its own`() throws {
        let one = try item("ZZ-01")
        #expect(throws: Invalid.self) { try Checklist(id: "zz", title: Wording("空"), items: []) }
        #expect(throws: Invalid.self) { try Checklist(id: "zz", title: Wording("重"), items: [one, one]) }
        #expect(throws: Invalid.self) { try Checklist(id: "Zz", title: Wording("名"), items: [one]) }
    }

    @Test func `the order in which lists were written does not change a revision`() throws {
        let a = try Checklist(
            id: "zz", title: Wording("题"), items: [item("ZZ-01", channels: [.pc, .window])])
        let b = try Checklist(
            id: "zz", title: Wording("题"), items: [item("ZZ-01", channels: [.window, .pc, .pc])])
        #expect(a.canonicalBytes == b.canonicalBytes)
    }

    @Test func `any change of content changes the canonical bytes`() throws {
        let variants = try [
            item("ZZ-01"), item("ZZ-02"), item("ZZ-01", text: "别的"), item("ZZ-01", channels: [.pc]),
            item("ZZ-01", kinds: [.crossCheck]), item("ZZ-01", core: [.routineWalk]),
            item("ZZ-01", clue: true),
            item("ZZ-01", traits: [.oneThing]), item("ZZ-01", groups: [.elderly]),
            item("ZZ-01", seeAlso: ["ZZ-09"]),
            item("ZZ-01", source: ["S1"]), item("ZZ-01", dimension: .hall),
        ].map { try Checklist(id: "zz", title: Wording("题"), items: [$0]).canonicalBytes }
        #expect(Set(variants).count == variants.count)
    }

    @Test func `the canonical bytes have the form that stored digests rely on`() throws {
        let bytes = try Checklist(id: "zz", title: Wording("T"), items: [item("ZZ-01")]).canonicalBytes
        func field(_ text: String) -> [UInt8] {
            [0, 0, 0, 0, 0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
        }
        func count(_ number: UInt8) -> [UInt8] { [0, 0, 0, 0, 0, 0, 0, number] }
        let expected: [[UInt8]] = [
            field("peizou.checklist.1"), field("zz"), field("T"), count(1),
            field("ZZ-01"), field("coverage"), field("问"), field("不好"), field("照片"),
            count(1), field("window"), count(1), field("routineWalk"), count(0), field("0"),
            count(0), count(0), count(0), count(1), field("S4"),
        ]
        #expect(bytes == expected.flatMap(\.self))
    }

    @Test func `a revision is recorded once and kept as it was`() throws {
        let list = try Checklist(id: "zz", title: Wording("题"), items: [item("ZZ-01")])
        let revision = ChecklistRevision(list) { bytes in
            #expect(bytes == list.canonicalBytes)
            return Digest(sha256: [UInt8](repeating: 7, count: 32))
        }
        #expect(revision.stream.description == "checklist:" + String(repeating: "07", count: 32))
        let name = try Wording("Checklists/zz.yaml")
        let event = try #require(ChecklistStream.recording(revision, name: name, origin: .office, on: nil))
        let state = ChecklistStream.apply(event, to: nil)
        #expect(state.revision == revision)
        #expect(ChecklistStream.recording(revision, name: name, origin: .office, on: state) == nil)
        #expect(ChecklistStream.apply(event, to: state) == state)
    }
}

func item(
    _ id: String, text: String = "问", dimension: Dimension = .coverage, channels: [Channel] = [.window],
    kinds: [SessionKind] = [.routineWalk], core: [SessionKind] = [], clue: Bool = false,
    traits: [ServiceTrait] = [], groups: [SpecialGroup] = [], seeAlso: [String] = [],
    source: [String] = ["S4"]
) throws(Invalid) -> CheckItem {
    var others: [CheckItemID] = []
    for text in seeAlso { others.append(try CheckItemID(text)) }
    var sources: [Wording] = []
    for text in source { sources.append(try Wording(text)) }
    return try CheckItem(
        id: CheckItemID(id), dimension: dimension, text: Wording(text), fail: Wording("不好"),
        evidence: Wording("照片"), channels: channels, kinds: kinds, core: core, clue: clue, traits: traits,
        groups: groups, seeAlso: others, source: sources)
}

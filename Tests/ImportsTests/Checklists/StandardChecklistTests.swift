import FoundationEssentials
import Imports
import Testing
import Walkthrough

@Suite struct `The standard checklists` {
    /// Domain §3: how many items each prefix has.
    static let counts: [(prefix: String, dimension: Dimension, count: Int)] = [
        ("COV", .coverage, 8), ("FLOW", .flow, 12), ("ESC", .escort, 7), ("EXP", .experience, 13),
        ("POL", .policy, 3), ("CHF", .chief, 8), ("GRP", .groups, 7), ("OTG", .oneThing, 8),
        ("XPR", .crossRegion, 4), ("HALL", .hall, 16), ("STF", .staff, 11), ("RAT", .rating, 5),
    ]

    /// Domain §3, the letters of its channel column.
    static let channels: [String: String] = [
        "COV": "WPAMK WPAMKH PAM WK VWPAMK VP VP WPAMKH",
        "FLOW": "WPAMK PAM PAM PAM PAM PAM WPAMH WPAMK PAMKH WPAM VPAM KV",
        "ESC": "VPAM VWH WPAM WPAMK WPAMK PAMK WPAM",
        "EXP": "WPAM WPAM WPAM WPAM WPAMK PAM WH WH WH W WPAM WPAM PAMK",
        "POL": "VPAM WH WV", "CHF": "W W W W W PAM W W", "GRP": "WKPAM VW WPH V W WH W",
        "OTG": "WPAM WPAM WPAM WPAM WPAM WPAM WPAM WPAM", "XPR": "W WP WP WP",
        "HALL": "V V V V V V V V V V V V V V V V", "STF": "W W W W W W W W W W W",
        "RAT": "WPAMKH WPAMK W W H",
    ]

    private static let letters: [Character: Channel] = [
        "W": .window, "P": .pc, "A": .app, "M": .mini, "K": .kiosk, "H": .hotline, "V": .venue,
    ]

    private func items() throws -> [CheckItem] { try ChecklistLibrary.standard().checklists.flatMap(\.items) }

    @Test func `have the 102 items of the domain under their ids and themes`() throws {
        let expected = Self.counts.flatMap { theme in
            (1...theme.count).map { "\(theme.prefix)-\($0 < 10 ? "0" : "")\($0) \(theme.dimension)" }
        }
        let read = try items().map { "\($0.id) \($0.dimension)" }
        #expect(read == expected)
        #expect(read.count == 102)
    }

    @Test func `have the channels of the domain`() throws {
        let items = Dictionary(uniqueKeysWithValues: try items().map { ($0.id.text, $0) })
        for (prefix, row) in Self.channels {
            for (index, letters) in row.split(separator: " ").enumerated() {
                let id = "\(prefix)-\(index < 9 ? "0" : "")\(index + 1)"
                #expect(
                    Set(items[id]?.channels ?? []) == Set(letters.compactMap { Self.letters[$0] }), "\(id)")
            }
        }
    }

    @Test func `take no word twice: every question is its own`() throws {
        #expect(Set(try items().map(\.text)).count == 102)
    }

    @Test func `mark what is a clue`() throws {
        #expect(try items().filter(\.clue).map(\.id.text) == ["STF-09", "RAT-03"])
    }

    @Test func `name each other both ways where they overlap`() throws {
        let items = Dictionary(uniqueKeysWithValues: try items().map { ($0.id, $0) })
        for item in items.values {
            for other in item.seeAlso {
                #expect(items[other]?.seeAlso.contains(item.id) == true, "\(item.id)")
            }
        }
        let cluster = try #require(items[CheckItemID("EXP-07")])
        #expect(cluster.seeAlso.map(\.text) == ["CHF-07", "STF-03"])
    }

    @Test(arguments: SessionKind.allCases)
    func `offer 6 to 12 core items for the usual channels of a kind, and the same ones each time`(
        _ kind: SessionKind
    ) throws {
        let lists = try ChecklistLibrary.standard().checklists
        let walk = WalkProfile(kind, channels: Set(kind.usualChannels))
        let selection = ChecklistSelection(from: lists, for: walk)
        #expect((6...12).contains(selection.offered.count), "\(selection.offered.map(\.id.text))")
        #expect(selection == ChecklistSelection(from: lists, for: walk))
    }

    @Test(arguments: Channel.allCases)
    func `offer a routine walk 6 to 12 core items on any one channel`(_ channel: Channel) throws {
        let walk = WalkProfile(.routineWalk, channels: [channel])
        let selection = ChecklistSelection(from: try ChecklistLibrary.standard().checklists, for: walk)
        #expect((6...12).contains(selection.offered.count), "\(channel): \(selection.offered.map(\.id.text))")
    }

    @Test func `offer never more than 12, whatever is walked, and account for every reachable item once`()
        throws
    {
        let lists = try ChecklistLibrary.standard().checklists
        for kind in SessionKind.allCases {
            let walk = WalkProfile(
                kind, channels: Set(Channel.allCases), traits: Set(ServiceTrait.allCases),
                groups: Set(SpecialGroup.allCases))
            let selection = ChecklistSelection(from: lists, for: walk)
            #expect((6...12).contains(selection.offered.count))
            let all = selection.offered + selection.onRequest + selection.folded.map(\.item)
            #expect(all.count == 102)
            #expect(Set(all.map(\.id)).count == 102)
        }
    }

    @Test func `offer what a kind's gate asks for`() throws {
        let lists = try ChecklistLibrary.standard().checklists
        func offered(_ walk: WalkProfile) -> Set<String> {
            Set(ChecklistSelection(from: lists, for: walk).offered.map(\.id.text))
        }
        let chief = offered(WalkProfile(.chiefDuty, channels: [.window, .pc]))
        #expect(chief.isSuperset(of: (1...8).map { "CHF-0\($0)" }))
        let escort = WalkProfile(
            .accompanied, channels: [.window, .pc, .venue], traits: [.crossRegion],
            groups: [.elderly, .disabled])
        #expect(offered(escort).isSuperset(of: (1...5).map { "ESC-0\($0)" }))
        #expect(offered(escort).isSuperset(of: ["GRP-01", "GRP-02", "XPR-01", "XPR-02"]))
        let chain = offered(WalkProfile(.fullChain, channels: [.window, .pc, .app, .mini]))
        #expect(chain.isSuperset(of: (1...8).map { "OTG-0\($0)" }))
        let check = offered(WalkProfile(.crossCheck, channels: Set(SessionKind.crossCheck.usualChannels)))
        #expect(check.isSuperset(of: ["FLOW-02", "FLOW-03", "FLOW-07", "FLOW-08", "FLOW-09"]))
    }

    @Test(arguments: Channel.allCases)
    func `offer the whole theme of a gate, whichever channel is walked`(_ channel: Channel) throws {
        let lists = try ChecklistLibrary.standard().checklists
        for (kind, prefix, count) in [
            (SessionKind.accompanied, "ESC", 7), (.chiefDuty, "CHF", 8), (.fullChain, "OTG", 8),
        ] {
            let selection = ChecklistSelection(from: lists, for: WalkProfile(kind, channels: [channel]))
            #expect(selection.offered.count { $0.id.text.hasPrefix(prefix) } == count)
        }
    }

    @Test func `come back the same from the event that stores them`() throws {
        let digest = Digest(sha256: [UInt8](repeating: 1, count: 32))
        for (entry, revision) in try ChecklistLibrary.standard().revisions(sha256: { _ in digest }) {
            let event = ChecklistRecorded(
                name: try Wording(entry.name), origin: entry.origin, revision: revision)
            let data = try JSONEncoder().encode(event)
            #expect(try JSONDecoder().decode(ChecklistRecorded.self, from: data) == event)
        }
    }

    @Test func `are built into the binary`() throws {
        #expect(EmbeddedFile.inFolder("Checklists").count == 12)
        let file = try #require(EmbeddedFile.named("Checklists/one-thing.yaml"))
        #expect(String(decoding: file.bytes, as: UTF8.self).contains("id: OTG-01"))
        #expect(EmbeddedFile.named("Checklists/none.yaml") == nil)
        #expect(EmbeddedFile.inFolder("Check").isEmpty)
    }
}

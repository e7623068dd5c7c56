import Imports
import Testing
import Walkthrough

@Suite struct `Linting a checklist file` {
    static let good = """
        id: bus
        title: 公交卡
        dimension: experience
        items:
          - id: BUS-01
            text: 能办吗？
            fail: 不能办
            evidence: 照片
            channels: [window]
            kinds: [routineWalk]
            source: [本地]
          - id: BUS-02
            text: 能退吗？
            fail: 不能退
            evidence: 照片
            channels: [window, app]
            kinds: [routineWalk, crossCheck]
            core: true
            seeAlso: [BUS-01, COV-02]
            source: [本地]

        """

    private func faults(_ text: String, name: String = "bus.yaml") -> [String] {
        faults(Array(text.utf8), name: name)
    }

    private func faults(_ bytes: [UInt8], name: String = "bus.yaml") -> [String] {
        ChecklistLibrary.lint([ChecklistFile(name: name, origin: .office, bytes: bytes)]).map(\.description)
    }

    private func faults(replacing old: String, by new: String) -> [String] {
        guard let range = Self.good.firstRange(of: old) else { return ["nothing to replace"] }
        return faults(Self.good.replacingCharacters(in: range, with: new))
    }

    @Test func `a good file has none, with CRLF and a byte order mark, too`() throws {
        #expect(faults(Self.good) == [])
        let windows =
            "\u{FEFF}"
            + Self.good.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(faults(windows) == [])
        let file = ChecklistFile(name: "bus.yaml", origin: .office, bytes: Array(windows.utf8))
        let library = try ChecklistLibrary.load([file])
        #expect(library.entries.count == 13)
        let found = try #require(library.item(CheckItemID("BUS-02")))
        #expect(found.entry.origin == .office)
        #expect(found.item.core == [.crossCheck, .routineWalk])
        #expect(found.item.dimension == .experience)
    }

    @Test(arguments: [
        ("    fail: 不能办", "    fial: 不能办", ["bus.yaml:5:5: 检查项缺少 fail", "bus.yaml:7:5: 检查项没有“fial”这个键"]),
        ("title: 公交卡", "title: \"\"", ["bus.yaml:2:8: title（title）：是空的"]),
        ("    text: 能办吗？", "    text:", ["bus.yaml:6:10: text 是空的"]),
        ("    text: 能办吗？", "    text: 12", ["bus.yaml:6:11: text 应当是文字，写的却是 12"]),
        ("    text: 能办吗？", "    text: [甲]", ["bus.yaml:6:11: text 应当是文字"]),
        ("    text: 能办吗？", "    text: \"一\\n二\"", ["bus.yaml:6:11: text（text）：含有换行或控制字符"]),
        (
            "channels: [window]", "channels: [window, wechat]",
            ["bus.yaml:9:24: channels（channels）：不认识“wechat”"]
        ),
        ("channels: [window]", "channels: window", ["bus.yaml:9:15: channels 应当是列表"]),
        ("channels: [window]", "channels: []", ["bus.yaml:9:15: channels 是空的"]),
        ("channels: [window]", "channels: [window, window]", ["bus.yaml:9:24: channels 里的“window”写了两次"]),
        ("kinds: [routineWalk]", "kinds: [walk]", ["bus.yaml:10:13: kinds（kinds）：不认识“walk”"]),
        ("dimension: experience", "dimension: nice", ["bus.yaml:3:12: dimension（dimension）：不认识“nice”"]),
        ("core: true", "core: [fullChain]", ["bus.yaml:18:11: core 里的 fullChain 不在 kinds 里"]),
        ("core: true", "clue: maybe", ["bus.yaml:18:11: clue 应当是 true 或 false"]),
        (
            "id: BUS-01", "id: bus1",
            ["bus.yaml:5:9: id（检查项编号）：“bus1”不合规", "bus.yaml:19:15: seeAlso 里的 BUS-01 不存在"]
        ),
        ("COV-02", "COV-99", ["bus.yaml:19:23: seeAlso 里的 COV-99 不存在"]),
        ("COV-02", "BUS-02", ["bus.yaml:19:23: seeAlso 指向了自己"]),
        (
            "id: BUS-02", "id: BUS-01",
            ["bus.yaml:12:9: 编号 BUS-01 与第 5 行的重复", "bus.yaml:19:15: seeAlso 指向了自己"]
        ),
        ("id: BUS-02", "id: COV-01", ["bus.yaml:12:9: 编号 COV-01 已用在 Checklists/coverage.yaml:5"]),
        ("id: bus", "id: coverage", ["bus.yaml:1:5: 清单编号 coverage 已用在 Checklists/coverage.yaml:1"]),
        ("source: [本地]", "source: []", ["bus.yaml:11:13: source 是空的"]),
    ])
    func `a fault is named with its file, line and column`(_ old: String, _ new: String, _ expected: [String])
    {
        let found = faults(replacing: old, by: new)
        #expect(found.count == expected.count, "\(found)")
        for (fault, start) in zip(found, expected) { #expect(fault.hasPrefix(start)) }
    }

    @Test func `all faults of a file are told at once, repeated keys with them`() {
        let text = """
            id: Bus
            title: 一
            title: 二
            dimension: experience
            colour: red
            items:
              - id: BUS-01
                text: 能办吗？
                text: 真能办吗？
                text: 果真能办吗？
                fail: ''
                evidence: 照片
                channels: [fax]
                kinds: [routineWalk]
                source: [本地]
            """
        let found = faults(text)
        #expect(
            found.map { $0.prefix { $0 != " " } } == [
                "bus.yaml:1:5:", "bus.yaml:3:1:", "bus.yaml:5:1:", "bus.yaml:9:5:", "bus.yaml:10:5:",
                "bus.yaml:11:11:",
                "bus.yaml:13:16:",
            ], "\(found)")
        #expect(found[1].contains("键“title”与第 2 行的重复"))
        #expect(found[4].contains("键“text”与第 8 行的重复"))
    }

    @Test(arguments: [
        ("a: &x [1]\nb: *x\n", 1), ("a: [*x]\n", 1), ("\n{\"a\":*x}\n", 2), ("- &a\n- *a\n", 1),
        ("&a a: 1\n", 1),
        ("a: '\n\n  # b', *x\n", 3),
    ])
    func `anchors and aliases are refused wherever they stand`(_ text: String, _ line: Int) {
        #expect(faults(text).first?.hasPrefix("bus.yaml:\(line):") == true)
        #expect(faults(text).first?.contains("锚点和别名") == true)
    }

    @Test(arguments: [
        ("a: b: c\n", 1), ("id: bus\n\titems: x\n", 2), ("a: [1, 2\n", 1), ("a: \"x\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("", 1), ("# nothing\n", 1), ("- a\n", 1), ("just text\n", 1), ("id: !!binary aGk=\n", 1),
        ("? [a]\n: b\n", 1),
        ("a: @x\n", 1), ("%YAML 9.9\n---\na: 1\n", 1),
    ])
    func `broken YAML gets a Chinese message with its line`(_ text: String, _ line: Int) throws {
        let fault = try #require(faults(text).first)
        #expect(fault.hasPrefix("bus.yaml:"))
        #expect(fault.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        let number = try #require(fault.split(separator: ":").dropFirst().first.flatMap { Int($0) })
        #expect((line...line + 1).contains(number), "\(fault)")
    }

    @Test func `bytes that are no text are refused`() {
        #expect(
            faults([0x69, 0x64, 0x0A, 0x0A, 0xFF, 0xFE]).first?.hasPrefix("bus.yaml:3: 不是 UTF-8") == true)
        #expect(faults("id: a\nb: \u{0}\n").first?.hasPrefix("bus.yaml:2:4: 含有控制字符 U+0000") == true)
        #expect(faults("id: a\nb: c\u{2028}d\n").first?.contains("U+2028") == true)
        #expect(faults(Array("标题: 公交".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })).count >= 1)
    }

    @Test func `a file that is too big, too deep or too wide does no harm`() {
        #expect(faults(String(repeating: "# x\n", count: 300_000)).first?.contains("超过 1000000 字节") == true)
        let sizes = 150_000
        for piece in ["[", "{", "- ", "? ", "[]", "{a: ", "\"", "'", "!", "a: ", "- [", "|\n ", ": ", "[{"] {
            let bomb = String(repeating: piece, count: sizes / piece.utf8.count)
            #expect(!faults(bomb).isEmpty, "\(piece)")
        }
        let repeats = faults(String(repeating: "a: 1\n", count: 10_000))
        #expect(repeats.first?.contains("键“a”") == true, "\(repeats)")
        let indents = (0..<1_400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(!faults(indents).isEmpty)
        let hidden = String(repeating: "\"]]]]]]]]\", [", count: 20_000)
        #expect(!faults("[" + hidden).isEmpty)
    }

    @Test func `the project's own folder can be linted while it is edited`() throws {
        let file = try #require(EmbeddedFile.named("Checklists/staff.yaml"))
        #expect(faults(file.bytes, name: "Checklists/staff.yaml") == [])
        #expect(!faults(file.bytes, name: "copy.yaml").isEmpty)
        #expect(ChecklistLibrary.lint([]).isEmpty)
    }

    @Test func `a faulty office file is not taken, and the standard ones stay as they are`() throws {
        let file = ChecklistFile(name: "bus.yaml", origin: .office, bytes: Array("id: x".utf8))
        #expect(throws: ChecklistFaults.self) { try ChecklistLibrary.load([file]) }
        #expect(try ChecklistLibrary.standard().entries.count == 12)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}

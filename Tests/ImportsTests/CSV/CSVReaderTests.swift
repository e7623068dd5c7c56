import Testing
import Walkthrough

@testable import Imports

/// Two columns of text, to read files with.
struct Pair: CSVRow, Equatable {
    let line: Int
    let name: String
    let note: String?

    static let layout = CSVLayout(required: ["名称"], optional: ["说明", "数量"], unique: nil)

    init?(_ cells: inout CSVCells) {
        let name = cells.required("名称") { text throws(Invalid) in try Prose(text, "名称").text ?? "" }
        note = cells.text("说明")
        _ = cells.integer("数量")
        guard let name else { return nil }
        (line, self.name) = (cells.line, name)
    }
}

func read(_ bytes: some Sequence<UInt8>) -> Result<CSVTable<Pair>, CSVRefused> {
    do throws(CSVRefused) { return .success(try CSVTable<Pair>(Array(bytes))) } catch {
        return .failure(error)
    }
}

func rows(_ text: String) throws -> [[String?]] {
    try read(text.utf8).get().rows.map { [$0.name, $0.note] }
}

func faults(_ bytes: some Sequence<UInt8>) -> [RowFault] {
    switch read(bytes) {
    case .success: []
    case .failure(let refused): refused.faults.elements
    }
}

@Suite struct `A CSV file` {
    @Test func `has quotes, doubled quotes, commas and line breaks within quotes`() throws {
        let text = "名称,说明\r\n\"甲,\"\"乙\"\"\",\"第一行\r\n第二行\"\r\n丙,丁\r\n"
        let table = try read(text.utf8).get()
        #expect(table.rows.map(\.name) == ["甲,\"乙\"", "丙"])
        #expect(table.rows.map(\.note) == ["第一行\r\n第二行", "丁"])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test(arguments: ["\r\n", "\n", "\r"])
    func `may end its lines any way, the last one not at all`(_ end: String) throws {
        #expect(try rows("名称,说明\(end)甲,乙\(end)丙,丁") == [["甲", "乙"], ["丙", "丁"]])
    }

    @Test func `in GBK without a byte order mark is recognised`() throws {
        let table = try read(gbk("名称,说明\r\n居住证办理,“窗口”①㎡\r\n龘,镕\r\n")).get()
        #expect(table.encoding == .gb18030)
        #expect(table.rows.map(\.name) == ["居住证办理", "龘"])
        #expect(table.rows.map(\.note) == ["“窗口”①㎡", "镕"])
    }

    @Test func `in UTF-8 may have a byte order mark`() throws {
        let table = try read([0xEF, 0xBB, 0xBF] + Array("名称\n甲\n".utf8)).get()
        #expect(table.encoding == .utf8)
        #expect(table.rows.map(\.name) == ["甲"])
    }

    @Test func `keeps formulas as text`() throws {
        #expect(
            try rows("名称,说明\n\"=HYPERLINK(\"\"http://x\"\")\",@SUM(A1)\n+1,-2\n")
                == [["=HYPERLINK(\"http://x\")", "@SUM(A1)"], ["+1", "-2"]])
    }

    @Test func `leaves blank rows and trailing empty cells out`() throws {
        let table = try read("\n名称,说明\n,\n甲,乙,,\n\n　\n".utf8).get()
        #expect(table.rows.map(\.name) == ["甲"])
        #expect(table.blankRows == 3)
    }

    @Test func `names the columns it read, missed and ignored`() throws {
        let table = try read("心情,名称,说明\n好,甲,乙\n".utf8).get()
        #expect(table.read == ["名称", "说明"])
        #expect(table.absent == ["数量"])
        #expect(table.ignored == ["心情"])
    }

    @Test func `with a broken row in the middle gives no row, and its line and column`() {
        let found = faults("名称,说明,数量\n甲,乙,1\n,丁,2\n戊,己,三个\n庚,辛,4\n".utf8)
        #expect(found.map(\.line) == [3, 4])
        #expect(found.map(\.column) == [1, 3])
        #expect(found.map(\.title) == ["名称", "数量"])
        #expect(found[1].description == "第4行第3列（数量）：“三个”不是整数。请只填阿拉伯数字，如 120，不要写单位。")
    }

    @Test(arguments: [
        ("名称,说明\n甲,\"乙\n丙,丁\n", 2, 2, "左引号没有对应的右引号"),
        ("名称,说明\n甲,\"乙\"丙\n", 2, 2, "右引号后面还有文字"),
        ("名称,说明\n甲,乙\"丙\n", 2, 2, "没有用引号括起的格子里有英文双引号"),
        ("名称,说明\n甲,乙\0丙\n", 2, 2, "空字节"),
        ("名称,说明\n\"甲\n乙\0\",丙\n", 3, 1, "空字节"),
        ("名称,说明\n甲,乙,丙\n", 2, 3, "这一行有 3 列，表头只有 2 列"),
        ("名称,说明\n甲\n", 2, nil, "只有 1 列，表头有 2 列"),
        ("名称,说明\n\"甲\u{1}\",丙\n", 2, 1, "控制字符"),
        ("名称,\n甲,丙\n", 2, 2, "没有列名却有内容"),
        ("名称,说明,名称\n甲,丙,乙\n", 1, 3, "出现两次"),
        ("说明\n甲\n", 1, nil, "缺少列：名称"),
        ("名称\t说明\n甲\t乙\n", 1, nil, "缺少列：名称。这个文件像是用制表符分隔"),
        ("", 1, nil, "文件是空的"),
        ("\n\n", 1, nil, "没有表头"),
    ])
    func `with a fault is refused, and the place is named`(
        _ text: String, _ line: Int, _ column: Int?, _ what: String
    ) {
        let found = faults(text.utf8)
        #expect(found.count == 1)
        #expect(found.first?.line == line)
        #expect(found.first?.column == column)
        #expect(found.first?.message.contains(what) == true, "\(found)")
    }

    @Test func `in UTF-16, or an Excel workbook, is told apart`() {
        #expect(faults([0xFF, 0xFE, 0x0D, 0x54]).first?.message.contains("UTF-16") == true)
        #expect(faults([0x50, 0x4B, 3, 4, 20]).first?.message.contains("Excel 工作簿") == true)
    }

    @Test func `in UTF-8 with one broken byte names its place instead of guessing another encoding`() {
        let bytes = Array("名称,说明\n甲,\"乙,\n丙\"\n丁,".utf8) + [0xE4, 0xB8] + Array("\n戊,己\n".utf8)
        let found = faults(bytes)
        #expect(found.map(\.line) == [4])
        #expect(found.map(\.column) == [2])
        #expect(found.first?.message.contains("不是 UTF-8") == true)
    }

    @Test func `in GBK with a broken byte names its place`() {
        let found = faults(gbk("名称,说明\r\n甲,乙\r\n丙,") + [0xFF, 0xFF] + gbk("\r\n"))
        #expect(found.map(\.line) == [3])
        #expect(found.map(\.column) == [2])
    }

    @Test func `with a cell of 10 MB is refused with its place`() {
        let big = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
        for quote in ["", "\""] {
            let found = faults(Array("名称,说明\n甲,乙\n丙,\(quote)".utf8) + big + Array("\(quote)\n".utf8))
            #expect(found.map(\.line) == [3])
            #expect(found.map(\.column) == [2])
            #expect(found.first?.message.contains("64 KB") == true)
        }
    }

    @Test func `with very many columns is refused`() {
        #expect(
            faults(Array(repeating: UInt8(ascii: ","), count: 5_000)).first?.message.contains("256 列") == true
        )
    }

    @Test func `with very many faults names the first thousand`() {
        guard case .failure(let refused) = read(("名称,数量\n" + String(repeating: "甲,x\n", count: 3_000)).utf8)
        else {
            Issue.record("taken")
            return
        }
        #expect(refused.faults.count == 1_000)
        #expect(refused.stoppedEarly)
    }

    @Test func `of a hundred thousand rows is read`() throws {
        let text = "名称,说明\n" + String(repeating: "居住证办理,\"窗口、热线\"\n", count: 100_000)
        #expect(try read(text.utf8).get().rows.count == 100_000)
    }

    @Test func `of any cells is read back as it was written`() throws {
        var random = SplitMix(state: 42)
        let alphabet: [Character] = [",", "\"", "\n", "\r\n", "甲", "=", " ", "x", "；", "𠮷"]
        for _ in 0..<400 {
            let cells = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                "a"
                    + String(
                        (0..<Int.random(in: 0...8, using: &random)).map { _ in
                            alphabet.randomElement(using: &random)!
                        })
                    + "b"
            }
            let lines = cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\",\"丁\"" }.joined(
                separator: "\r\n")
            for bytes in [Array("名称,说明\r\n\(lines)".utf8), gbk("名称,说明\r\n\(lines)\r\n")] {
                var reader = CSVReader(try CSVText(decoding: bytes))
                _ = try reader.next()
                var texts: [String] = []
                while let record = try reader.next() { texts.append(record.cells[0].text) }
                #expect(texts == cells)
            }
        }
    }

    @Test func `of random bytes gives rows or faults and never ends the process`() {
        var random = SplitMix(state: 7)
        let alphabet: [UInt8] = [0x2C, 0x22, 10, 13, 0, 0x41, 0xE4, 0xB8, 0xAD, 0x81, 0x30, 0xFF, 0x80]
        for _ in 0..<4_000 {
            let body = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random)!
            }
            _ = faults(body)
            _ = faults(Array("名称,说明\n".utf8) + body)
        }
    }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

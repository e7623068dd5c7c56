import Exports
import Foundation
import Testing
import Walkthrough

struct CSVTextTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\t=1"), ("＝1", "'＝1"),
        ("  =1", "'  =1"), ("\r=1", "\"'\r=1\""), ("甲,乙", "\"甲,乙\""), ("说\"好\"", "\"说\"\"好\"\"\""),
        ("甲\n乙", "\"甲\n乙\""),
        ("甲\u{0}乙", "甲乙"), ("", ""), ("平常", "平常"),
    ])
    func `a cell is quoted, and cannot run`(text: String, cell: String) {
        #expect(CSVText.cell(text) == cell)
    }

    @Test func `the file starts with a byte order mark and ends its lines with CRLF`() throws {
        try withFolder { folder in
            let csv = try LedgerCSV(path: folder + "/a.csv")
            try csv.add(RowTexts(Example.row(1), since: nil))
            try csv.finish()
            let written = try bytes(folder + "/a.csv")
            #expect(written.prefix(3) == [0xEF, 0xBB, 0xBF])
            #expect(written.suffix(2) == [13, 10])
        }
    }
}

struct LedgerJSONTests {
    @Test(arguments: [0, 1, 3])
    func `the ledger is one document`(count: Int) throws {
        try withFolder { folder in
            let json = try LedgerJSON(path: folder + "/a.json")
            for serial in 0..<count {
                try json.add(Example.row(serial) { $0.finding.problem = "“甲”\"\n\u{1}\\" })
            }
            try json.finish()
            let object =
                try JSONSerialization.jsonObject(with: Data(bytes(folder + "/a.json"))) as? [String: Any]
            let items = try #require(object?["items"] as? [[String: Any]])
            #expect(items.count == count)
            #expect(object?["next"] is NSNull)
            for item in items {
                #expect(item["state"] as? String == "inProgress")
                #expect((item["cells"] as? [String: Any])?["problem"] as? String == "“甲”\"\n\u{1}\\")
            }
        }
    }

    @Test func `keys stand in byte order`() {
        #expect(
            JSONValue.object(["b": .int(1), "a": .array([]), "Z": .object([:])]).document
                == "{\n  \"Z\": {},\n  \"a\": [],\n  \"b\": 1\n}\n")
    }
}

struct OutputTests {
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `a full disk is told in words`() throws {
        let file = try OutputFile(path: "/dev/full")
        try file.write("甲")
        let error = #expect(throws: ExportError.self) { try file.finish() }
        #expect(error?.what.contains("磁盘已满") == true)
    }

    @Test func `files of a folder appear together, in place of older ones`() throws {
        try withFolder { folder in
            for content in ["旧", "新"] {
                let output = try OutputFolder(folder + "/a")
                let file = try OutputFile(path: output.stage("甲/乙.txt"))
                try file.write(content)
                try file.finish()
                if content == "新" { #expect(try text(folder + "/a/甲/乙.txt") == "旧") }
                try output.commit()
            }
            #expect(try text(folder + "/a/甲/乙.txt") == "新")
            #expect(names(in: folder) == ["a", "a/甲", "a/甲/乙.txt"])
        }
    }

    @Test(arguments: ["../a", "/a", "a//b", "", "a/./b"])
    func `a name that leads out of the folder is refused`(name: String) throws {
        try withFolder { folder in
            let output = try OutputFolder(folder)
            #expect(throws: ExportError.self) { try output.stage(name) }
        }
    }
}

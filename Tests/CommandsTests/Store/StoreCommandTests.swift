import Foundation
import Testing

@testable import Commands

@Suite struct `Store commands` {
    private func filled(_ desk: Desk) async throws -> String {
        let units = try desk.file("units.csv", "单位编码,单位名称,单位类型,上级编码\nQH-RS,人社局,部门,QH\n")
        #expect(await desk.run("unit", "import", units).code == 0)
        let photo = try desk.file("p.txt", "现场记录")
        let filed = await desk.run(
            "issue", "file", "取号机没有纸", "--place", "QH-RS", "--evidence", photo, "--json")
        return try #require(try filed.json()["number"] as? String, "\(filed)")
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.count > 60 }.sorted()
    }

    @Test func `backup and restore bring back every row, text and file`() async throws {
        try await Desk.use { desk in
            let number = try await filled(desk)
            let archive = desk.root + "/b.tar.gz"
            #expect(await desk.run("backup", archive).code == 0)
            // What comes later is not in it.
            #expect(await desk.run("issue", "file", "后来的问题").code == 0)
            let restored = desk.root + "/restored"
            #expect(await desk.run(["restore", archive], in: restored).code == 0)
            #expect(await desk.run(["verify"], in: restored).code == 0)
            let list = try await desk.run(["ledger", "list", "--json"], in: restored).json()
            #expect((list["items"] as? [[String: Any]])?.map { $0["number"] as? String } == [number])
            #expect(
                try files(restored + "/evidence") == files(desk.vault)
                    && files(desk.vault).count == 1)
            let shown = await desk.run(["ledger", "show", number], in: restored)
            #expect(shown.output.contains("取号机没有纸"))
        }
    }

    @Test(.enabled(if: !Desk.isPostgres))
    func `backup overwrites nothing, and restore goes into a new folder only`() async throws {
        try await Desk.use { desk in
            _ = try await filled(desk)
            let archive = try desk.file("b.tar.gz", "old")
            let refused = await desk.run("backup", archive)
            #expect(refused.code != 0 && refused.errors.contains("已经存在"))
            #expect(try String(contentsOfFile: archive, encoding: .utf8) == "old")
            #expect(await desk.run("backup", desk.root + "/c.tar.gz").code == 0)
            let onto = await desk.run("restore", desk.root + "/c.tar.gz")
            #expect(onto.code != 0 && onto.errors.contains("已经存在"))
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test(arguments: [0.3, 0.7, 0.98])
    func `a backup that was cut short restores nothing`(part: Double) async throws {
        try await Desk.use { desk in
            _ = try await filled(desk)
            let archive = desk.root + "/b.tar.gz"
            #expect(await desk.run("backup", archive).code == 0)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
            let cut = try desk.file("cut.tar.gz", Array(bytes.prefix(Int(Double(bytes.count) * part))))
            let restored = desk.root + "/restored"
            let outcome = await desk.run(["restore", cut], in: restored)
            #expect(outcome.code != 0 && outcome.errors.contains("cut.tar.gz"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: desk.root).allSatisfy {
                    !$0.contains("restor")
                })
        }
    }

    @Test func `sweep moves files that nothing names once they are old, and no others`() async throws {
        try await Desk.use { desk in
            _ = try await filled(desk)
            let named = try files(desk.vault)
            let stray = String(repeating: "ab", count: 32)
            let folder = desk.vault + "/ab"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/" + stray
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
            let made = Date(timeIntervalSince1970: 1_790_000_000)
            try FileManager.default.setAttributes([.modificationDate: made], ofItemAtPath: path)
            try desk.at("2026-10-01T10:00:00+08:00")
            #expect(await desk.run("sweep").code == 0)
            #expect(FileManager.default.fileExists(atPath: path), "not thirty days old")
            try desk.at("2026-12-01T10:00:00+08:00")
            #expect(await desk.run("sweep").code == 0)
            #expect(!FileManager.default.fileExists(atPath: path))
            let left = try files(desk.vault)
            #expect(left.contains { $0.contains("swept") && $0.hasSuffix(stray) })
            #expect(left.filter { !$0.contains("swept") } == named)
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `commands of two processes at once all succeed, with a number each`() async throws {
        try await Desk.use { desk in
            _ = try await filled(desk)
            // Every command line opens the store anew, with descriptors and locks of its own.
            let numbers = try await withThrowingTaskGroup(of: [String].self) { group in
                for caller in 0..<4 {
                    group.addTask {
                        var numbers: [String] = []
                        for index in 0..<8 {
                            let outcome = await desk.run("issue", "file", "第\(caller)-\(index)个问题", "--json")
                            numbers.append(
                                try #require(try outcome.json()["number"] as? String, "\(outcome)"))
                        }
                        return numbers
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(numbers).count == 32)
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `a folder that is no store, or none, is named with what to do`() async throws {
        try await Desk.use { desk in
            let none = await desk.run(["ledger", "list"], in: desk.root + "/none")
            #expect(none.code == 66 || none.code == 65)
            #expect(none.errors.contains("init"))
            #expect(!FileManager.default.fileExists(atPath: desk.root + "/none"))
            let other = desk.root + "/other"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            try Data("不是数据库".utf8).write(to: URL(fileURLWithPath: other + "/peizou.sqlite"))
            let broken = await desk.run(["verify"], in: other)
            #expect(broken.code != 0 && !broken.errors.isEmpty)
        }
    }
}

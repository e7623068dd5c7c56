#if PostgreSQL
    import Foundation
    import TestSupport
    import Testing

    @testable import Commands

    @Suite("Migrating between stores", .serialized, .enabled(if: !Desk.isPostgres))
    struct MigrateTests {
        private let root = NSTemporaryDirectory() + "peizou-migrate-\(UInt64.random(in: 0 ... .max))"
        private var variables: [String: String] { ["PEIZOU_EVIDENCE": root + "/shared"] }

        init() throws {
            try FileManager.default.createDirectory(
                atPath: root + "/shared", withIntermediateDirectories: true)
        }

        private func run(_ arguments: String...) async -> (code: Int32, output: String, errors: String) {
            let test = TestConsole()
            var context = CommandContext.live
            context.console = test.console(variables: variables)
            let code = await CommandRunner.run(arguments, in: context).code
            return (code, test.output, test.errors)
        }

        private func files(_ folder: String) throws -> [String: Data] {
            var files: [String: Data] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                var isFolder: ObjCBool = false
                let whole = folder + "/" + path
                guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
                    !isFolder.boolValue
                else { continue }
                files[path] = try Data(contentsOf: URL(fileURLWithPath: whole))
            }
            return files
        }

        @Test func `the demo there and back gives the same weekly ledgers, byte for byte`() async throws {
            defer { try? FileManager.default.removeItem(atPath: root) }
            let (first, second) = (root + "/first", root + "/second")
            let played = await run("--data", first, "demo", "--out", root + "/demo-exports")
            try #require(played.code == 0, "\(played.errors)")
            let url = try ScratchPostgres.shared().newDatabase(icu: true)
            let there = await run("migrate", "--from", "sqlite:" + first, "--to", url)
            try #require(there.code == 0, "\(there.errors)")
            #expect(try emptyTexts(url) == [], "some databases take an empty text for a missing one")
            let back = await run("migrate", "--from", url, "--to", "sqlite:" + second)
            try #require(back.code == 0, "\(back.errors)")
            let roots = [there, back].map { $0.output.split(separator: "：").last.map(String.init) }
            #expect(roots[0] == roots[1] && roots[0]?.hasPrefix("sha256:") == true)
            let places = [["--data", first], ["--database", url], ["--data", second]]
            var exports: [[String: Data]] = []
            for (number, place) in places.enumerated() {
                let folder = root + "/exports-\(number)"
                for week in 36...42 {
                    let arguments = [
                        "export", "weekly", "--week", "2026-W\(week)", "--out", folder, "--as", "zhengwu",
                    ]
                    let test = TestConsole()
                    var context = CommandContext.live
                    context.console = test.console(variables: variables)
                    let code = await CommandRunner.run(place + arguments, in: context).code
                    #expect(code == 0, "\(test.errors)")
                }
                // What is open now, whose order and words come from the store, too.
                let live = folder + "/live.csv"
                let test = TestConsole()
                var context = CommandContext.live
                context.console = test.console(variables: variables)
                let code = await CommandRunner.run(
                    place + ["export", "ledger", "--format", "csv", "--out", live, "--as", "zhengwu"],
                    in: context
                ).code
                #expect(code == 0, "\(test.errors)")
                exports.append(try files(folder))
            }
            #expect(exports[0].count > 20)
            #expect(exports[1] == exports[0], "in PostgreSQL")
            #expect(exports[2] == exports[0], "and back in SQLite")
        }

        /// The columns in which an empty text stands.
        private func emptyTexts(_ url: String) throws -> [String] {
            let server = try ScratchPostgres.shared()
            let name = ScratchPostgres.name(ofDatabase: url)
            let columns = try server.query(
                """
                SELECT table_name || ' ' || column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'text'
                """, in: name
            ).split(separator: "\n").map { $0.split(separator: " ") }
            #expect(columns.count > 40)
            return try columns.compactMap { column in
                let found = try server.query(
                    "SELECT count(*) FROM \(column[0]) WHERE \(column[1]) = ''", in: name)
                return found == "0" ? nil : column.joined(separator: ".")
            }
        }

        @Test func `a target that has the county is left alone, and so is one that fails in the middle`()
            async throws
        {
            defer { try? FileManager.default.removeItem(atPath: root) }
            let (first, second) = (root + "/first", root + "/second")
            #expect(await run("--data", first, "init").code == 0)
            #expect(await run("--data", first, "issue", "file", "取号机没有纸").code == 0)
            let url = try ScratchPostgres.shared().newDatabase()
            let name = ScratchPostgres.name(ofDatabase: url)
            #expect(await run("migrate", "--from", "sqlite:" + first, "--to", url).code == 0)
            let again = await run("migrate", "--from", "sqlite:" + first, "--to", url)
            #expect(again.code == 65 && again.errors.contains("已有 QH"))
            #expect(await run("--data", second, "init").code == 0)
            let onto = await run("migrate", "--from", url, "--to", "sqlite:" + second)
            #expect(onto.code == 65 && onto.errors.contains("已有 QH"))
            // A row that the target cannot take: everything before it is undone.
            let other = try ScratchPostgres.shared().newDatabase()
            #expect(await run("--database", other, "init").code == 64)
            #expect(await run("--database", other, "init", "--county", "XX").code == 0)
            try ScratchPostgres.shared().query(
                "ALTER TABLE item ADD CONSTRAINT none CHECK (false)",
                in: ScratchPostgres.name(ofDatabase: other))
            let failed = await run("migrate", "--from", url, "--to", other)
            #expect(failed.code != 0)
            #expect(
                try ScratchPostgres.shared().query(
                    "SELECT count(*) FROM event WHERE county = 'QH'",
                    in: ScratchPostgres.name(ofDatabase: other)) == "0")
            #expect(await run("--database", other, "verify").code == 0)
            // A source that was altered stays where it is.
            try ScratchPostgres.shared().query(
                "ALTER TABLE event DISABLE TRIGGER ALL; UPDATE event SET payload = payload || ' ' WHERE version = 1",
                in: name)
            let altered = await run("migrate", "--from", url, "--to", "sqlite:" + root + "/third")
            #expect(altered.code == 65 && altered.errors.contains("来源库没有通过核对"))
        }

        @Test func `a database with two counties asks which, and keeps them apart`() async throws {
            defer { try? FileManager.default.removeItem(atPath: root) }
            let url = try ScratchPostgres.shared().newDatabase(icu: true)
            let none = await run("--database", url, "ledger", "list")
            #expect(none.code == 66 && none.errors.contains("init"))
            for county in ["QH", "YX"] {
                #expect(await run("--database", url, "init", "--county", county).code == 0)
                for number in 1...3 {
                    #expect(
                        await run(
                            "--database", url, "--county", county, "issue", "file", "\(county)消防第\(number)件"
                        )
                        .code == 0)
                }
            }
            let which = await run("--database", url, "ledger", "list")
            #expect(which.code == 64 && which.errors.contains("QH、YX"))
            let twice = await run("--database", url, "init", "--county", "QH")
            #expect(twice.code == 65 && twice.errors.contains("已有 QH"))
            let before = try ScratchPostgres.shared().query(
                "SELECT count(*) FROM item_search", in: ScratchPostgres.name(ofDatabase: url))
            #expect(before == "6")
            #expect(await run("--database", url, "--county", "QH", "rebuild").code == 0)
            for county in ["QH", "YX"] {
                #expect(await run("--database", url, "--county", county, "verify").code == 0)
            }
            // Each goes its own way; the other stays.
            let out = await run("migrate", "--from", url, "--county", "YX", "--to", "sqlite:" + root + "/yx")
            #expect(out.code == 0, "\(out.errors)")
            #expect(await run("--data", root + "/yx", "verify").code == 0)
            let archive = root + "/qh.tar.gz"
            let backup = await run("--database", url, "--county", "QH", "backup", archive)
            #expect(backup.code == 0, "\(backup.errors)")
            #expect(await run("--data", root + "/qh", "restore", archive).code == 0)
            #expect(await run("--data", root + "/qh", "verify").code == 0)
        }

        @Test func `without a shared folder nothing begins, and addresses are read with care`() async throws {
            let url = try ScratchPostgres.shared().newDatabase()
            var context = CommandContext.live
            let test = TestConsole()
            context.console = test.console()
            #expect(await CommandRunner.run(["--database", url, "init"], in: context).code == 64)
            #expect(test.errors.contains("--county"))
            let missing = await run("--database", url, "init", "--county", "QH")
            #expect(missing.code == 0)
            let gone = TestConsole()
            context.console = gone.console(variables: ["PEIZOU_EVIDENCE": root + "/not-mounted"])
            #expect(
                await CommandRunner.run(["--database", url, "init", "--county", "YX"], in: context).code == 64
            )
            #expect(gone.errors.contains("PEIZOU_EVIDENCE"))
            // A second database with a county of the same code does not share its files.
            let second = try ScratchPostgres.shared().newDatabase()
            let shares = await run("--database", second, "init", "--county", "QH")
            #expect(shares.code == 65 && shares.errors.contains("自己的 PEIZOU_EVIDENCE"))
            let typed = await run("--database", "postgres://u:geheim@x@h/y", "ledger", "list")
            #expect(typed.code == 64 && !typed.errors.contains("geheim") && typed.errors.contains("%40"))
            let slash = await run("--database", "postgres://u:geheim/1#x@h/y", "ledger", "list")
            #expect(slash.code == 64 && !slash.errors.contains("geheim"))
            let same = await run("migrate", "--from", "sqlite:a", "--to", "sqlite:a")
            #expect(same.code == 64)
            let empty = await run("migrate", "--from", "sqlite:", "--to", url)
            #expect(empty.code == 64 && empty.errors.contains("sqlite:./data"))
            let wrong = await run("--database", "postgres://u:geheim@[x/y", "ledger", "list")
            #expect(wrong.code == 64 && !wrong.errors.contains("geheim"))
            let away = await run("--database", "postgres://u:geheim@127.0.0.1:1/y", "ledger", "list")
            #expect(away.code == 69 && !away.errors.contains("geheim"))
        }
    }
#endif

import Foundation
import LedgerSQL
import Testing

@Suite final class `SQLite engine` {
    private let root: URL
    private let contract: EngineContract

    init() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("peizou-engine-\(UUID())")
        self.root = root
        contract = EngineContract(
            open: { try SQLiteEngine(path: $0) },
            newPlace: { try Self.folder(in: root) + "/store.sqlite" })
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    private static func folder(in root: URL) throws -> String {
        let folder = root.appendingPathComponent("\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    @Test func `every type comes back as it went in`() async throws { try await contract.roundTrip() }
    @Test func `queries end early, nest, and count changes`() async throws {
        try await contract.queriesEndEarlyAndNest()
    }
    @Test func `a failing command fails alone`() async throws { try await contract.failingNeighbour() }
    @Test func `eight callers on two engines are all answered`() async throws {
        try await contract.manyWriters()
    }
    @Test func `a cancelled caller harms no neighbour`() async throws {
        try await contract.cancelledCaller()
    }
    @Test func `a newer schema stops writes and not reads`() async throws {
        try await contract.newerSchema()
    }
    @Test func `an append-only table refuses UPDATE and DELETE`() async throws {
        try await contract.appendOnly()
    }
    @Test func `a read sees one moment while others write`() async throws {
        try await contract.readsOneMoment()
    }
    @Test func `a closed engine refuses, and its store opens again`() async throws {
        try await contract.closing()
    }
    @Test func `search finds words inside phrases and parts of numbers`() async throws {
        try await contract.searchFinds()
    }
    @Test func `the checksum of the search index shows a change`() async throws {
        try await contract.checksumShowsChanges()
    }

    @Test func `commands that wait together share a commit`() async throws {
        let engine = try SQLiteEngine(path: contract.newPlace())
        try await engine.migrate(EngineContract.migrations)
        let gate = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await engine.write { (_: any SQLConnection) -> Void in
                    start.finish()
                    gate.wait()
                }
            }
            for await _ in started {}
            for number in 0..<50 {
                group.addTask {
                    try await engine.run("INSERT INTO sample (number) VALUES (\(number))")
                }
            }
            while engine.waiting < 50 { await Task.yield() }
            gate.signal()
            try await group.waitForAll()
        }
        #expect(engine.commits == 2)
        #expect(try await engine.number("SELECT COUNT(*) FROM sample") == 50)
        try await engine.close()
    }

    @Test func `the store keeps WAL, FULL, foreign keys and STRICT tables`() async throws {
        let engine = try SQLiteEngine(path: contract.newPlace())
        try await engine.migrate(EngineContract.migrations)
        let settings = try await engine.write { connection in
            try
                ([
                    "PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA foreign_keys",
                    "PRAGMA recursive_triggers",
                ] as [SQL])
                .map { try connection.first($0) { row in try (try? row.text(0)) ?? "\(row.int(0))" } }
        }
        #expect(settings == ["wal", "2", "1", "1"])
        await #expect(throws: EngineError.self) {
            try await engine.run("INSERT INTO sample (number) VALUES ('x')")
        }
        await #expect(throws: EngineError.self) {
            try await engine.run("INSERT INTO sample (urgent) VALUES (2)")
        }
        await #expect(throws: EngineError.self) {
            try await engine.write { connection in
                try connection.execute("INSERT INTO log (sequence, text) VALUES (1, 'a')")
                try connection.execute("INSERT OR REPLACE INTO log (sequence, text) VALUES (1, 'b')")
            }
        }
        try await engine.close()
    }

    @Test func `a full disk loses no answer, and the engine goes on`() async throws {
        let engine = try SQLiteEngine(path: contract.newPlace())
        try await engine.migrate(EngineContract.migrations)
        try await engine.run("INSERT INTO sample (number) VALUES (\(-1))")
        let pages = try await engine.number("PRAGMA page_count") ?? 0
        try await engine.write { try $0.query("PRAGMA max_page_count = \(raw: "60")") { _ in } }
        #expect(pages < 50)
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        let content = [UInt8](repeating: 1, count: number % 10 == 0 ? 400_000 : 50)
                        try await engine.write {
                            try $0.execute(
                                "INSERT INTO sample (number, content) VALUES (\(number), \(content))")
                        }
                        return (number, true)
                    } catch {
                        #expect(error as? EngineError == .diskFull)
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 0..<200 { #expect(results[number] == (number % 10 != 0)) }
        let stored = try await engine.numbers("SELECT number FROM sample ORDER BY number")
        #expect(stored == [-1] + results.filter(\.value).keys.sorted())
        try await engine.write { try $0.query("PRAGMA max_page_count = \(raw: "100000")") { _ in } }
        try await engine.run("INSERT INTO sample (content) VALUES (\([UInt8](repeating: 1, count: 90_000)))")
        try await engine.close()
    }

    @Test func `a body that goes on after the transaction is lost records nothing`() async throws {
        let engine = try SQLiteEngine(path: contract.newPlace())
        try await engine.migrate(EngineContract.migrations)
        try await engine.write { try $0.query("PRAGMA max_page_count = \(raw: "60")") { _ in } }
        await #expect(throws: EngineError.self) {
            try await engine.writeAlone { connection in
                for _ in 0..<20 {
                    _ = try? connection.execute(
                        "INSERT INTO sample (content) VALUES (\([UInt8](repeating: 1, count: 100_000)))")
                }
                try connection.execute("INSERT INTO sample (number) VALUES (1)")
            }
        }
        #expect(try await engine.number("SELECT COUNT(*) FROM sample") == 0)
        try await engine.close()
    }

    @Test func `whoever waits too long for another process is told to come again`() async throws {
        let place = try contract.newPlace()
        let busy = try SQLiteEngine(path: place)
        try await busy.migrate(EngineContract.migrations)
        var options = SQLiteEngine.Options()
        options.patience = .milliseconds(200)
        let waiting = try SQLiteEngine(path: place, options: options)
        let gate = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        async let long: Void = busy.writeAlone { _ in
            start.finish()
            gate.wait()
        }
        for await _ in started {}
        let error = await #expect(throws: EngineError.self) {
            try await waiting.run("INSERT INTO log (text) VALUES ('a')")
        }
        guard case .unavailable = error else { return _ = Issue.record("\(String(describing: error))") }
        gate.signal()
        try await long
        try await waiting.run("INSERT INTO log (text) VALUES ('b')")
        #expect(try await busy.texts("SELECT text FROM log") == ["b"])
        try await busy.close()
        try await waiting.close()
    }

    @Test func `a backup is one whole file that opens as a store`() async throws {
        let engine = try SQLiteEngine(path: contract.newPlace())
        try await engine.migrate(EngineContract.migrations)
        try await engine.run("INSERT INTO log (text) VALUES ('a')")
        let copy = try Self.folder(in: root) + "/copy.sqlite"
        async let writes: Void = {
            for _ in 0..<50 { try await engine.run("INSERT INTO log (text) VALUES ('b')") }
        }()
        #expect(try await engine.copyFile(to: copy))
        try await writes
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: (copy as NSString).deletingLastPathComponent)
                == ["copy.sqlite"])
        await #expect(throws: EngineError.self) { try await engine.copyFile(to: copy) }
        let second = try SQLiteEngine(path: copy)
        try await second.migrate(EngineContract.migrations)
        #expect(try await second.texts("SELECT text FROM log ORDER BY sequence").first == "a")
        try await second.close()
        try await engine.close()
    }

    @Test func `a file that is no database is called damaged`() throws {
        let place = try contract.newPlace()
        try Data(repeating: 65, count: 8192).write(to: URL(fileURLWithPath: place))
        let error = #expect(throws: EngineError.self) { try SQLiteEngine(path: place) }
        guard case .corrupt = error else { return _ = Issue.record("\(String(describing: error))") }
    }
}

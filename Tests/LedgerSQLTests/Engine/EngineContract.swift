import Foundation
import LedgerSQL
import Testing

/// What every engine must keep. A second engine runs these by passing its own way to make one.
struct EngineContract: Sendable {
    /// Engines made on one place share a store.
    let open: @Sendable (_ place: String) async throws -> any Engine
    let newPlace: @Sendable () throws -> String

    static let index = SearchIndex("search")
    static let county = "QH"

    static let migrations = [
        Migration(
            version: 1,
            [
                """
                CREATE TABLE sample (
                    id identity,
                    number int, note text, content bytes, urgent flag -- kept, lost, urgent
                )
                """,
                """
                CREATE TABLE counter (name text NOT NULL, value int NOT NULL CHECK (value >= 0), PRIMARY KEY (name)) clustered
                """,
                "CREATE TABLE log (sequence identity, text text NOT NULL)",
                "INSERT INTO counter (name, value) VALUES ('all', 0)",
            ]),
        Migration(version: 2, [.appendOnly("log"), .search(index)]),
    ]

    func engine() async throws -> any Engine { try await engine(at: newPlace()) }

    func engine(at place: String) async throws -> any Engine {
        let engine = try await open(place)
        try await engine.migrate(Self.migrations)
        return engine
    }

    struct Refused: Error {}

    // MARK: The rules

    func roundTrip() async throws {
        let engine = try await engine()
        let number: Int64? = nil
        let text: String? = nil
        let bytes: [UInt8]? = nil
        let flag: Bool? = nil
        try await engine.write { connection in
            for (number, note, content, urgent) in Self.samples {
                try connection.execute(
                    """
                    INSERT INTO sample (number, note, content, urgent)
                    VALUES (\(number), \(note), \(content), \(urgent))
                    """)
            }
            try connection.execute(
                "INSERT INTO sample (number, note, content, urgent) VALUES (\(number), \(text), \(bytes), \(flag))"
            )
        }
        let rows = try await engine.read { connection in
            try connection.all("SELECT number, note, content, urgent FROM sample ORDER BY id") { row in
                let sample = try Sample(
                    number: row.optionalInt64(0), note: row.optionalText(1), content: row.optionalBytes(2),
                    urgent: row.optionalBool(3))
                if let note = sample.note {
                    let isSame = try row.withBytes(1) { $0.elementsEqual(note.utf8) }
                    guard isSame else { throw Refused() }
                }
                return sample
            }
        }
        let empty = Sample(number: nil, note: nil, content: nil, urgent: nil)
        #expect(
            rows == Self.samples.map { Sample(number: $0.0, note: $0.1, content: $0.2, urgent: $0.3) } + [
                empty
            ])
        await #expect(throws: EngineError.self) {
            try await engine.numbers("SELECT note FROM sample ORDER BY id")
        }
        await #expect(throws: EngineError.self) {
            try await engine.texts("SELECT note FROM sample WHERE note IS NULL")
        }
        try await engine.close()
    }

    struct Sample: Equatable, Sendable {
        var number: Int64?
        var note: String?
        var content: [UInt8]?
        var urgent: Bool?
    }

    static let samples: [(Int64, String, [UInt8], Bool)] = [
        (.max, "窗口工作人员态度生硬 𠮷 é\n\t’“'\"", [0, 255, 39], true),
        (.min, "", [], false),
        (0, String(repeating: "长", count: 100_000), Array(repeating: 7, count: 300_000), false),
    ]

    func queriesEndEarlyAndNest() async throws {
        let engine = try await engine()
        try await engine.write { connection in
            for number in 1...100 { try connection.execute("INSERT INTO sample (number) VALUES (\(number))") }
            // The same text is under way twice.
            var pairs = 0
            try connection.scan("SELECT number FROM sample WHERE number <= \(3) ORDER BY number") { outer in
                let before = try outer.int(0)
                try connection.query("SELECT number FROM sample WHERE number <= \(3) ORDER BY number") { _ in
                    pairs += 1
                }
                #expect(try outer.int(0) == before)
                return before < 2
            }
            #expect(pairs == 6)
            let first = try connection.first(
                "INSERT INTO sample (number) VALUES (\(7)), (\(8)) RETURNING number"
            ) { try $0.int(0) }
            #expect(first == 7)
            #expect(try connection.execute("DELETE FROM sample WHERE number = \(8)") == 2)
            #expect(
                try connection.execute(
                    "UPDATE sample SET note = 'x' WHERE \(.column("number", in: [1, 2, 3]))") == 3)
            #expect(
                try connection.execute("UPDATE sample SET note = 'x' WHERE \(.column("number", in: [Int]()))")
                    == 0)
            #expect(
                try connection.execute("DELETE FROM sample WHERE \(.column("number", notIn: [1, 2, 3]))")
                    == 97)
        }
        try await engine.close()
    }

    func failingNeighbour() async throws {
        let engine = try await engine()
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<40 {
                group.addTask {
                    do {
                        try await engine.write { connection in
                            try connection.execute("INSERT INTO sample (number) VALUES (\(number))")
                            try connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'all'")
                            switch number % 4 {
                            case 1: throw Refused()
                            case 2: try connection.execute("UPDATE counter SET value = -1")
                            default: break
                            }
                        }
                        return (number, true)
                    } catch is Refused {
                        return (number, false)
                    } catch EngineError.constraint {
                        return (number, false)
                    } catch {
                        Issue.record(error)
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (number, succeeded) in results { #expect(succeeded == (number % 4 == 0 || number % 4 == 3)) }
        let (numbers, counted) = try await engine.read { connection in
            (
                try connection.all("SELECT number FROM sample ORDER BY number") { try $0.int(0) },
                try connection.first("SELECT value FROM counter") { try $0.int(0) }
            )
        }
        #expect(numbers == (0..<40).filter { $0 % 4 == 0 || $0 % 4 == 3 })
        #expect(counted == 20)
        try await engine.close()
    }

    func manyWriters() async throws {
        let place = try newPlace()
        let engines = [try await engine(at: place), try await engine(at: place)]
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    for round in 0..<200 {
                        try await engines[caller % 2].write { connection in
                            try connection.execute(
                                "INSERT INTO sample (number) VALUES (\(caller * 1000 + round))")
                            try connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'all'")
                        }
                    }
                    return 200
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 1600)
        let stored = try await engines[0].read { connection in
            try connection.first(
                "SELECT COUNT(*), COUNT(DISTINCT number), (SELECT value FROM counter) FROM sample"
            ) { [try $0.int(0), try $0.int(1), try $0.int(2)] }
        }
        #expect(stored == [1600, 1600, 1600])
        for engine in engines { try await engine.close() }
    }

    func cancelledCaller() async throws {
        let engine = try await engine()
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<60 {
                group.addTask {
                    let task = Task {
                        try await engine.write { connection in
                            try connection.execute("INSERT INTO sample (number) VALUES (\(number))")
                        }
                    }
                    if number % 3 == 0 { task.cancel() }
                    do {
                        _ = try await task.value
                        return (number, true)
                    } catch {
                        #expect(error as? EngineError == .cancelled)
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let numbers = try await engine.read { connection in
            try connection.all("SELECT number FROM sample ORDER BY number") { try $0.int(0) }
        }
        #expect(numbers == outcomes.filter(\.value).keys.sorted())
        #expect(outcomes.allSatisfy { $0.value || $0.key % 3 == 0 })
        try await engine.close()
    }

    func newerSchema() async throws {
        let place = try newPlace()
        let old = try await engine(at: place)
        let new = try await open(place)
        try await new.migrate(
            Self.migrations + [Migration(version: 3, ["ALTER TABLE log ADD COLUMN more text"])])
        try await new.run("INSERT INTO log (text, more) VALUES ('a', 'b')")
        let refusal = EngineError.newerSchema(found: 3, known: 2)
        await #expect(throws: refusal) { try await old.run("INSERT INTO log (text) VALUES ('c')") }
        await #expect(throws: refusal) {
            try await old.writeAlone { try $0.execute("INSERT INTO log (text) VALUES ('c')") }
        }
        await #expect(throws: refusal) { try await old.migrate(Self.migrations) }
        let count = try await old.number("SELECT COUNT(*) FROM log")
        #expect(count == 1)
        try await old.close()
        try await new.close()
    }

    func appendOnly() async throws {
        let engine = try await engine()
        try await engine.run("INSERT INTO log (text) VALUES ('a')")
        for statement in ["UPDATE log SET text = 'b'", "DELETE FROM log"] as [SQL] {
            let error = await #expect(throws: EngineError.self) { try await engine.run(statement) }
            guard case .constraint = error else { Issue.record("\(String(describing: error))"); continue }
        }
        let texts = try await engine.texts("SELECT text FROM log")
        #expect(texts == ["a"])
        try await engine.close()
    }

    func readsOneMoment() async throws {
        let engine = try await engine()
        try await engine.write { connection in
            for number in 0..<50 { try connection.execute("INSERT INTO sample (number) VALUES (\(number))") }
        }
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        async let counts = engine.read { connection in
            var rows = 0
            try connection.streamingQuery("SELECT number FROM sample") { _ in
                rows += 1
                if rows == 1 {
                    start.finish()
                    gate.wait()
                }
            }
            return [rows, try connection.first("SELECT COUNT(*) FROM sample") { try $0.int(0) } ?? 0]
        }
        for await _ in started {}
        try await engine.run("DELETE FROM sample WHERE number > 9")
        gate.signal()
        #expect(try await counts == [50, 50])
        #expect(try await engine.number("SELECT COUNT(*) FROM sample") == 10)
        try await engine.close()
    }

    func closing() async throws {
        let place = try newPlace()
        let engine = try await engine(at: place)
        try await engine.run("INSERT INTO log (text) VALUES ('a')")
        try await engine.close()
        await #expect(throws: EngineError.closed) { try await engine.write { _ in } }
        await #expect(throws: EngineError.closed) { try await engine.read { _ in } }
        let again = try await self.engine(at: place)
        #expect(try await again.texts("SELECT text FROM log").first == "a")
        try await again.close()
    }
}

extension Engine {
    func number(_ sql: SQL) async throws -> Int? { try await numbers(sql).first }
    func numbers(_ sql: SQL) async throws -> [Int] { try await read { try $0.all(sql) { try $0.int(0) } } }
    func texts(_ sql: SQL) async throws -> [String] { try await read { try $0.all(sql) { try $0.text(0) } } }
    func checksum() async throws -> SearchChecksum {
        try await read { try $0.searchChecksum(of: EngineContract.index, county: EngineContract.county) }
    }
    func run(_ sql: SQL) async throws { try await write { try $0.execute(sql) } }
}

import Foundation
import LedgerSQL
import TestSupport

/// Statements as a script of pgbench, which prepares each once.
struct PgbenchScript {
    private let text: String

    /// The statements as they are.
    init(_ statements: [SQL]) {
        text = statements.map { Self.render($0) { Self.literal($0) } }.joined(separator: "\n")
    }

    /// Statements that file a new row and act on it: its id, its number and its place in the log are others each time.
    init(newRow statements: [SQL]) throws {
        let marks = try Marks(statements)
        let lines = statements.map { sql in
            // Each client is a connection, with a mark of its own.
            let isMark = sql.text.contains("INTO connection_mark")
            return Self.render(sql) { value in
                if isMark, case .text = value { return "CAST(:client_id AS text)" }
                return marks.expression(value)
            }
        }
        text = (["\\set n random(1000000000, 9000000000000000)"] + lines).joined(separator: "\n")
    }

    /// For about so many seconds. A count is given to pgbench instead of a time, since its alarm would not reach it: it
    /// inherits from our threads that signals wait.
    /// - Returns: runs of the script a second.
    func run(_ server: ScratchPostgres, _ database: String, clients: Int, seconds: Int) throws -> Double {
        let rate = try run(server, database, clients: clients, runs: 10)
        return try run(
            server, database, clients: clients, runs: max(10, Int(rate * Double(seconds)) / clients))
    }

    private func run(_ server: ScratchPostgres, _ database: String, clients: Int, runs: Int) throws -> Double
    {
        let path = server.folder + "/script.sql"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let output = try ScratchPostgres.run(
            ScratchPostgres.binary("pgbench"),
            [
                "-n", "-M", "prepared", "-f", path, "-c", "\(clients)", "-j", "2", "-t", "\(runs)", "-h",
                server.folder, "-p", "\(server.port)", "-U", ScratchPostgres.owner, database,
            ])
        let line = output.split(separator: "\n").first { $0.hasPrefix("tps") }
        guard let rate = line?.split(separator: " ").compactMap({ Double($0) }).first, rate > 0 else {
            throw BenchError("pgbench: \(output.suffix(2_000))")
        }
        return rate
    }

    private static func render(_ sql: SQL, _ value: (SQLValue) -> String) -> String {
        var values = sql.values.makeIterator()
        var result = ""
        for character in sql.text {
            switch character {
            case "?": result += values.next().map(value) ?? "?"
            case "\n": result += " "
            default: result.append(character)
            }
        }
        return result + ";"
    }

    fileprivate static func literal(_ value: SQLValue) -> String {
        switch value {
        case .int(let number): "CAST(\(number) AS bigint)"
        case .text(let text): quoted(text)
        case .bytes(let bytes):
            "decode('\(bytes.map { String(format: "%02x", $0) }.joined())', 'hex')"
        case .null(.int): "CAST(NULL AS bigint)"
        case .null(.text): "CAST(NULL AS text)"
        case .null(.bytes): "CAST(NULL AS bytea)"
        }
    }

    /// Without colons, which pgbench takes for its variables even in texts.
    fileprivate static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("'", with: "''").replacing(
            ":", with: "\\x3A"
        )
        .replacing("\n", with: "\\n")
        return "E'\(escaped)'"
    }

    /// What is new in every row.
    private struct Marks {
        let id: String
        let number: String
        let sequence: Int64?

        init(_ statements: [SQL]) throws {
            let texts = statements.flatMap(\.values).compactMap { value -> String? in
                if case .text(let text) = value { text } else { nil }
            }
            guard let stream = texts.first(where: { $0.hasPrefix("item:") }),
                let number = texts.first(where: { $0.wholeMatch(of: /QH-\d{4}-\d+/) != nil })
            else { throw BenchError("no new row in the trace") }
            id = String(stream.dropFirst(5))
            self.number = number
            let head = statements.first { $0.text.contains("INSERT INTO stream") }
            sequence = head?.values.compactMap { if case .int(let number) = $0 { number } else { nil } }.last
        }

        func expression(_ value: SQLValue) -> String {
            switch value {
            case .int(let number) where number == sequence: return "CAST(:n AS bigint)"
            case .text(let text) where text.contains(id) || text.contains(number):
                var result = PgbenchScript.quoted(text)
                if text.contains(id) { result = "replace(\(result), '\(id)', CAST(:n AS text))" }
                if text.contains(number) { result = "replace(\(result), '\(number)', CAST(:n AS text))" }
                return result
            default: return PgbenchScript.literal(value)
            }
        }
    }
}

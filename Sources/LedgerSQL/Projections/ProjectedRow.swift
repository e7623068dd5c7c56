import Walkthrough

/// A projection table: its name and columns, the key first.
enum ProjectionTable: String, CaseIterable {
    case item
    case itemScope = "item_scope"
    case documentScope = "document_scope"
    case handle
    case evidenceUse = "evidence_use"
    case evidencePromise = "evidence_promise"
    case itemFact = "item_fact"
    case walkFact = "walk_fact"
    case answerFact = "answer_fact"
    case unitWeekFact = "unit_week_fact"

    /// Columns of the primary key, then the others.
    var columns: (key: [String], values: [String]) {
        switch self {
        case .item:
            (
                ["county", "id"],
                [
                    "row", "number", "state", "unit", "due", "is_provisional", "is_escalated", "source",
                    "mode", "title",
                    "words", "registered", "changed", "round", "evidence_pending",
                ]
            )
        case .itemScope: (["county", "scope", "item"], ["state", "is_open", "due"])
        case .documentScope: (["county", "scope", "kind", "id"], ["subkind", "state"])
        case .handle: (["county", "kind", "key"], ["id"])
        case .evidenceUse, .evidencePromise: (["county", "digest", "stream"], [])
        case .itemFact:
            (
                ["county", "item"],
                [
                    "unit", "source", "service", "channels", "checks", "registered", "struck_off", "standing",
                    "due", "rectified", "settled", "present_due", "accept_by", "accepted", "is_reopened",
                    "was_settled", "is_returned", "was_requested", "calls", "satisfied", "solved",
                ]
            )
        case .walkFact:
            (["county", "session"], ["walker", "is_leaders", "submitted", "unit", "services"])
        case .answerFact:
            (["county", "session", "code"], ["value", "submitted", "unit", "service", "channels"])
        case .unitWeekFact: (["county", "week", "unit"], ["is_on_time"])
        }
    }

    // Statement texts are made once a table, so that equal text is one prepared statement.
    fileprivate static let upserts = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.upsertText) })
    fileprivate static let deletes = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.deleteText) })
    fileprivate static let selects = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.selectText) })

    private var upsertText: String {
        let (key, values) = columns
        let all = key + values
        let marks = Array(repeating: "?", count: all.count).joined(separator: ", ")
        let update =
            values.isEmpty
            ? "NOTHING" : "UPDATE SET " + values.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        // A handle stays with the stream that has it.
        let own = self == .handle ? " WHERE handle.id = excluded.id" : ""
        return "INSERT INTO \(rawValue) (\(all.joined(separator: ", "))) VALUES (\(marks)) "
            + "ON CONFLICT (\(key.joined(separator: ", "))) DO \(update)\(own)"
    }

    private var keyCondition: String { columns.key.map { "\($0) = ?" }.joined(separator: " AND ") }
    private var deleteText: String { "DELETE FROM \(rawValue) WHERE \(keyCondition)" }

    private var selectText: String {
        let values = columns.values.isEmpty ? "1" : columns.values.joined(separator: ", ")
        return "SELECT \(values) FROM \(rawValue) WHERE \(keyCondition)"
    }
}

/// One row that a stream's state gives to a projection table. A state and the unit tree give the same rows for ever,
/// which is what `verify` checks and `rebuild` does.
struct ProjectedRow: Hashable {
    struct Key: Hashable {
        let table: ProjectionTable
        let values: [SQLValue]
    }

    let key: Key
    let values: [SQLValue]

    init(_ table: ProjectionTable, key: [SQLValue], _ values: [SQLValue] = []) {
        self.key = Key(table: table, values: key)
        self.values = values
    }

    var upsert: SQL { SQL(text: ProjectionTable.upserts[key.table] ?? "", values: key.values + values) }
    var select: SQL { SQL(text: ProjectionTable.selects[key.table] ?? "", values: key.values) }
    static func delete(_ key: Key) -> SQL {
        SQL(text: ProjectionTable.deletes[key.table] ?? "", values: key.values)
    }

    /// Writes what changed between two lists of rows of one stream.
    /// - Parameter otherwise: thrown if another stream took a handle at the same time.
    static func replace(
        _ old: [ProjectedRow], with new: [ProjectedRow], on connection: any SQLConnection,
        otherwise: @autoclosure () -> any Error
    ) throws {
        let before = Dictionary(old.map { ($0.key, $0.values) }, uniquingKeysWith: { _, last in last })
        let after = Set(new.map(\.key))
        for key in before.keys where !after.contains(key) { try connection.post(delete(key)) }
        for row in new where before[row.key] != row.values {
            try connection.post(row.upsert, otherwise: row.key.table == .handle ? otherwise() : nil)
        }
    }

    /// Whether the table holds the row as it should be.
    func isStored(on connection: any SQLConnection) throws -> Bool {
        var isSame = false
        try connection.scan(
            select,
            while: { row in
                isSame = true
                for (column, value) in values.enumerated() where try !row.holds(value, at: column) {
                    isSame = false
                }
                return false
            })
        return isSame
    }
}

extension SQLRow {
    fileprivate func holds(_ value: SQLValue, at column: Int) throws -> Bool {
        switch value {
        case .null: isNull(column)
        case .int(let number): try !isNull(column) && int64(column) == number
        case .text(let text): try !isNull(column) && self.text(column) == text
        case .bytes(let bytes): try !isNull(column) && self.bytes(column) == bytes
        }
    }
}

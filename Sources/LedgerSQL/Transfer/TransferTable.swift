/// A table that goes from store to store as it is. Projections do not: they are made again from the log.
struct TransferTable: Sendable {
    let name: String
    let columns: [(name: String, type: SQLType)]
    /// Rows are read, and so numbered anew, in this order.
    let order: String

    private init(_ name: String, by order: String, _ columns: String) {
        self.name = name
        self.order = order
        self.columns = columns.split(separator: " ").map { column in
            let parts = column.split(separator: ":")
            let type: SQLType =
                switch parts.last {
                case "int": .int
                case "bytes": .bytes
                default: .text
                }
            return (String(parts[0]), type)
        }
    }

    /// The log, its texts, and the operational tables, in an order that foreign keys allow. The sequence of an event is
    /// given anew: it says which came first, and is not hashed (architecture 5).
    static let all = [
        TransferTable("county", by: "code", "code made:int is_demo:int reference:int"),
        TransferTable(
            "event", by: "sequence",
            "county stream version:int kind payload actor entered_by authentication origin at:int hash:bytes"),
        TransferTable("text_record", by: "stream, version", "county stream version:int entries"),
        TransferTable("serial", by: "series, year", "county series year:int next:int"),
        TransferTable("request", by: "actor, key", "county actor key body_digest receipt at:int"),
        TransferTable(
            "credential", by: "account", "county account hash changed:int failures:int locked_until:int"),
        TransferTable(
            "token", by: "digest",
            "county digest id account scopes issued:int expires:int revoked:int purpose seen:int device"),
        TransferTable("throttle", by: "kind, key", "county kind key since:int count:int"),
        TransferTable(
            "report_receipt", by: "number", "county number key_digest subject made:int"),
        TransferTable(
            "upload", by: "digest, account",
            "county digest account media_type byte_count:int taken:int at:int"),
        TransferTable("access_log", by: "sequence", "county at:int account act subject outcome"),
    ]

    func select(county: String) -> SQL {
        let key = name == "county" ? "code" : "county"
        return SQL(
            text:
                "SELECT \(columns.map(\.name).joined(separator: ", ")) FROM \(name) WHERE \(key) = ? ORDER BY \(order)",
            values: [county.sqlValue])
    }

    func insert(_ values: [SQLValue]) -> SQL {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return SQL(
            text: "INSERT INTO \(name) (\(columns.map(\.name).joined(separator: ", "))) VALUES (\(marks))",
            values: values)
    }

    func values(_ row: any SQLRow) throws -> [SQLValue] {
        try columns.indices.map { index in
            if row.isNull(index) { return .null(columns[index].type) }
            return switch columns[index].type {
            case .int: .int(try row.int64(index))
            case .text: .text(try row.text(index))
            case .bytes: .bytes(try row.bytes(index))
            }
        }
    }
}

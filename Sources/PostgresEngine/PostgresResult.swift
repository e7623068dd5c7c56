#if PostgreSQL
    import CLibPQ
    import LedgerSQL

    /// The rows or the count that a statement gave.
    final class PostgresResult {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) { self.pointer = pointer }
        deinit { PQclear(pointer) }

        var rowCount: Int { Int(PQntuples(pointer)) }
        /// Rows inserted, updated or deleted.
        var changes: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }
        /// Such as `COMMIT`.
        var command: String { String(cString: PQcmdStatus(pointer)) }

        func row(_ number: Int) -> PostgresRow { PostgresRow(self, number) }
    }

    /// A row of a result, whose cells are in the binary format.
    struct PostgresRow: SQLRow {
        /// Kept alive while one of its rows is read.
        private let owner: PostgresResult
        private let row: Int32

        init(_ owner: PostgresResult, _ row: Int) {
            self.owner = owner
            self.row = Int32(row)
        }

        private var result: OpaquePointer { owner.pointer }

        func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) == 1 }

        func int64(_ column: Int) throws -> Int64 {
            try withCell(column) { type, cell in
                switch (type, cell.count) {
                case (.int8, 8): Int64(bigEndian: cell.loadUnaligned(as: Int64.self))
                case (.int4, 4): Int64(Int32(bigEndian: cell.loadUnaligned(as: Int32.self)))
                case (.int2, 2): Int64(Int16(bigEndian: cell.loadUnaligned(as: Int16.self)))
                default: nil
                }
            }
        }

        func text(_ column: Int) throws -> String {
            try withCell(column) { $0.isText ? String(decoding: $1, as: UTF8.self) : nil }
        }

        func bytes(_ column: Int) throws -> [UInt8] {
            try withCell(column) { $0 == .bytes ? [UInt8]($1) : nil }
        }

        func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
            try withCell(column) { $0 == .bytes || $0.isText ? .some(try body($1)) : nil }
        }

        /// - Parameter body: gives `nil` for a type that was not asked for.
        private func withCell<R>(
            _ column: Int, _ body: (PostgresType, UnsafeRawBufferPointer) throws -> R?
        ) throws -> R {
            try withExtendedLifetime(owner) {
                let number = Int32(column)
                guard !isNull(column), let start = PQgetvalue(result, row, number),
                    let value = try body(
                        PostgresType(oid: PQftype(result, number)),
                        UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, number))))
                else {
                    let name = PQfname(result, number).map { String(cString: $0) } ?? "\(column)"
                    throw EngineError.corrupt("\(name) 列的内容类型不符")
                }
                return value
            }
        }
    }
#endif

#if PostgreSQL
    import CLibPQ
    import LedgerSQL

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
            try withExtendedLifetime(owner) {
                let cell = try content(column)
                switch (type(column), cell.count) {
                case (.int8, 8): return Int64(bigEndian: cell.loadUnaligned(as: Int64.self))
                case (.int4, 4): return Int64(Int32(bigEndian: cell.loadUnaligned(as: Int32.self)))
                case (.int2, 2): return Int64(Int16(bigEndian: cell.loadUnaligned(as: Int16.self)))
                default: throw mismatch(column)
                }
            }
        }

        func text(_ column: Int) throws -> String {
            try withExtendedLifetime(owner) {
                let cell = try content(column)
                guard type(column).isText else { throw mismatch(column) }
                return String(decoding: cell, as: UTF8.self)
            }
        }

        func bytes(_ column: Int) throws -> [UInt8] {
            try withExtendedLifetime(owner) {
                let cell = try content(column)
                guard type(column) == .bytes else { throw mismatch(column) }
                return [UInt8](cell)
            }
        }

        func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
            try withExtendedLifetime(owner) {
                let cell = try content(column)
                guard type(column) == .bytes || type(column).isText else { throw mismatch(column) }
                return try body(cell)
            }
        }

        private func type(_ column: Int) -> PostgresType {
            PostgresType(oid: PQftype(result, Int32(column)))
        }

        private func content(_ column: Int) throws -> UnsafeRawBufferPointer {
            guard !isNull(column), let start = PQgetvalue(result, row, Int32(column)) else {
                throw mismatch(column)
            }
            return UnsafeRawBufferPointer(
                start: start, count: Int(PQgetlength(result, row, Int32(column))))
        }

        private func mismatch(_ column: Int) -> EngineError {
            let name = PQfname(result, Int32(column)).map { String(cString: $0) } ?? "\(column)"
            return .corrupt("\(name) 列的内容类型不符")
        }
    }

    /// The types of our columns and expressions; sums and the like are cast to one of them.
    struct PostgresType: Equatable {
        let oid: Oid

        static let bytes = PostgresType(oid: 17)
        static let int8 = PostgresType(oid: 20)
        static let int2 = PostgresType(oid: 21)
        static let int4 = PostgresType(oid: 23)
        static let text = PostgresType(oid: 25)
        static let unknown = PostgresType(oid: 705)
        static let varchar = PostgresType(oid: 1043)
        static let name = PostgresType(oid: 19)

        var isText: Bool { self == .text || self == .varchar || self == .unknown || self == .name }

        static func of(_ value: SQLValue) -> PostgresType {
            switch value {
            case .int, .null(.int): .int8
            case .text, .null(.text): .text
            case .bytes, .null(.bytes): .bytes
            }
        }
    }
#endif

#if PostgreSQL
    import CLibPQ
    import LedgerSQL

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

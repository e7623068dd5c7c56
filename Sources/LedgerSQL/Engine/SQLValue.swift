internal import Walkthrough

/// The types of bound values; a flag is an int of 0 or 1.
package enum SQLType: Sendable, Hashable { case int, text, bytes }

/// A bound value. NULL keeps its type, because PostgreSQL asks for it.
package enum SQLValue: Sendable, Hashable {
    case int(Int64)
    case text(String)
    case bytes([UInt8])
    case null(SQLType)
}

/// What can be interpolated in `SQL`.
package protocol SQLBindable {
    static var sqlType: SQLType { get }
    var sqlValue: SQLValue { get }
}

extension Int64: SQLBindable {
    package static var sqlType: SQLType { .int }
    package var sqlValue: SQLValue { .int(self) }
}

extension Int: SQLBindable {
    package static var sqlType: SQLType { .int }
    package var sqlValue: SQLValue { .int(Int64(self)) }
}

extension Bool: SQLBindable {
    package static var sqlType: SQLType { .int }
    package var sqlValue: SQLValue { .int(self ? 1 : 0) }
}

extension String: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(self) }
}

extension Substring: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(String(self)) }
}

extension [UInt8]: SQLBindable {
    package static var sqlType: SQLType { .bytes }
    package var sqlValue: SQLValue { .bytes(self) }
}

extension ID: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(text) }
}

extension UnitCode: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(text) }
}

extension Digest: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(text) }
}

/// `YYYY-MM-DD`, so that the order of texts is the order of days.
extension Day: SQLBindable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(description) }
}

/// Milliseconds since 1970-01-01T00:00:00Z.
extension Instant: SQLBindable {
    package static var sqlType: SQLType { .int }
    package var sqlValue: SQLValue { .int(milliseconds) }
}

/// A piece of SQL whose interpolated values are bound with their types and never become part of the text.
///
///     let rows: SQL = "SELECT id FROM item WHERE county = \(county) AND due < \(day)"
///
/// Pieces are joined with `+`, `SQL.joined` or by interpolating one in another. Equal text is one prepared statement,
/// so a text should not depend on values: that is why a list in `column(_:in:)` is padded to the next power of two.
/// A literal holds no question mark; it is the mark of a bound value.
package struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The text with a `?` for each of `values`.
    package private(set) var text: String
    package private(set) var values: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    package init(text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    package var isEmpty: Bool { text.isEmpty }

    /// The text with `$1`, `$2` … in place of the question marks.
    package var numbered: String {
        guard !values.isEmpty else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + values.count * 2)
        var number = 0
        for scalar in text.unicodeScalars {
            if scalar == "?" {
                number += 1
                result += "$\(number)"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    package static func + (a: SQL, b: SQL) -> SQL {
        SQL(text: a.text + b.text, values: a.values + b.values)
    }

    package static func += (a: inout SQL, b: SQL) {
        a.text += b.text
        a.values += b.values
    }

    package static func joined(_ parts: some Sequence<SQL>, by separator: StaticString) -> SQL {
        var result: SQL = ""
        var first = true
        for part in parts {
            if !first { result.text += "\(separator)" }
            result += part
            first = false
        }
        return result
    }

    /// All of `conditions`, each in parentheses; true when there are none.
    package static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "1 = 1" : joined(conditions.map { "(\($0))" }, by: " AND ")
    }

    /// Any of `conditions`, in parentheses; false when there are none.
    package static func any(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "1 = 0" : "(\(joined(conditions.map { "(\($0))" }, by: " OR ")))"
    }

    /// `column IN (…)`; false for no values.
    package static func column(_ column: StaticString, in list: some Collection<some SQLBindable>) -> SQL {
        list.isEmpty ? "1 = 0" : "\(raw: column) IN (\(padded: list))"
    }

    /// `column NOT IN (…)`; true for no values.
    package static func column(_ column: StaticString, notIn list: some Collection<some SQLBindable>) -> SQL {
        list.isEmpty ? "1 = 1" : "\(raw: column) NOT IN (\(padded: list))"
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: some SQLBindable) {
            text += "?"
            values.append(value.sqlValue)
        }

        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            text += "?"
            values.append(value?.sqlValue ?? .null(Value.sqlType))
        }

        /// An enum with raw values binds as its raw value.
        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value)
        where Value.RawValue: SQLBindable {
            appendInterpolation(value.rawValue)
        }

        package mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value?)
        where Value.RawValue: SQLBindable {
            appendInterpolation(value?.rawValue)
        }

        package mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            values += part.values
        }

        package mutating func appendInterpolation(raw literal: StaticString) { text += "\(literal)" }

        /// The name of a table or column from a list in the program: lower-case letters, digits, `_` and `.`.
        package mutating func appendInterpolation(identifier: String) {
            precondition(SQL.isIdentifier(identifier), "not an identifier: \(identifier)")
            text += identifier
        }

        fileprivate mutating func appendInterpolation(padded list: some Collection<some SQLBindable>) {
            var bound = list.map(\.sqlValue)
            var size = 1
            while size < bound.count { size *= 2 }
            if let last = bound.last { bound += Array(repeating: last, count: size - bound.count) }
            text += Array(repeating: "?", count: bound.count).joined(separator: ", ")
            values += bound
        }
    }

    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: ".")
        }
    }
}

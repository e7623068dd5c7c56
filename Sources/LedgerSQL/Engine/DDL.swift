/// Our type words for columns, which each engine spells in its own way:
///
/// | word | meaning |
/// |---|---|
/// | `int` | 64-bit integer |
/// | `text` | text in the order of its UTF-8 bytes |
/// | `bytes` | bytes |
/// | `flag` | int of 0 or 1, checked |
/// | `identity` | a number that the engine counts up |
///
/// A table whose statement ends with `clustered` keeps its rows in the order of its primary key where the engine can.
package struct DDL: Sendable {
    package let int: String
    package let text: String
    package let bytes: String
    package let identity: String
    /// Added to CREATE TABLE, and to one that is clustered.
    package let table: String
    package let clustered: String

    package init(int: String, text: String, bytes: String, identity: String, table: String, clustered: String)
    {
        self.int = int
        self.text = text
        self.bytes = bytes
        self.identity = identity
        self.table = table
        self.clustered = clustered
    }

    package static let postgres = DDL(
        int: "BIGINT", text: "TEXT COLLATE \"C\"", bytes: "BYTEA",
        identity: "BIGSERIAL", table: "", clustered: "")

    /// The statement in the engine's words. Only CREATE TABLE and ALTER TABLE … ADD COLUMN are changed.
    /// - Throws: `misuse` for a column type that is not one of ours.
    package func render(_ statement: String) throws -> String {
        let tokens = Self.tokens(statement)
        let words = tokens.indices.filter { tokens[$0].isWord }
        let head = words.prefix(2).map { tokens[$0].text.uppercased() }
        switch head {
        case ["CREATE", "TABLE"]: return try renderTable(tokens)
        case ["ALTER", "TABLE"]:
            guard let add = words.firstIndex(where: { tokens[$0].text.uppercased() == "COLUMN" }),
                add + 2 < words.count
            else { return statement }
            var result = tokens.map(\.text)
            result[words[add + 2]] = try type(result[words[add + 2]], of: result[words[add + 1]])
            return result.joined()
        default: return statement
        }
    }

    private func renderTable(_ tokens: [Token]) throws -> String {
        var result = tokens.map(\.text)
        var depth = 0
        var position = 0  // of the word within its column definition; 0 is the name, 1 the type
        var name = ""
        var end: Int?
        for (index, token) in tokens.enumerated() {
            switch token.text {
            case "(":
                depth += 1
                if depth == 1 { position = 0 }
            case ")":
                depth -= 1
                if depth == 0 { end = index }
            case "," where depth == 1: position = 0
            default:
                guard token.isWord else { continue }
                if depth == 1 {
                    if position == 0 { name = token.text }
                    if position == 1, !Self.constraints.contains(name.uppercased()) {
                        result[index] = try type(token.text, of: name)
                    }
                    position += 1
                } else if depth == 0, end != nil {
                    guard token.text == "clustered" else {
                        throw EngineError.misuse("unknown table option \(token.text)")
                    }
                    result[index] = clustered
                    return result.joined()
                }
            }
        }
        return result.joined() + (table.isEmpty ? "" : " " + table)
    }

    private static let constraints: Set<String> = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"]

    private func type(_ word: String, of column: String) throws -> String {
        switch word {
        case "int": int
        case "text": text
        case "bytes": bytes
        case "flag": "\(int) CHECK (\(column) IN (0, 1))"
        case "identity": identity
        default: throw EngineError.misuse("column \(column) has the unknown type \(word)")
        }
    }

    private struct Token {
        var text: String
        var isWord: Bool
    }

    /// Words, quoted texts and comments whole, everything else character by character.
    private static func tokens(_ statement: String) -> [Token] {
        var result: [Token] = []
        var rest = Substring(statement)
        func isWord(_ character: Character) -> Bool {
            character == "_" || character.isASCII && (character.isLetter || character.isNumber)
        }
        while let first = rest.first {
            var length = rest.index(after: rest.startIndex)
            if isWord(first) {
                length = rest.firstIndex { !isWord($0) } ?? rest.endIndex
            } else if first == "'" || first == "\"" {
                length = rest.dropFirst().firstIndex(of: first).map { rest.index(after: $0) } ?? rest.endIndex
            } else if rest.hasPrefix("--") {
                length = rest.firstIndex(of: "\n") ?? rest.endIndex
            }
            result.append(Token(text: String(rest[..<length]), isWord: isWord(first)))
            rest = rest[length...]
        }
        return result
    }
}

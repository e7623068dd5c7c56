import Foundation
import Ledger
import Synchronization
import Testing
import Walkthrough

struct CanonicalJSONTests {
    struct Thing: Codable, Equatable {
        enum Kind: Codable, Equatable {
            case plain
            case of(Int, name: String)
        }

        var zebra = "窗口\"一\"\\二\n\t\u{1}\u{8}\u{C}\r/\u{7F}\u{2028}😀"
        var apple: Int? = nil
        var Big: Int64 = .min
        var kinds: [Kind] = [.plain, .of(3, name: ""), .plain]
        var map: [String: [Int]] = ["乙": [1, 2], "a": [], "B": [3], "甲": [-4]]
        var nested: [[String: Bool]] = [[:], ["y": true, "x": false]]
        var numbers: [UInt64] = [0, .max]
        var empty: [String] = []
        var optionals: [Int?] = [nil, 1]
        var alone = Empty()
    }

    struct Empty: Codable, Equatable {}

    @Test func `it writes what the standard encoder writes with sorted keys`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let standard = String(decoding: try encoder.encode(Thing()), as: UTF8.self)
        #expect(try CanonicalJSON.encode(Thing()) == standard)
        #expect(
            try JSONDecoder().decode(Thing.self, from: Data(CanonicalJSON.encode(Thing()).utf8)) == Thing())
    }

    @Test(arguments: ["", "甲", "\u{0}"]) func `a value alone is a document`(text: String) throws {
        #expect(try JSONDecoder().decode(String.self, from: Data(CanonicalJSON.encode(text).utf8)) == text)
    }

    @Test func `a number that is not whole is refused`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(["a": 0.5]) }
    }

    @Test func `texts of an event are named by where they stand, and found there again`() throws {
        struct Event: Codable, Equatable {
            enum Part: Codable, Equatable { case one(Prose), two(inner: [Prose]) }
            var parts: [Part]
            var map: [String: Prose]
            var last: Prose
        }
        let event = Event(
            parts: [.one(try Prose("甲", "")), .two(inner: [try Prose("乙", ""), try Prose("丙", "")])],
            map: ["k": try Prose("丁", "")], last: try Prose("戊", ""))
        let texts = Texts()
        let json = try CanonicalJSON.encode(event, userInfo: [.proseSink: texts])
        let decoder = JSONDecoder()
        decoder.userInfo[.proseSource] = texts
        #expect(try decoder.decode(Event.self, from: Data(json.utf8)) == event)
        #expect(
            texts.known.withLock { $0.keys.sorted() } == [
                "last", "map.k", "parts.0.one._0", "parts.1.two.inner.0", "parts.1.two.inner.1",
            ])
    }

    private final class Texts: ProseSink, ProseSource {
        let known = Mutex<[String: String]>([:])

        func take(_ text: String, field: String) -> Digest {
            known.withLock { $0[field] = text }
            return Digest(sha256: [UInt8](repeating: 0, count: 32))
        }

        func text(field: String, digest: Digest) -> String? { known.withLock { $0[field] } }
    }
}

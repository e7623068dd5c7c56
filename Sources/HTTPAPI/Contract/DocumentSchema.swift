import Documents
import Ledger
import Walkthrough

/// The schema of a response document, read off its own `Decodable` conformance: what is written here cannot differ from
/// what is sent. A decoder that holds no data hands out samples and notes what was asked for.
enum DocumentSchema {
    static func of<Document: Decodable>(_ type: Document.Type) -> Schema {
        let recorder = Recorder()
        _ = try? recorder.value(type)
        return recorder.schema ?? .object(Schema.Object(nil, []))
    }

    /// `ListDocument<ItemDocument>` as `ItemDocumentPage`, `SessionDocument.Given` as `SessionDocumentGiven`.
    fileprivate static func name(of type: Any.Type) -> String {
        let text = String(reflecting: type)
        if let open = text.firstIndex(of: "<"), text.hasSuffix(">") {
            let inner = text[text.index(after: open)...].dropLast()
            return short(inner) + (text.contains("ListDocument") ? "Page" : short(text[..<open]))
        }
        return short(Substring(text))
    }

    private static func short(_ text: Substring) -> String {
        text.split(separator: ".").dropFirst().filter { !$0.hasPrefix("(") }.joined()
    }
}

/// A value type of the domain that is one text in JSON.
private struct Sample: Sendable {
    let schema: Schema
    let make: @Sendable () throws -> any Sendable

    static func find(_ type: Any.Type) -> Sample? { all[ObjectIdentifier(type)] }

    private static let all: [ObjectIdentifier: Sample] = [
        ObjectIdentifier(Day.self): Sample(schema: .day) { try Day("2026-10-15") },
        ObjectIdentifier(Instant.self): Sample(schema: .instant) { Instant(milliseconds: 0) },
        ObjectIdentifier(Week.self): Sample(schema: .week) { try Week("2026-W40") },
        ObjectIdentifier(UnitCode.self): Sample(schema: .unit) { try UnitCode("QH-D27") },
        ObjectIdentifier(Digest.self): Sample(schema: .digest) {
            Digest(sha256: [UInt8](repeating: 0, count: 32))
        },
        ObjectIdentifier(Prose.self): Sample(schema: .text(.init(example: FieldExamples.problem))) {
            Prose.text(FieldExamples.other)
        },
        ObjectIdentifier(AccountName.self): Sample(schema: .account) { try AccountName("ducha") },
        ObjectIdentifier(EvidenceRef.MediaType.self): Sample(
            schema: .text(.init(example: "image/jpeg"))
        ) { try EvidenceRef.MediaType("image/jpeg") },
    ]
}

private final class Recorder: Decoder {
    var schema: Schema?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var fields: [(name: String, schema: Schema, isRequired: Bool)] = []

    func value<T: Decodable>(_ type: T.Type) throws -> T {
        if let sample = Sample.find(type), let value = try sample.make() as? T {
            schema = sample.schema
            return value
        }
        if let choices = (type as? any CaseIterable.Type).flatMap(Self.choices),
            let value = choices.first?.value as? T
        {
            schema = .choice(choices.map(\.text))
            return value
        }
        let value = try T(from: self)
        if !fields.isEmpty || schema == nil {
            schema = .object(
                Schema.Object(
                    DocumentSchema.name(of: type),
                    fields.map { field in
                        Schema.Field(
                            name: field.name, schema: field.schema, isRequired: field.isRequired,
                            title: FieldTitles.of(field.name, in: DocumentSchema.name(of: type)))
                    }))
        }
        return value
    }

    /// The raw values of a `CaseIterable` enum of texts.
    private static func choices(of type: any CaseIterable.Type) -> [(text: String, value: Any)]? {
        func list<E: CaseIterable>(_ type: E.Type) -> [(text: String, value: Any)]? {
            let values = type.allCases.compactMap { value in
                ((value as? any RawRepresentable)?.rawValue as? String).map {
                    (text: $0, value: value as Any)
                }
            }
            return values.isEmpty ? nil : values
        }
        return list(type)
    }

    func note(_ name: String, _ schema: Schema, isRequired: Bool) {
        fields.append((name, schema, isRequired))
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Keyed(recorder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { Unkeyed(recorder: self) }
    func singleValueContainer() -> any SingleValueDecodingContainer { Single(recorder: self) }
}

/// One nested value: its sample and its schema.
private func nested<T: Decodable>(_ type: T.Type) throws -> (T, Schema) {
    let recorder = Recorder()
    let value = try recorder.value(type)
    return (value, recorder.schema ?? .object(Schema.Object(nil, [])))
}

private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let recorder: Recorder
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let (value, schema) = try nested(type)
        recorder.note(key.stringValue, schema, isRequired: true)
        return value
    }

    private func maybe<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T? {
        let (value, schema) = try nested(type)
        // A page's cursor stands there as null on the last page.
        let isNull = NullableKeys.contains(key.stringValue)
        recorder.note(key.stringValue, isNull ? .nullable(schema) : schema, isRequired: isNull)
        return value
    }

    // The protocol's own forms of these ask for the value as if it had to be there.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try maybe(type, key) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try maybe(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try maybe(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try maybe(type, key) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try maybe(type, key) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw Unrecorded() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw Unrecorded()
    }
    func superDecoder() throws -> any Decoder { recorder }
    func superDecoder(forKey key: Key) throws -> any Decoder { recorder }
}

/// Fields that are written as null where there is nothing.
private let NullableKeys: Set<String> = ["next"]

private struct Unrecorded: Error {}

private struct Unkeyed: UnkeyedDecodingContainer {
    let recorder: Recorder
    let codingPath: [any CodingKey] = []
    let count: Int? = 1
    var currentIndex = 0
    var isAtEnd: Bool { currentIndex > 0 }

    init(recorder: Recorder) { self.recorder = recorder }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (value, schema) = try nested(type)
        recorder.schema = .list(schema, 0...Int.max)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw Unrecorded() }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Unrecorded() }
    mutating func superDecoder() throws -> any Decoder { recorder }
}

private struct Single: SingleValueDecodingContainer {
    let recorder: Recorder
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) -> Bool {
        recorder.schema = .flag
        return true
    }

    func decode(_ type: String.Type) -> String {
        recorder.schema = .text(.init(example: FieldExamples.other))
        return FieldExamples.other
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let number = 1 as? T {
            recorder.schema = .integer(.min ... .max)
            return number
        }
        if let number = Int64(1) as? T {
            recorder.schema = .integer(.min ... .max)
            return number
        }
        let (value, schema) = try nested(type)
        recorder.schema = schema
        return value
    }

    func decode(_ type: Double.Type) throws -> Double { throw Unrecorded() }
    func decode(_ type: Float.Type) throws -> Float { throw Unrecorded() }
    func decode(_ type: Int.Type) -> Int {
        recorder.schema = .integer(.min ... .max)
        return 1
    }
    func decode(_ type: Int8.Type) throws -> Int8 { throw Unrecorded() }
    func decode(_ type: Int16.Type) throws -> Int16 { throw Unrecorded() }
    func decode(_ type: Int32.Type) throws -> Int32 { throw Unrecorded() }
    func decode(_ type: Int64.Type) -> Int64 {
        recorder.schema = .integer(.min ... .max)
        return 1
    }
    func decode(_ type: UInt.Type) throws -> UInt { throw Unrecorded() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { throw Unrecorded() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { throw Unrecorded() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { throw Unrecorded() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { throw Unrecorded() }
}

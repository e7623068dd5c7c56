import Exports

/// What a JSON value, a parameter or a header may be: one description, from which requests are checked and the OpenAPI
/// document is written, so that the two cannot differ.
indirect enum Schema: Sendable {
    case text(Text)
    case choice([String])
    case integer(ClosedRange<Int>)
    case flag
    case list(Schema, ClosedRange<Int>)
    case object(Object)
    /// A response's part that may be null.
    case nullable(Schema)
    /// Any of several objects, told apart by what they require.
    case anyOf([Schema])
    /// A named object that stands among the components.
    case named(String)

    /// Texts: how long, and of which form.
    struct Text: Sendable {
        var length: ClosedRange<Int>?
        /// An ECMA 262 expression that the whole text matches.
        var pattern: String?
        var format: String?
        var example: String?

        init(
            length: ClosedRange<Int>? = nil, pattern: String? = nil, format: String? = nil,
            example: String? = nil
        ) {
            self.length = length
            self.pattern = pattern
            self.format = format
            self.example = example
        }
    }

    struct Object: Sendable {
        /// Under which it stands among the components; `nil` for one that stands where it is used.
        let name: String?
        let fields: [Field]
        /// Fields that go with others than those that the example shows.
        let unshown: Set<String>

        init(_ name: String?, _ fields: [Field], unshown: Set<String> = []) {
            self.name = name
            self.fields = fields
            self.unshown = unshown
        }
    }

    struct Field: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        /// In Chinese: what it is called in messages, and what it means.
        let title: String

        static func required(_ name: String, _ schema: Schema, _ title: String) -> Field {
            Field(name: name, schema: schema, isRequired: true, title: title)
        }

        static func optional(_ name: String, _ schema: Schema, _ title: String) -> Field {
            Field(name: name, schema: schema, isRequired: false, title: title)
        }
    }
}

// MARK: The document's words

extension Schema {
    /// As JSON Schema 2020-12, which OpenAPI 3.1 uses.
    var json: JSONValue { .object(members(title: nil)) }

    fileprivate func members(title: String?) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if let title { members["description"] = .string(title) }
        switch self {
        case .text(let text):
            members["type"] = .string("string")
            if let length = text.length {
                if length.lowerBound > 0 { members["minLength"] = .int(length.lowerBound) }
                members["maxLength"] = .int(length.upperBound)
            }
            if let pattern = text.pattern { members["pattern"] = .string(pattern) }
            if let format = text.format { members["format"] = .string(format) }
            if let example = text.example { members["examples"] = .array([.string(example)]) }
        case .choice(let values):
            members["type"] = .string("string")
            members["enum"] = .array(values.map(JSONValue.string))
        case .integer(let range):
            members["type"] = .string("integer")
            if range.lowerBound != .min { members["minimum"] = .int(range.lowerBound) }
            if range.upperBound != .max { members["maximum"] = .int(range.upperBound) }
        case .flag: members["type"] = .string("boolean")
        case .list(let element, let count):
            members["type"] = .string("array")
            members["items"] = element.json
            if count.lowerBound > 0 { members["minItems"] = .int(count.lowerBound) }
            if count.upperBound != .max { members["maxItems"] = .int(count.upperBound) }
        case .object(let object):
            if let name = object.name { return Schema.named(name).members(title: title) }
            members.merge(object.members) { a, _ in a }
        case .nullable(let schema):
            members["oneOf"] = .array([schema.json, .object(["type": .string("null")])])
        case .anyOf(let schemas): members["anyOf"] = .array(schemas.map(\.json))
        case .named(let name): members["$ref"] = .string("#/components/schemas/\(name)")
        }
        return members
    }

    /// The named objects within, for the components.
    func collect(into components: inout [String: JSONValue]) {
        switch self {
        case .text, .choice, .integer, .flag, .named: break
        case .list(let element, _): element.collect(into: &components)
        case .nullable(let schema): schema.collect(into: &components)
        case .anyOf(let schemas): schemas.forEach { $0.collect(into: &components) }
        case .object(let object):
            if let name = object.name {
                guard components[name] == nil else { return }
                components[name] = .object(object.members)
            }
            object.fields.forEach { $0.schema.collect(into: &components) }
        }
    }

    /// A value that satisfies it.
    var example: JSONValue {
        switch self {
        case .text(let text): .string(text.example ?? FieldExamples.other)
        case .choice(let values): .string(values.first ?? "")
        case .integer(let range): .int(range.contains(1) ? 1 : range.lowerBound)
        case .flag: .bool(true)
        case .list(let element, let count):
            count.upperBound == 0
                ? .array([]) : .array(Array(repeating: element.example, count: max(1, count.lowerBound)))
        case .object(let object):
            .object(
                Dictionary(
                    uniqueKeysWithValues: object.fields.filter { !object.unshown.contains($0.name) }.map {
                        ($0.name, FieldExamples.of($0.name, $0.schema))
                    }))
        case .nullable(let schema): schema.example
        case .anyOf(let schemas): schemas.first?.example ?? .null
        case .named: .null
        }
    }
}

extension Schema.Object {
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = ["type": .string("object"), "additionalProperties": .bool(false)]
        members["properties"] = .object(
            Dictionary(uniqueKeysWithValues: fields.map { ($0.name, .object($0.members)) }))
        let required = fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { members["required"] = .array(required.map(JSONValue.string)) }
        return members
    }
}

extension Schema.Field {
    fileprivate var members: [String: JSONValue] {
        var members = schema.members(title: title)
        if members["examples"] != nil { members["examples"] = .array([FieldExamples.of(name, schema)]) }
        return members
    }
}

// MARK: The terms of this API

extension Schema {
    /// Text that somebody typed.
    static func prose(_ limit: Int = 4_000) -> Schema {
        .text(Text(length: 1...limit, example: FieldExamples.problem))
    }

    static let title = Schema.text(Text(length: 1...200, example: FieldExamples.title))
    static let day = Schema.text(
        Text(format: "date", example: "2026-10-15"))
    static let instant = Schema.text(Text(format: "date-time", example: "2026-10-08T09:30:00+08:00"))
    static let week = Schema.text(Text(pattern: "^[0-9]{4}-W[0-9]{2}$", example: "2026-W40"))
    static let unit = Schema.text(
        Text(pattern: "^[A-Za-z0-9_-]{1,40}$", example: "QH-D27"))
    static let digest = Schema.text(
        Text(
            pattern: "^sha256:[0-9a-f]{64}$",
            example: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
    static let id = Schema.text(
        Text(
            pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            example: "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"))
    /// A number that people use, or an id.
    static let reference = Schema.text(
        Text(pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", example: "QH-2026-0042"))
    static let account = Schema.text(Text(pattern: "^[a-z][a-z0-9._-]{1,31}$", example: "ducha"))
    static let personNumber = Schema.text(Text(length: 1...40, example: "DC01"))
    static let count = Schema.integer(0...Int.max)

    static func choice<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> Schema
    where Value.RawValue == String {
        .choice(type.allCases.map(\.rawValue))
    }

    static func list(_ element: Schema, upTo most: Int = 50) -> Schema { .list(element, 0...most) }
}

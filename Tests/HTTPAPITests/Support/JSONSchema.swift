import Foundation

/// The part of JSON Schema 2020-12 that the API's documents use, read independently of the API. A word that it does not
/// know is a fault, so that nothing passes unread.
struct JSONSchema {
    /// The whole OpenAPI document, for references.
    let document: JSON

    /// What is wrong with `value`, each with its place.
    func faults(_ value: JSON, _ schema: JSON, at place: String = "$") -> [String] {
        var faults: [String] = []
        for (word, rule) in schema.members.sorted(by: { $0.key < $1.key }) {
            faults += check(value, word, rule, schema, place)
        }
        return faults
    }

    func resolved(_ reference: JSON) -> JSON {
        guard let path = reference["$ref"].text else { return reference }
        return path.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
    }

    private func check(_ value: JSON, _ word: String, _ rule: JSON, _ schema: JSON, _ place: String)
        -> [String]
    {
        func unless(_ fits: Bool) -> [String] { fits ? [] : ["\(place): \(word) \(rule)"] }
        switch word {
        case "description", "examples", "example", "title": return []
        case "$ref":
            let target = resolved(schema)
            return target == .null ? ["\(place): nothing at \(rule)"] : faults(value, target, at: place)
        case "type": return unless(Self.type(of: value) == rule.text)
        case "enum": return unless(rule.list.contains(value))
        case "minLength": return unless((value.text?.unicodeScalars.count ?? 0) >= rule.int ?? 0)
        case "maxLength": return unless((value.text?.unicodeScalars.count ?? 0) <= rule.int ?? 0)
        case "minimum": return unless(value.int.map { $0 >= rule.int ?? 0 } ?? false)
        case "maximum": return unless(value.int.map { $0 <= rule.int ?? 0 } ?? false)
        case "minItems": return unless(value.list.count >= rule.int ?? 0)
        case "maxItems": return unless(value.list.count <= rule.int ?? 0)
        case "pattern": return unless(Self.matches(value.text ?? "", rule.text ?? ""))
        case "format": return unless(Self.fits(value.text ?? "", rule.text ?? ""))
        case "items":
            return value.list.enumerated().flatMap { faults($1, rule, at: "\(place)[\($0)]") }
        case "required":
            return rule.list.compactMap(\.text).filter { value.members[$0] == nil }.map {
                "\(place).\($0): missing"
            }
        case "properties":
            return value.members.flatMap { name, member in
                rule.members[name].map { faults(member, $0, at: "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            let known = Set(schema["properties"].members.keys)
            return rule == false
                ? value.members.keys.filter { !known.contains($0) }.map { "\(place).\($0): unknown" } : []
        case "oneOf": return unless(rule.list.count { faults(value, $0, at: place).isEmpty } == 1)
        case "anyOf": return unless(rule.list.contains { faults(value, $0, at: place).isEmpty })
        default: return ["\(place): the test does not know the word \(word)"]
        }
    }

    private static func type(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .int: "integer"
        case .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return false }
        return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    private static func fits(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date": matches(text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        case "date-time": matches(text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,12}(Z|[+-][0-9]{2}:[0-9]{2})$")
        case "binary": true
        default: false
        }
    }
}

import Exports
import Hummingbird
import Ledger
import Walkthrough

/// One request to an operation, checked against its description: what a handler reads is there and of the right form.
struct Call<Who: Sendable>: Sendable {
    let request: Request
    let context: APIContext
    let operation: Operation
    /// Who calls: `Caller` where the operation is for the signed in.
    let caller: Who
    let path: [String: String]
    let query: Fields
    let headers: Fields
    let body: Fields
    /// Of the body as it was sent; empty for files.
    let bodyDigest: Digest

    var id: String { path["id"] ?? "" }
}

/// Named values that have passed their schema. The domain's own rules speak through the same messages.
struct Fields: Sendable {
    let values: [String: JSONValue]
    let prefix: String

    init(_ values: [String: JSONValue] = [:], prefix: String = "") {
        self.values = values
        self.prefix = prefix
    }

    init(_ value: JSONValue, prefix: String = "") {
        if case .object(let members) = value { self.init(members, prefix: prefix) } else { self.init() }
    }

    func text(_ name: String) -> String? {
        if case .string(let text)? = values[name] { text } else { nil }
    }

    func int(_ name: String) -> Int? {
        if case .int(let number)? = values[name] { number } else { nil }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(let flag)? = values[name] { flag } else { false }
    }

    func texts(_ name: String) -> [String] {
        guard case .array(let list)? = values[name] else { return [] }
        return list.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func ints(_ name: String) -> [Int] {
        guard case .array(let list)? = values[name] else { return [] }
        return list.compactMap { if case .int(let number) = $0 { number } else { nil } }
    }

    func object(_ name: String) -> Fields? {
        guard case .object(let members)? = values[name] else { return nil }
        return Fields(members, prefix: prefix + name + ".")
    }

    func objects(_ name: String) -> [Fields] {
        guard case .array(let list)? = values[name] else { return [] }
        return list.enumerated().map { Fields($1, prefix: "\(prefix)\(name).\($0).") }
    }

    /// A value of the domain made from a field's text; its rule names the field as the client does.
    func value<Value>(
        _ name: String, _ make: (String) throws(Invalid) -> Value
    ) throws(LedgerError) -> Value? {
        guard let text = text(name) else { return nil }
        return try made(name) { () throws(Invalid) in try make(text) }
    }

    func needed<Value>(
        _ name: String, _ make: (String) throws(Invalid) -> Value
    ) throws(LedgerError) -> Value {
        guard let value = try value(name, make) else { throw missing(name) }
        return value
    }

    func values<Value>(
        _ name: String, _ make: (String) throws(Invalid) -> Value
    ) throws(LedgerError) -> [Value] {
        var result: [Value] = []
        for (index, text) in texts(name).enumerated() {
            result.append(try made("\(name).\(index)") { () throws(Invalid) in try make(text) })
        }
        return result
    }

    /// A choice, which its schema has checked.
    func choice<Value: RawRepresentable>(
        _ name: String, _ type: Value.Type = Value.self
    ) -> Value? where Value.RawValue == String { text(name).flatMap(Value.init(rawValue:)) }

    func neededChoice<Value: RawRepresentable>(
        _ name: String, _ type: Value.Type = Value.self
    ) throws(LedgerError) -> Value where Value.RawValue == String {
        guard let value = choice(name, type) else { throw missing(name) }
        return value
    }

    func prose(_ name: String, limit: Int = Prose.bodyLimit) throws(LedgerError) -> Prose? {
        try value(name) { (text) throws(Invalid) in try Prose(text, name, limit: limit) }
    }

    func neededProse(_ name: String, limit: Int = Prose.bodyLimit) throws(LedgerError) -> Prose {
        guard let prose = try prose(name, limit: limit) else { throw missing(name) }
        return prose
    }

    func day(_ name: String) throws(LedgerError) -> Day? {
        try value(name) { (text) throws(Invalid) in try Day(text) }
    }

    func neededDay(_ name: String) throws(LedgerError) -> Day {
        try needed(name) { (text) throws(Invalid) in try Day(text) }
    }

    func instant(_ name: String) throws(LedgerError) -> Instant? {
        try value(name) { (text) throws(Invalid) in try Instant(text) }
    }

    func unit(_ name: String) throws(LedgerError) -> UnitCode? {
        try value(name) { (text) throws(Invalid) in try UnitCode(text) }
    }

    func neededUnit(_ name: String) throws(LedgerError) -> UnitCode {
        try needed(name) { (text) throws(Invalid) in try UnitCode(text) }
    }

    func units(_ name: String) throws(LedgerError) -> [UnitCode] {
        try values(name) { (text) throws(Invalid) in try UnitCode(text) }
    }

    func id<Entity>(_ name: String, of type: Entity.Type = Entity.self) throws(LedgerError) -> ID<Entity>? {
        try value(name) { (text) throws(Invalid) in try ID<Entity>(text) }
    }

    /// Anything that a rule of the domain makes; what it refuses is told under the field's name.
    func made<Value>(
        _ name: String, _ make: () throws(Invalid) -> Value
    ) throws(LedgerError) -> Value {
        do throws(Invalid) {
            return try make()
        } catch {
            throw .invalid([Invalid(prefix + name, error.what, mend: error.mend)])
        }
    }

    private func missing(_ name: String) -> LedgerError {
        .invalid([Invalid(prefix + name, "没有填写", mend: "请补上")])
    }
}

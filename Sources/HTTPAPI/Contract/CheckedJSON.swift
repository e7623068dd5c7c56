import Exports
import FoundationEssentials
import Ledger
import Walkthrough

/// A request's JSON, read by its schema: what does not fit is told field by field, and only what fits comes out.
enum CheckedJSON {
    /// Bodies nest no deeper than this in any schema; more is not looked at.
    private static let depth = 32

    /// - Throws: `LedgerError.malformed` for what is no JSON, `invalid` for what the schema does not allow.
    static func read(_ bytes: [UInt8], as schema: Schema) throws(LedgerError) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .malformed("请求正文不是 UTF-8 文字；请按 UTF-8 编码后再发送")
        }
        let members: Int
        switch Shape.of(bytes, deepest: depth) {
        case .plain(let count): members = count
        case .deep: throw .malformed("请求正文的 JSON 嵌套太深；请按接口文档的结构填写")
        case .odd: throw noJSON
        }
        let faults = Faults()
        do {
            let reading = try JSONDecoder().decode(
                Reading.self, from: Data(bytes), configuration: Expectation(schema, path: [], faults))
            guard faults.list.isEmpty else { throw LedgerError.invalid(faults.list) }
            // Of members that share a name, parsers disagree which one counts (RFC 8259 §4).
            guard reading.value.members == members else {
                throw LedgerError.malformed("请求正文里有字段写了两遍；请每个字段只写一次")
            }
            return reading.value
        } catch let error as LedgerError {
            throw error
        } catch {
            throw noJSON
        }
    }

    private static let noJSON = LedgerError.malformed("请求正文不是有效的 JSON；请检查引号、逗号和括号")
}

extension JSONValue {
    /// How many its objects have, in all.
    fileprivate var members: Int {
        switch self {
        case .null, .bool, .int, .string: 0
        case .array(let values): values.reduce(0) { $0 + $1.members }
        case .object(let members): members.values.reduce(members.count) { $0 + $1.members }
        }
    }
}

/// Collects every fault of a body; it lives within one call.
private final class Faults: @unchecked Sendable {
    var list: [Invalid] = []

    func add(_ path: [String], _ what: String, mend: String) {
        let field = path.isEmpty ? "请求正文" : path.joined(separator: ".")
        if list.count < 50 { list.append(Invalid(field, what, mend: mend)) }
    }
}

private struct Expectation: Sendable {
    let schema: Schema
    let path: [String]
    let faults: Faults

    init(_ schema: Schema, path: [String], _ faults: Faults) {
        self.schema = schema
        self.path = path
        self.faults = faults
    }

    func at(_ part: String, _ schema: Schema) -> Expectation {
        Expectation(schema, path: path + [part], faults)
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

private struct Reading: DecodableWithConfiguration {
    let value: JSONValue

    init(from decoder: any Decoder, configuration expected: Expectation) throws {
        value = try Self.read(decoder, expected)
    }

    private static func read(_ decoder: any Decoder, _ expected: Expectation) throws -> JSONValue {
        switch expected.schema {
        case .text(let rule):
            guard let text = try? decoder.singleValueContainer().decode(String.self) else {
                return mistyped(expected, "一段文字")
            }
            check(text, rule, expected)
            return .string(text)
        case .choice(let values):
            let mend = "请填写 \(values.prefix(40).joined(separator: "、")) 之一"
            guard let text = try? decoder.singleValueContainer().decode(String.self), values.contains(text)
            else {
                expected.faults.add(expected.path, "不是可选的值", mend: mend)
                return .null
            }
            return .string(text)
        case .integer(let range):
            guard let number = try? decoder.singleValueContainer().decode(Int.self) else {
                return mistyped(expected, "一个整数")
            }
            if !range.contains(number) {
                expected.faults.add(
                    expected.path, "\(number) 超出范围",
                    mend: "请填写 \(range.lowerBound) 到 \(range.upperBound) 之间的整数")
            }
            return .int(number)
        case .flag:
            guard let flag = try? decoder.singleValueContainer().decode(Bool.self) else {
                return mistyped(expected, " true 或 false")
            }
            return .bool(flag)
        case .list(let element, let count): return try list(of: element, count, decoder, expected)
        case .object(let object): return try read(object, decoder, expected)
        case .nullable(let schema):
            if let container = try? decoder.singleValueContainer(), container.decodeNil() { return .null }
            return try read(decoder, Expectation(schema, path: expected.path, expected.faults))
        case .anyOf(let schemas):
            for schema in schemas {
                let trial = Faults()
                let value = try read(decoder, Expectation(schema, path: expected.path, trial))
                if trial.list.isEmpty { return value }
            }
            expected.faults.add(expected.path, "不符合任何一种写法", mend: "请按接口文档的示例填写")
            return .null
        case .named: return .null
        }
    }

    private static func mistyped(_ expected: Expectation, _ wanted: String) -> JSONValue {
        expected.faults.add(expected.path, "类型不对", mend: "这里应是\(wanted)")
        return .null
    }

    private static func check(_ text: String, _ rule: Schema.Text, _ expected: Expectation) {
        // JSON Schema counts code points.
        if let length = rule.length, !length.contains(text.unicodeScalars.count) {
            let count = text.unicodeScalars.count
            expected.faults.add(
                expected.path, count == 0 ? "是空的" : "有 \(count) 字",
                mend: "请填写 \(length.lowerBound) 到 \(length.upperBound) 字")
        }
        if !TextForm.fits(text, rule) {
            expected.faults.add(
                expected.path, "“\(text.prefix(40))”格式不对",
                mend: "请按 \(rule.example ?? rule.format ?? "") 的样子填写")
        }
    }

    private static func list(
        of element: Schema, _ count: ClosedRange<Int>, _ decoder: any Decoder, _ expected: Expectation
    ) throws -> JSONValue {
        guard var container = try? decoder.unkeyedContainer() else { return mistyped(expected, "一个列表") }
        var values: [JSONValue] = []
        while !container.isAtEnd {
            guard values.count < count.upperBound else {
                expected.faults.add(expected.path, "项数太多", mend: "请不要超过 \(count.upperBound) 项")
                return .null
            }
            let item = expected.at("\(values.count)", element)
            values.append(try container.decode(Reading.self, configuration: item).value)
        }
        if values.count < count.lowerBound {
            expected.faults.add(expected.path, "只有 \(values.count) 项", mend: "请至少填写 \(count.lowerBound) 项")
        }
        return .array(values)
    }

    private static func read(
        _ object: Schema.Object, _ decoder: any Decoder, _ expected: Expectation
    ) throws -> JSONValue {
        guard let container = try? decoder.container(keyedBy: AnyKey.self) else {
            return mistyped(expected, "一个对象 {…}")
        }
        var members: [String: JSONValue] = [:]
        for field in object.fields {
            let key = AnyKey(stringValue: field.name)
            guard container.contains(key) else {
                if field.isRequired {
                    expected.faults.add(expected.path + [field.name], "没有填写“\(field.title)”", mend: "请补上")
                }
                continue
            }
            members[field.name] = try container.decode(
                Reading.self, forKey: key, configuration: expected.at(field.name, field.schema)
            ).value
        }
        let known = Set(object.fields.map(\.name))
        for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            expected.faults.add(
                expected.path + [String(key.prefix(40))], "没有这个字段", mend: "请删去，或核对接口文档中的字段名")
        }
        return .object(members)
    }
}

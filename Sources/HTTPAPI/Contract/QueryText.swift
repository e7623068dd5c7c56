import Exports
import Ledger
import Walkthrough

/// The query of a URL, decoded strictly: broken escapes and names that the operation does not know are refused, since
/// a filter that is silently left out would show more than was asked for.
enum QueryText {
    static func read(_ query: String?, for operation: Operation) throws(LedgerError) -> Fields {
        let known = operation.parameters.filter { $0.place == .query }
        var texts: [String: [String]] = [:]
        for part in (query ?? "").split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(pair[0]), let value = decoded(pair.count > 1 ? pair[1] : "") else {
                throw .malformed("查询串里有解不开的 % 编码；请按 UTF-8 编码后再发送")
            }
            guard known.contains(where: { $0.name == name }) else {
                let names = known.map(\.name).joined(separator: "、")
                throw .malformed(
                    "没有查询参数“\(name.prefix(40))”；\(names.isEmpty ? "这里不用参数" : "可以用 \(names)")")
            }
            texts[name, default: []].append(value)
        }
        var values: [String: JSONValue] = [:]
        var faults: [Invalid] = []
        for parameter in known {
            guard let given = texts[parameter.name] else {
                if parameter.isRequired {
                    faults.append(Invalid(parameter.name, "没有填写“\(parameter.title)”", mend: "请补上"))
                }
                continue
            }
            values[parameter.name] = ParameterText.value(given, parameter, &faults)
        }
        guard faults.isEmpty else { throw .invalid(faults) }
        return Fields(values)
    }

    /// `%E4%B8%AD` and `+` as UTF-8; `nil` for a broken escape or other bytes.
    /// - Parameter plus: what `+` stands for: a space in a query, itself in a path.
    static func decoded(_ text: Substring, plus: UInt8 = UInt8(ascii: " ")) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(plus)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hex), let low = rest.popFirst().flatMap(hex) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

/// The text of a parameter as its schema has it.
enum ParameterText {
    static func value(_ given: [String], _ parameter: Parameter, _ faults: inout [Invalid]) -> JSONValue {
        if case .list(let element, let count) = parameter.schema {
            if !count.contains(given.count) {
                faults.append(
                    Invalid(parameter.name, "写了 \(given.count) 次", mend: "请不要超过 \(count.upperBound) 次"))
            }
            return .array(given.map { one($0, element, parameter, &faults) })
        }
        guard given.count == 1, let text = given.first else {
            faults.append(Invalid(parameter.name, "写了 \(given.count) 次", mend: "请只写一次"))
            return .null
        }
        return one(text, parameter.schema, parameter, &faults)
    }

    private static func one(
        _ text: String, _ schema: Schema, _ parameter: Parameter, _ faults: inout [Invalid]
    ) -> JSONValue {
        func fault(_ mend: String) -> JSONValue {
            faults.append(Invalid(parameter.name, "“\(text.prefix(40))”不合规", mend: mend))
            return .null
        }
        switch schema {
        case .text(let rule):
            if let length = rule.length, !length.contains(text.unicodeScalars.count) {
                return fault("请填写 \(length.lowerBound) 到 \(length.upperBound) 字")
            }
            if parameter.place == .query {
                guard !text.unicodeScalars.contains(where: \.isHidden) else {
                    return fault("请去掉看不见的控制字符")
                }
                guard text.contains(where: { !$0.isWhitespace }) else {
                    return fault("请填写文字，或去掉这个参数")
                }
            }
            guard TextForm.fits(text, rule) else {
                if rule.format == "date", text.count == 10 { return fault("没有这一天，或不在 1900 到 2199 年之间") }
                return fault("请按 \(rule.example ?? rule.format ?? "") 的样子填写")
            }
            return .string(text)
        case .choice(let values):
            guard values.contains(text) else { return fault("可以填 \(values.joined(separator: "、"))") }
            return .string(text)
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else {
                return fault("请填写 \(range.lowerBound) 到 \(range.upperBound) 之间的整数")
            }
            return .int(number)
        case .flag:
            guard text == "true" || text == "false" else { return fault("请填 true 或 false") }
            return .bool(text == "true")
        case .list, .object, .nullable, .anyOf, .named: return fault("请核对接口文档")
        }
    }
}

extension Unicode.Scalar {
    /// Controls, and what turns the direction of the text after it.
    fileprivate var isHidden: Bool {
        properties.generalCategory == .control || (0x202A...0x202E).contains(value)
            || (0x2066...0x2069).contains(value)
    }
}

import ArgumentParser
import Walkthrough

/// A value that is read from one text, such as a day, with its own message where that fails.
protocol TextArgument: ExpressibleByArgument {
    init(_ text: String) throws(Invalid)
}

extension TextArgument {
    init?(argument: String) {
        do throws(Invalid) {
            try self.init(argument)
        } catch {
            ArgumentFaults.note(error)
            return nil
        }
    }
}

/// One of a few values, named by raw value (`notAdopted` or `not-adopted`) or by Chinese title (`不予采纳`).
protocol ChoiceArgument: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {
    var title: String { get }
}

extension ChoiceArgument {
    init(choice text: String) throws(Invalid) {
        let word = Self.folded(text)
        guard let value = Self.allCases.first(where: { Self.folded($0.rawValue) == word || $0.title == text })
        else {
            let choices = Self.allCases.map {
                $0.rawValue == $0.title ? $0.title : "\($0.rawValue)（\($0.title)）"
            }.joined(separator: "、")
            throw Invalid("选项", "“\(text.prefix(40))”不在可选项里", mend: "可以填 \(choices)")
        }
        self = value
    }

    init?(argument: String) {
        do throws(Invalid) {
            try self.init(choice: argument)
        } catch {
            ArgumentFaults.note(error)
            return nil
        }
    }

    static var allValueStrings: [String] { allCases.map(\.rawValue) }
    static var allValueDescriptions: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.title) })
    }
    var defaultValueDescription: String { rawValue }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0 != "-" && $0 != "_" }
    }
}

/// Several choices in one text: `窗口、热线` or `window,hotline`; repeats count once.
struct Choices<Choice: ChoiceArgument & Hashable & Sendable>: TextArgument, Sendable {
    let values: [Choice]

    init(_ text: String) throws(Invalid) {
        var values: [Choice] = []
        for word in text.split(whereSeparator: { "、，,；; ".contains($0) }) {
            let value = try Choice(choice: String(word))
            if !values.contains(value) { values.append(value) }
        }
        guard !values.isEmpty else { throw Invalid("选项", "是空的", mend: "请至少填一个，多个用、隔开") }
        self.values = values
    }

    static var allValueStrings: [String] { Choice.allValueStrings }
}

import Synchronization
import Walkthrough

/// Whether a text has the form that a schema names: its format, and its pattern.
enum TextForm {
    static func fits(_ text: String, _ rule: Schema.Text) -> Bool {
        switch rule.format {
        case "date": if (try? Day(text)) == nil { return false }
        case "date-time": if (try? Instant(text)) == nil { return false }
        default: break
        }
        guard let pattern = rule.pattern else { return true }
        return expression(pattern).map { text.wholeMatch(of: $0.regex) != nil } ?? false
    }

    /// `Regex` is not marked Sendable; a compiled one is never changed.
    private struct Expression: @unchecked Sendable {
        let regex: Regex<AnyRegexOutput>
    }

    private static let compiled = Mutex<[String: Expression]>([:])

    private static func expression(_ pattern: String) -> Expression? {
        compiled.withLock { known in
            if let found = known[pattern] { return found }
            guard let regex = try? Regex(pattern) else { return nil }
            let expression = Expression(regex: regex)
            known[pattern] = expression
            return expression
        }
    }
}

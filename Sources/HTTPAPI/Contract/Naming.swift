/// Names that follow from a verb's: of its operation and of its body in the document.
enum Naming {
    /// `end-term` as `endTerm`, for an operation's id.
    static func id(_ verb: String) -> String {
        let type = type(verb)
        return type.prefix(1).lowercased() + type.dropFirst()
    }

    /// `end-term` or `endTerm` as `EndTerm`, for a schema.
    static func type(_ verb: some StringProtocol) -> String {
        verb.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

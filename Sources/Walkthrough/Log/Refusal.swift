/// Why a rule refuses a command. Messages are Chinese and say what, where and how to mend it.
public enum Refusal: Error, Hashable, Sendable {
    /// The actor may not do it, in this relation to the row.
    case notPermitted(String)
    /// Nobody may do it in the present state.
    case notPossible(String)
    /// Values of the command break a rule.
    case invalid([Invalid])
    /// Something the command names does not exist, or not for this actor.
    case unknown(String)

    public static func invalid(_ field: String, _ what: String, mend: String) -> Refusal {
        .invalid([Invalid(field, what, mend: mend)])
    }
}

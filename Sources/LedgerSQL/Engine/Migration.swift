/// A step of the schema, written once and never edited after it shipped. Forward only.
package struct Migration: Sendable {
    /// 1, 2, 3 … without gaps.
    package let version: Int
    package let steps: [Step]

    package init(version: Int, _ steps: [Step]) {
        self.version = version
        self.steps = steps
    }

    package enum Step: Sendable, ExpressibleByStringLiteral {
        /// One statement in our type words, see `DDL`.
        case sql(String)
        /// From now on the table refuses UPDATE and DELETE.
        case appendOnly(String)
        case search(SearchIndex)

        package init(stringLiteral value: String) { self = .sql(value) }
    }
}

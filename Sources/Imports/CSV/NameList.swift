public import Walkthrough

/// Several names of one cell, and the cell's own words: `发改、工信、商务部门` says more than its parts.
public struct NameList: Hashable, Sendable {
    public let text: Prose
    public let names: [String]
}

extension CSVCells {
    /// Names joined by `；`, or by `、` where the cell has no `；` and names cannot hold `、` themselves.
    public mutating func nameList(_ title: String, onlyWide: Bool = false) -> NameList? {
        value(title) { text throws(Invalid) in
            let names = onlyWide ? CSVList.split(text, at: ["；", ";"]) : CSVList.split(text)
            for name in names { _ = try Self.label(name, title) }
            return NameList(text: try Prose(text, title), names: names)
        }
    }

    public mutating func names(_ title: String) -> [String] { nameList(title)?.names ?? [] }
}

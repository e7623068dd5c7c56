/// What is wrong with a file that somebody wrote: where, what, and how to mend it, in Chinese.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1.
    public let line: Int
    /// In characters, from 1; nil where the whole line is meant.
    public let column: Int?
    public let what: String
    public let mend: String

    public init(file: String, line: Int, column: Int? = nil, what: String, mend: String) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
        self.mend = mend
    }

    /// `Checklists/bus.yaml:12:5: 缺少 fail。请补上`.
    public var description: String {
        "\(file):\(line)\(column.map { ":\($0)" } ?? ""): \(what)。\(mend)"
    }
}

extension FileFault: Comparable {
    /// By file and place.
    public static func < (a: FileFault, b: FileFault) -> Bool {
        (a.file, a.line, a.column ?? 0, a.what) < (b.file, b.line, b.column ?? 0, b.what)
    }
}

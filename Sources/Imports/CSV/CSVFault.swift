public import Walkthrough

/// What is wrong in one place of a CSV file, with how to mend it.
public struct RowFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The physical line, 1 is the header's; a cell of several lines is named by its first.
    public let line: Int
    /// The column, 1 is the first; `nil` where the whole row is meant.
    public let column: Int?
    /// The column's title, where the header gives one.
    public let title: String?
    /// Chinese, with the mend.
    public let message: String

    public init(line: Int, column: Int?, title: String? = nil, message: String) {
        self.line = line
        self.column = column
        self.title = title
        self.message = message
    }

    init(line: Int, column: Int?, title: String? = nil, _ what: String, mend: String) {
        self.init(line: line, column: column, title: title, message: "\(what)。\(mend)。")
    }

    init(line: Int, column: Int?, title: String?, _ invalid: Invalid) {
        self.init(line: line, column: column, title: title, invalid.what, mend: invalid.mend)
    }

    /// `第3行第5列（整改时限）：…`.
    public var description: String {
        let place = column.map { "第\(line)行第\($0)列" } ?? "第\(line)行"
        return "\(place)\(title.map { "（\($0)）" } ?? "")：\(message)"
    }
}

/// A CSV file of which nothing is taken, because some of its rows are wrong.
public struct CSVRefused: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order of the file; at most `mostFaults`.
    public let faults: NonEmpty<RowFault>
    /// Reading stopped at `mostFaults`, or at a place after which rows cannot be told apart.
    public let stoppedEarly: Bool

    /// After this many the rest of the file is not read.
    public static let mostFaults = 1_000

    public init(_ faults: NonEmpty<RowFault>, stoppedEarly: Bool = false) {
        self.faults = faults
        self.stoppedEarly = stoppedEarly
    }

    init(_ fault: RowFault) { self.init(NonEmpty(fault), stoppedEarly: true) }

    public var description: String {
        faults.map(\.description).joined(separator: "\n") + (stoppedEarly ? "\n（后面的行未再检查）" : "")
    }
}

/// A table for a terminal: a heading, then one line a row, the columns aligned by display width and two spaces apart.
struct TextTable {
    enum Alignment: Sendable { case left, right }

    struct Column: Sendable {
        let title: String
        let alignment: Alignment
        /// Whether the column gives way where the table is wider than the terminal.
        let shrinks: Bool

        init(_ title: String, _ alignment: Alignment = .left, shrinks: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.shrinks = shrinks
        }
    }

    struct Cell: Sendable, ExpressibleByStringInterpolation {
        let text: String
        let style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = Self.line(text)
            self.style = style
        }

        init(stringLiteral text: String) { self.init(text) }

        /// Line breaks would break the table, and control characters could command the terminal.
        private static func line(_ text: String) -> String {
            guard text.unicodeScalars.contains(where: isControl) else { return text }
            return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
        }

        private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control
        }
    }

    static let gap = 2
    /// A column does not shrink below this width.
    static let narrowest = 8

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Missing cells at the end are empty; there must not be more cells than columns.
    mutating func append(_ cells: [Cell]) { rows.append(cells) }

    /// - Parameter width: columns of the terminal; `nil` cuts nothing.
    func text(width: Int?, colours: Bool) -> String {
        let widths = widths(limit: width)
        let heading = columns.map { Cell($0.title, .bold) }
        return ([heading] + rows).map { line($0, widths, colours: colours) + "\n" }.joined()
    }

    private func widths(limit: Int?) -> [Int] {
        var widths = columns.map { DisplayWidth.of($0.title) }
        for row in rows {
            for (index, cell) in row.prefix(columns.count).enumerated() {
                widths[index] = max(widths[index], DisplayWidth.of(cell.text))
            }
        }
        guard let limit else { return widths }
        var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - limit
        while excess > 0 {
            let candidates = widths.indices.filter { columns[$0].shrinks && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ row: [Cell], _ widths: [Int], colours: Bool) -> String {
        var line = ""
        var owed = 0
        for (index, cell) in row.prefix(columns.count).enumerated() {
            let text = DisplayWidth.truncated(cell.text, to: widths[index])
            let space = widths[index] - DisplayWidth.of(text)
            if columns[index].alignment == .right { owed += space }
            if !text.isEmpty {
                line += String(repeating: " ", count: owed) + (colours ? cell.style.applied(to: text) : text)
                owed = 0
            }
            owed += Self.gap + (columns[index].alignment == .right ? 0 : space)
        }
        return line
    }
}

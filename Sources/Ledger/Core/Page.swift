import Walkthrough

/// One page of a list, and the cursor of the next one.
public struct Page<Line: Sendable>: Sendable {
    public let items: [Line]
    /// What `after` of the next page is; `nil` on the last one.
    public let next: String?

    package init(items: [Line], next: String?) {
        self.items = items
        self.next = next
    }
}

extension QueryTransaction {
    /// The documents of a page, newest first. One more than asked for is looked for, so that the last page knows it is.
    /// - Throws: `LedgerError.invalid` for a cursor that no page gave.
    func page<Line>(_ query: DocumentQuery, _ line: (String) throws -> Line?) throws -> Page<Line> {
        if let after = query.after, !query.kind.isCursor(after) {
            throw LedgerError.invalid([Invalid("after", "不是翻页标记", mend: "请用上一页给出的 next，或从第一页看起")])
        }
        var query = query
        let limit = max(1, min(query.limit, 200))
        query.limit = limit + 1
        let ids = try read.documents(query)
        let shown = ids.prefix(limit)
        return Page(items: try shown.compactMap(line), next: ids.count > limit ? shown.last : nil)
    }
}

extension StreamID.Kind {
    /// Notices stand under their numbers, everything else that is listed under its id.
    fileprivate func isCursor(_ text: String) -> Bool {
        guard self == .notice else { return (try? ID<Void>(text)) != nil }
        // Such as QH-N2026-0003.
        let digits = text.split(separator: "-").last ?? ""
        return (1...60).contains(text.utf8.count) && text.contains("-") && digits.allSatisfy(\.isNumber)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == 45
                    || byte == 95
            }
    }
}

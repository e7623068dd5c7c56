import Ledger
import Walkthrough

extension SQLReadTransaction {
    /// A page of the ledger. Each sort is served by an index of `item_scope`, so that a page costs the same wherever it
    /// lies; pages of several scopes are merged. Of a scope with a period, rows outside of it are stepped over, which costs as
    /// much as there are of them.
    func items(_ query: ItemQuery) throws -> ItemPage {
        // No text holds it, and not every engine can ask for it.
        if query.text?.utf8.contains(0) == true { return ItemPage(items: [], next: nil) }
        let cursor = try query.after.map { try ItemCursor($0, sort: query.sort) }
        let limit = max(1, min(query.limit, 200))
        var lines: [ItemLine] = []
        for scope in query.scopes {
            lines += try page(query, in: scope, after: cursor, limit: limit + 1)
        }
        if query.scopes.count > 1 { lines = merged(lines, by: query.sort) }
        guard lines.count > limit else { return ItemPage(items: lines, next: nil) }
        let page = Array(lines.prefix(limit))
        return ItemPage(items: page, next: page.last.map { ItemCursor($0, sort: query.sort).text })
    }

    func sees(_ kind: StreamID.Kind, _ id: String, in scopes: [Scope]) throws -> Bool {
        guard !scopes.isEmpty else { return false }
        let found: SQL =
            kind != .item
            ? "SELECT 1 FROM document_scope s WHERE s.county = \(code) AND s.kind = \(kind.rawValue) AND s.id = \(id) AND \(scopes.condition(of: .documents))"
            : "SELECT 1 FROM item_scope s WHERE s.county = \(code) AND s.item = \(id) AND \(scopes.condition(of: .items))"
        return try connection.first(found) { _ in true } ?? false
    }

    private func merged(_ lines: [ItemLine], by sort: ItemSort) -> [ItemLine] {
        var seen: Set<String> = []
        let unique = lines.filter { seen.insert($0.id).inserted }
        func due(_ line: ItemLine) -> String { line.due?.description ?? noDue }
        return unique.sorted { a, b in
            switch sort {
            case .due: (due(a), a.id) < (due(b), b.id)
            case .dueDescending: (due(a), a.id) > (due(b), b.id)
            case .registered: a.id < b.id
            case .registeredDescending: a.id > b.id
            }
        }
    }

    /// What `LightScale` says of a row, but for the due days of a colour.
    private static func conditions(of light: Light) -> [SQL] {
        let awaits: SQL = "s.state NOT IN ('closeRequested', 'checking')"
        return switch light {
        case .green, .yellow, .red:
            ["s.is_open = \(true)", "s.due < \(noDue)", awaits, "i.is_escalated = \(false)"]
        case .awaiting: ["s.state IN ('closeRequested', 'checking')"]
        case .escalated: ["s.is_open = \(true)", awaits, "i.is_escalated = \(true)"]
        case .none:
            [
                "(s.is_open = \(false) OR (s.due = \(noDue) AND s.state NOT IN ('closeRequested', 'checking') AND i.is_escalated = \(false)))"
            ]
        }
    }

    private func page(
        _ query: ItemQuery, in scope: Scope, after cursor: ItemCursor?, limit: Int
    ) throws -> [ItemLine] {
        var conditions: [SQL] = ["s.county = \(code)", scope.condition(of: .items)]
        if let state = query.states.first, query.states.count == 1 {
            conditions.append("s.state = \(state.rawValue)")
        } else if !query.states.isEmpty {
            conditions.append(SQL.column("s.state", in: query.states.map(\.rawValue)))
        }
        if let isOpen = query.isOpen { conditions.append("s.is_open = \(isOpen)") }
        if let from = query.due.from { conditions.append("s.due >= \(from.description)") }
        if let through = query.due.through { conditions.append("s.due <= \(through.description)") }
        if let light = query.light { conditions += Self.conditions(of: light) }
        if let unit = query.unit { conditions.append("i.unit = \(unit.text)") }
        if let source = query.source { conditions.append("i.source = \(source)") }
        let join = connection.orderedJoin
        var rows: SQL = "item_scope s \(join) item i ON i.county = s.county AND i.id = s.item"
        if let text = query.text {
            conditions.append(connection.contains("i.words", Prose.folded(text)))
            if let found = try fewHits(of: text) {
                guard !found.isEmpty else { return [] }
                rows = "item i \(join) item_scope s ON s.county = i.county AND s.item = i.id"
                conditions.append("i.county = \(code) AND \(SQL.column("i.id", in: found))")
            }
        }
        if let cursor { conditions.append(cursor.condition) }
        return try connection.all(
            """
            SELECT i.id, i.number, i.state, i.unit, i.due, i.is_provisional, i.is_escalated, i.source, i.mode, i.title,
                i.registered, i.changed, i.round, t.version, i.evidence_pending
            FROM \(rows)
            \(join) stream t ON t.county = s.county AND t.id = 'item:' || s.item
            WHERE \(SQL.all(conditions)) ORDER BY \(query.sort.order) LIMIT \(limit)
            """, map: Self.line)
    }

    /// The rows that the search index names, if they are few: then the page starts from them. With very many the sort
    /// index is walked and each text tested (architecture 10).
    private func fewHits(of text: String) throws -> [String]? {
        guard let hits = connection.searchMatch(in: Schema.search, county: code, text: text) else {
            return nil
        }
        let few = 1_000
        let count =
            try connection.first("SELECT count(*) FROM (\(hits) LIMIT \(few + 1)) h") { try $0.int(0) } ?? 0
        guard count <= few else { return nil }
        return try connection.all("SELECT id FROM item WHERE county = \(code) AND row IN (\(hits))") {
            try $0.text(0)
        }
    }

    private static func line(_ row: any SQLRow) throws -> ItemLine {
        guard let state = StateKind(rawValue: try row.text(2)) else {
            throw EngineError.corrupt("不认识的状态 \(try row.text(2))")
        }
        let due = try row.text(4)
        return ItemLine(
            id: try row.text(0), number: try row.text(1), state: state,
            unit: try row.optionalText(3).map { try UnitCode($0) }, due: due == noDue ? nil : try Day(due),
            isProvisional: try row.bool(5), isEscalated: try row.bool(6), source: try row.text(7),
            mode: try row.optionalText(8).flatMap(RectifyMode.init(rawValue:)), title: try row.text(9),
            registeredAt: Instant(milliseconds: try row.int64(10)),
            changedAt: Instant(milliseconds: try row.int64(11)), round: try row.int(12),
            version: try row.int(13),
            evidencePending: try row.int(14))
    }
}

extension SQLReadTransaction {
    func documents(_ query: DocumentQuery) throws -> [String] {
        var ids: Set<String> = []
        let limit = max(1, min(query.limit, 201))
        for scope in query.scopes {
            var conditions: [SQL] = [
                "s.county = \(code)", scope.condition(of: .documents), "s.kind = \(query.kind.rawValue)",
            ]
            if let within = query.within {
                conditions.append(
                    "s.id IN (SELECT w.id FROM document_scope w WHERE w.county = \(code) AND w.scope = \(within) AND w.kind = \(query.kind.rawValue))"
                )
            }
            if let subkind = query.subkind { conditions.append("s.subkind = \(subkind)") }
            if let state = query.state { conditions.append("s.state = \(state)") }
            if let after = query.after { conditions.append("s.id < \(after)") }
            let found = try connection.all(
                "SELECT s.id FROM document_scope s WHERE \(SQL.all(conditions)) ORDER BY s.id DESC LIMIT \(limit)"
            ) { try $0.text(0) }
            ids.formUnion(found)
        }
        return Array(ids.sorted(by: >).prefix(limit))
    }
}

extension ItemSort {
    fileprivate var order: SQL {
        switch self {
        case .due: "s.due, s.item"
        case .dueDescending: "s.due DESC, s.item DESC"
        case .registered: "s.item"
        case .registeredDescending: "s.item DESC"
        }
    }
}

/// Where a page ended: the sort column and the id of its last line.
struct ItemCursor {
    let sort: ItemSort
    let due: String
    let id: String

    init(_ line: ItemLine, sort: ItemSort) {
        self.sort = sort
        due = line.due?.description ?? noDue
        id = line.id
    }

    /// - Throws: `LedgerError.invalid` for text that no page gave, or one of another sort.
    init(_ text: String, sort: ItemSort) throws {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == sort.rawValue, (try? Day(parts[1])) != nil || parts[1] == noDue,
            (try? ID<RectificationItem>(parts[2])) != nil
        else {
            throw LedgerError.invalid([
                Invalid("after", "不是翻页标记", mend: "请用上一页给出的 next，并保持排序不变")
            ])
        }
        self.sort = sort
        due = parts[1]
        id = parts[2]
    }

    var text: String { "\(sort.rawValue)~\(due)~\(id)" }

    var condition: SQL {
        switch sort {
        case .due: "(s.due, s.item) > (\(due), \(id))"
        case .dueDescending: "(s.due, s.item) < (\(due), \(id))"
        case .registered: "s.item > \(id)"
        case .registeredDescending: "s.item < \(id)"
        }
    }
}

public import Walkthrough

/// A finding of a file, and what an older ledger claims about it (期初结转).
public struct FindingLine: Hashable, Sendable {
    public var draft: FindingDraft
    /// Names of departments; one that is exactly one unit's becomes the place.
    public var departments: [String]
    public var way: SessionKind?
    public var opening: OpeningClaim?

    public init(
        draft: FindingDraft, departments: [String] = [], way: SessionKind? = nil, opening: OpeningClaim? = nil
    ) {
        self.draft = draft
        self.departments = departments
        self.way = way
        self.opening = opening
    }
}

/// Findings of a file. A line is known again by its origin and its words.
public struct ImportFindings: LedgerCommand {
    public static let act = "导入问题"
    public static let scope = TokenScope.file
    public static let isLong = true

    public let lines: [ImportLine<FindingLine>]
    public let isDryRun: Bool

    public init(_ lines: [ImportLine<FindingLine>], isDryRun: Bool = false) {
        self.lines = lines
        self.isDryRun = isDryRun
    }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        let names = try unitNames(in: work)
        var run = ImportRun()
        for line in lines {
            let before = run.report.imported
            try run.take(line: line.line) { try record(line.record, names, in: work) }
            if line.record.draft.isClue, run.report.imported > before { run.noteSealed() }
        }
        return try run.finish(isDryRun: isDryRun)
    }

    /// Units that a name or department type means, unless it means several.
    private func unitNames(in work: CommandTransaction) throws -> [String: UnitCode?] {
        var names: [String: UnitCode?] = [:]
        func add(_ name: String, _ code: UnitCode) {
            if let known = names[name], known != code { names[name] = .some(nil) } else { names[name] = code }
        }
        try work.read.states(Unit.self) { _, unit in
            guard unit.state.isActive else { return }
            add(unit.state.name.description, unit.state.code)
            if unit.state.kind == .department, let type = unit.state.departmentType {
                add(type.text, unit.state.code)
            }
        }
        return names
    }

    private func record(
        _ line: FindingLine, _ names: [String: UnitCode?], in work: CommandTransaction
    ) throws -> Bool {
        var draft = line.draft
        let source = try work.source(named: draft.source)
        if try work.read.id(of: .item, origin: draft.originKey) != nil { return false }
        if draft.place == nil, line.departments.count == 1, let name = line.departments.first {
            draft.place = names[name] ?? nil
        }
        if draft.isClue || source.record.isClue { return try seal(draft, source, in: work) }
        let id: ID<RectificationItem> = work.newID()
        let number = try work.nextNumber("item")
        let report = try work.report(draft, source: source, number: number, way: line.way)
        let events = try RectificationItem.register(
            Filing(report: report, opening: line.opening), id: id, in: try work.itemContext(source: source))
        try work.write.append(RectificationItem.self, id.text, events, by: work.actor, expected: 0)
        return true
    }

    /// A clue opens a sealed case instead of a row, with all that the file says of it (decisions 4).
    private func seal(_ draft: FindingDraft, _ source: Source, in work: CommandTransaction) throws -> Bool {
        let found = draft.foundOn.map { "发现日期：\($0)" }
        let parts: [String?] = [
            draft.description.text, found, draft.region.map { "地区：\($0)" },
            draft.departments.map { "部门：\($0)" },
            draft.cause.map { "原因：\($0)" }, draft.measures.map { "措施：\($0)" },
        ]
        let text = try Prose(parts.compactMap { $0 }.joined(separator: "\n"), "问题描述")
        if let origin = draft.origin,
            let key = RectificationItem.originKey(origin: origin, description: text),
            try work.read.id(of: .clue, key: "file:\(key)") != nil
        {
            return false
        }
        _ = try work.openClue(
            text, unit: draft.place, evidence: draft.evidence,
            from: .init(code: draft.checkItem, source: source.code.text, file: draft.origin))
        return true
    }
}

extension FindingDraft {
    /// What tells a finding of a file from the others.
    var originKey: String? {
        origin.flatMap { RectificationItem.originKey(origin: $0, description: description) }
    }
}

extension RectificationItem {
    /// The key by which an imported finding is known again; `nil` for rows that no file brought, and once erased.
    package var originKey: String? {
        report.origin.flatMap { Self.originKey(origin: $0, description: report.description) }
    }

    static func originKey(origin: Prose, description: Prose) -> String? {
        guard let origin = origin.text, let text = description.text else { return nil }
        return String(Digest(sha256: Chain.sha256(Array("\(origin)\u{1F}\(text)".utf8))).hex)
    }
}

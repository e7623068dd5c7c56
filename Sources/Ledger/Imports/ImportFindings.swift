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

    public var action: Action { .importFindings }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        let names = try unitNames(in: work)
        var run = ImportRun()
        for line in lines {
            try run.take(line: line.line) { try record(line.record, names, in: work) }
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
    ) throws -> ImportRun.Outcome {
        var draft = line.draft
        let source = try work.source(named: draft.source)
        if try work.read.id(of: .item, origin: draft.originKey) != nil { return .known }
        if draft.place == nil, line.departments.count == 1, let name = line.departments.first {
            draft.place = names[name] ?? nil
        }
        if draft.checkPoint?.isClue == true || source.record.isClue {
            return try seal(line, draft, source, in: work)
        }
        let id: ID<RectificationItem> = work.newID()
        let number = try work.nextNumber("item")
        let report = try work.report(draft, source: source, number: number, way: line.way)
        let events = try RectificationItem.register(
            Filing(report: report, opening: line.opening), id: id, in: try work.itemContext(source: source))
        try work.write.append(RectificationItem.self, id.text, events, by: work.actor, expected: 0)
        return .recorded
    }

    /// A clue opens a sealed case instead of a row, with all that the file says of it (decisions 4).
    private func seal(
        _ line: FindingLine, _ draft: FindingDraft, _ source: Source, in work: CommandTransaction
    ) throws -> ImportRun.Outcome {
        let facts: [(String, String?)] = [
            ("发现日期", draft.foundOn?.description), ("地区", draft.region?.text), ("部门", draft.departments?.text),
            ("体验方式", line.way?.title), ("事项", draft.serviceName?.text),
            ("渠道", draft.channels.isEmpty ? nil : draft.channels.map(\.title).joined(separator: "、")),
            ("环节", draft.step?.text), ("原因", draft.cause?.text), ("措施", draft.measures?.text),
            ("目标", draft.goal?.text), ("建议", draft.suggestion?.text), ("整改类型", draft.statedMode?.title),
            ("时限", draft.statedLimit?.text), ("来源性质", draft.originNature?.text),
            ("外部编号", draft.external.first.map { "\($0.system) \($0.number)" }),
            ("办结日期", line.opening?.closedOn?.description), ("状态", line.opening?.statedState?.text),
            ("回访", line.opening?.followUp?.text), ("原台账", draft.remarks?.text),
        ]
        let told = facts.compactMap { label, text in text.map { "\(label)：\($0)" } }
        let text = try Prose(
            ([draft.description.description] + told).joined(separator: "\n"), "问题描述", limit: 40_000)
        if let origin = draft.origin,
            let key = RectificationItem.originKey(origin: origin, description: text),
            try work.read.id(of: .clue, key: "file:\(key)") != nil
        {
            return .known
        }
        _ = try work.openClue(
            text, unit: draft.place, evidence: draft.evidence,
            from: .init(code: draft.checkPoint?.code, source: source.code.text, file: draft.origin))
        return .sealed
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

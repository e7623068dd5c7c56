public import Walkthrough

/// Service items of a file. A line is known again by its code, else by name, department and level.
public struct ImportServices: LedgerCommand {
    public static let act = "导入事项"
    public static let scope = TokenScope.file
    public static let isLong = true

    public let lines: [ImportLine<ServiceRecorded>]
    public let isDryRun: Bool

    public init(_ lines: [ImportLine<ServiceRecorded>], isDryRun: Bool = false) {
        self.lines = lines
        self.isDryRun = isDryRun
    }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        try work.actor.mustImportReferenceData(Self.act)
        var run = ImportRun()
        for line in lines {
            try run.take(line: line.line) { try Self.record(line.record, in: work) }
        }
        return try run.finish(isDryRun: isDryRun)
    }

    private static func record(_ draft: ServiceRecorded, in work: CommandTransaction) throws
        -> ImportRun.Outcome
    {
        let key = draft.code?.text ?? ServiceItem(draft).naturalKey
        let id = try work.read.id(of: .service, key: key)
        let before = try id.flatMap { try work.read.state(ServiceItem.self, $0) }
        let record = draft.with(id: before?.state.id ?? work.newID())
        guard before?.state.record != record || before?.state.isActive == false else { return .known }
        let events = try ServiceItem.decide(
            .record(record), on: before?.state,
            in: CatalogContext(actor: work.actor, directory: work.read))
        try work.write.append(
            ServiceItem.self, record.id.text, events, by: work.actor, expected: before?.version ?? 0)
        return .recorded
    }
}

extension ServiceRecorded {
    /// The same under another id.
    func with(id: ID<ServiceItem>) -> ServiceRecorded {
        ServiceRecorded(
            id: id, code: code, name: name, owner: owner, ownerType: ownerType, theme: theme,
            highFrequency: highFrequency, highFrequencyBasis: highFrequencyBasis, isBlocker: isBlocker,
            channels: Set(channels), level: level, basis: basis)
    }
}

extension ServiceItem {
    /// What tells an item without a code from the others.
    package var naturalKey: String {
        [
            "名称", name.description, record.owner?.text ?? record.ownerType?.text ?? "",
            record.level?.text ?? "",
        ]
        .joined(separator: "\u{1F}")
    }
}

/// 一件事 bundles of a file; the same name may stand once a region and batch.
public struct ImportOneThings: LedgerCommand {
    public static let act = "导入一件事"
    public static let scope = TokenScope.file
    public static let isLong = true

    public let lines: [ImportLine<OneThingRecorded>]
    public let isDryRun: Bool

    public init(_ lines: [ImportLine<OneThingRecorded>], isDryRun: Bool = false) {
        self.lines = lines
        self.isDryRun = isDryRun
    }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        try work.actor.mustImportReferenceData(Self.act)
        var run = ImportRun()
        for line in lines {
            try run.take(line: line.line) { try Self.record(line.record, in: work) }
        }
        return try run.finish(isDryRun: isDryRun)
    }

    private static func record(_ draft: OneThingRecorded, in work: CommandTransaction) throws
        -> ImportRun.Outcome
    {
        let id = try work.read.id(of: .oneThing, key: OneThing(draft).naturalKey)
        let before = try id.flatMap { try work.read.state(OneThing.self, $0) }
        let record = OneThingRecorded(
            id: before?.state.id ?? work.newID(), name: draft.name, batch: draft.batch,
            leadUnit: draft.leadUnit,
            lead: draft.lead, partners: draft.partners, parts: draft.parts, region: draft.region,
            verification: draft.verification, basis: draft.basis)
        guard before?.state.record != record || before?.state.isActive == false else { return .known }
        let events = try OneThing.decide(
            .record(record), on: before?.state, in: CatalogContext(actor: work.actor, directory: work.read))
        try work.write.append(
            OneThing.self, record.id.text, events, by: work.actor, expected: before?.version ?? 0)
        return .recorded
    }
}

extension OneThing {
    /// What tells bundles of one name apart.
    package var naturalKey: String {
        [name.description, record.region?.description ?? "", record.batch?.text ?? ""].joined(
            separator: "\u{1F}")
    }
}

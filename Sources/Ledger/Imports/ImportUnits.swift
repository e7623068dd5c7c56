public import Walkthrough

/// Units of a file, in any order.
public struct ImportUnits: LedgerCommand {
    public static let act = "导入单位"
    public static let scope = TokenScope.file
    public static let isLong = true

    public let lines: [ImportLine<UnitRecorded>]
    public let isDryRun: Bool

    public init(_ lines: [ImportLine<UnitRecorded>], isDryRun: Bool = false) {
        self.lines = lines
        self.isDryRun = isDryRun
    }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        try work.actor.mustImportReferenceData(Self.act)
        let county = try UnitCode(work.read.county.code)
        var staged = UnitTable()
        for line in lines {
            let closed = work.read.unit(line.record.code)?.closed
            staged.set(Unit(line.record, closed: closed))
        }
        let directory = UnitOverlay(DirectoryOf(work.read), staged: staged)
        let below = try levels(in: work)
        var run = ImportRun()
        for line in lines {
            let record = line.record
            try run.take(line: line.line) {
                let before = try work.read.state(Unit.self, record.code.text)
                guard before?.state.record != record else { return .known }
                let context = UnitContext(
                    actor: work.actor, county: county, directory: directory,
                    levelsBelow: below[record.code] ?? 0)
                let events = try Unit.decide(.record(record), on: before?.state, in: context)
                try work.write.append(
                    Unit.self, record.code.text, events, by: work.actor, expected: before?.version ?? 0)
                return .recorded
            }
        }
        return try run.finish(isDryRun: isDryRun)
    }

    /// How many levels hang below each unit now; only asked where a unit that exists may move.
    private func levels(in work: CommandTransaction) throws -> [UnitCode: Int] {
        guard lines.contains(where: { work.read.unit($0.record.code) != nil }) else { return [:] }
        var parents: [UnitCode: UnitCode] = [:]
        try work.read.states(Unit.self) { _, unit in parents[unit.state.code] = unit.state.parent }
        var levels: [UnitCode: Int] = [:]
        for code in parents.keys {
            var depth = 0
            var next = parents[code]
            while let above = next, depth < unitDepthLimit {
                depth += 1
                levels[above] = max(levels[above] ?? 0, depth)
                next = parents[above]
            }
        }
        return levels
    }
}

public import Walkthrough

/// Changes one setting.
public struct ChangeSetting: LedgerCommand {
    public static let act = "修改设置"

    public let command: SettingCommand
    /// The version that the client saw; 0 is a setting that was never changed.
    public let expecting: Int?

    public init(_ command: SettingCommand, expecting: Int? = nil) {
        self.command = command
        self.expecting = expecting
    }

    public var action: Action { command.key.spec.action }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.read.state(Setting.self, command.key.rawValue)?.version ?? 0
        try work.check(expecting, before)
        return Done(version: try work.change(command, in: try work.settings()))
    }
}

/// Changes several settings, all or none: each is judged with the others as they are to be.
public struct ChangeSettings: LedgerCommand {
    public static let act = "修改设置"

    /// Each setting once.
    public let commands: [SettingCommand]
    /// The version of all settings together that the client saw.
    public let expecting: Int?

    /// - Throws: `Invalid` for a setting that stands there twice.
    public init(_ commands: [SettingCommand], expecting: Int? = nil) throws(Invalid) {
        var seen: Set<SettingKey> = []
        for command in commands where !seen.insert(command.key).inserted {
            throw Invalid("设置“\(command.key.title)”", "写了两遍", mend: "每项设置只写一次")
        }
        self.commands = commands
        self.expecting = expecting
    }

    public var action: Action { commands.first?.key.spec.action ?? .changeSettings }

    public func run(in work: CommandTransaction) throws -> Done {
        try work.check(expecting, try work.settingVersions().values.reduce(0, +))
        let settings = try work.settings()
        for command in commands {
            let others = commands.filter { $0.key != command.key }
            _ = try work.change(
                command, in: others.reduce(settings) { $0.setting($1.key, to: $1.value) })
        }
        return Done(version: try work.settingVersions().values.reduce(0, +))
    }
}

extension CommandTransaction {
    /// - Parameter settings: those in force, or that are to be in force with it.
    /// - Returns: the setting's version.
    fileprivate func change(_ command: SettingCommand, in settings: Settings) throws -> Int {
        switch command.key {
        case .cutoffTime, .reportTime:
            // A 数据截止 that has passed stays what it was.
            let closed = try schedule().lastClosed(at: at).week
            if try closed >= firstWeek(), try weekLedger(closed) == nil {
                throw LedgerError.notPossible("\(closed) 已过数据截止、还没有定稿；请先定稿，再改时间", allowed: [])
            }
        default: break
        }
        let before = try read.state(Setting.self, command.key.rawValue)?.version ?? 0
        let events = try Setting.decide(command, in: settings, actor: actor)
        return try write.append(
            Setting.self, command.key.rawValue, events, by: actor, expected: before
        ).version
    }
}

extension QueryTransaction {
    /// How often each setting was changed; those that never were are not there.
    fileprivate func settingVersions() throws -> [SettingKey: Int] {
        var versions: [SettingKey: Int] = [:]
        try read.states(Setting.self) { key, setting in
            if let key = SettingKey(rawValue: key) { versions[key] = setting.version }
        }
        return versions
    }
}

/// All settings as they are in force.
public struct ListSettings: LedgerQuery {
    public struct Answer: Sendable {
        public let settings: Settings
        /// How often each was changed; 0 where it never was.
        public let versions: [SettingKey: Int]
        /// Of all together.
        public var version: Int { versions.values.reduce(0, +) }
    }

    public init() {}

    public var action: Action { .readSettings }

    public func answer(in view: QueryTransaction) throws -> Answer {
        Answer(settings: try view.settings(), versions: try view.settingVersions())
    }
}

/// Records sources of a file: new ones and changed ones (decisions 19).
public struct RecordSources: LedgerCommand {
    public static let act = "修改问题来源"

    public let lines: [ImportLine<SourceRecorded>]

    public init(_ lines: [ImportLine<SourceRecorded>]) { self.lines = lines }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        var known: [SourceCode: Source] = [:]
        try work.read.states(Source.self) { _, source in known[source.state.code] = source.state }
        var run = ImportRun()
        for line in lines {
            let record = line.record
            try run.take(line: line.line) {
                guard known[record.code]?.record != record || known[record.code]?.isActive == false else {
                    return .known
                }
                let before = try work.read.state(Source.self, record.code.text)
                let events = try Source.decide(
                    .record(record), on: before?.state, others: Array(known.values), actor: work.actor,
                    isFounding: false)
                try work.write.append(
                    Source.self, record.code.text, events, by: work.actor, expected: before?.version ?? 0)
                known[record.code] = Source(record)
                return .recorded
            }
        }
        return try run.finish(isDryRun: false)
    }
}

/// Loads a year of the working calendar.
public struct LoadCalendar: LedgerCommand {
    public static let act = "导入工作日历"
    public static let scope = TokenScope.file

    public let year: CalendarYear

    public init(_ year: CalendarYear) { self.year = year }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.read.state(CalendarStream.self, CalendarStream.stream.id)
        let events = try CalendarStream.decide(.load(year), on: before?.state, by: work.actor)
        let after = try work.write.append(
            CalendarStream.self, CalendarStream.stream.id, events, by: work.actor,
            expected: before?.version ?? 0)
        return Done(version: after.version)
    }
}

/// Settles provisional limits of open rows by the calendar now loaded, some rows at a time; asking again does no harm
/// (architecture 1).
public struct SettleDeadlines: LedgerCommand {
    public static let act = "确定暂定时限"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let settled: Int
        /// Where to go on; `nil` at the end.
        public let next: String?
    }

    /// The id after which to begin.
    public let after: String?

    public init(after: String? = nil) { self.after = after }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let batch = 500
        let calendar = try work.calendar()
        let ids = try work.read.openItems(after: after, limit: batch)
        var settled = 0
        for id in ids {
            guard let item = try work.read.state(RectificationItem.self, id) else { continue }
            guard let events = NonEmpty(item.state.settle(in: calendar)) else { continue }
            try work.write.append(RectificationItem.self, id, events, by: work.actor, expected: item.version)
            settled += 1
        }
        return Receipt(settled: settled, next: ids.count == batch ? ids.last : nil)
    }
}

extension Ledger {
    /// Loads a year and settles every limit that waited for it.
    /// - Returns: how many rows have other clocks now.
    public func load(_ year: CalendarYear, by caller: Caller) async throws(LedgerError) -> Int {
        _ = try await perform(LoadCalendar(year), by: caller)
        var settled = 0
        var after: String?
        repeat {
            let receipt = try await perform(SettleDeadlines(after: after), by: caller)
            settled += receipt.settled
            after = receipt.next
        } while after != nil
        return settled
    }
}

/// The working calendar of the store.
public struct ReadCalendar: LedgerQuery {
    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> WorkCalendar { try view.calendar() }
}

extension WorkCalendar {
    /// The holidays and make-up days of a year.
    /// - Throws: `unknown` for a year that was not loaded.
    package func loaded(_ year: Int) throws(LedgerError) -> CalendarYear {
        guard let found = years.first(where: { $0.year == year }) else {
            let known = years.map { String($0.year) }.joined(separator: "、")
            throw .unknown("\(year)年的放假安排没有导入，已有：\(known)。请先导入这一年的放假安排。")
        }
        return found
    }
}

/// All settings of a county at one moment: what was changed, and the standard for the rest.
public struct Settings: Hashable, Sendable {
    public let overrides: [SettingKey: SettingValue]

    public init(_ overrides: [SettingKey: SettingValue] = [:]) { self.overrides = overrides }

    /// From the stored texts. A key or a text that this version does not know leaves the standard in force.
    public init(stored: some Sequence<(key: String, value: String)>) {
        var overrides: [SettingKey: SettingValue] = [:]
        for (key, text) in stored {
            guard let key = SettingKey(rawValue: key), let value = try? SettingValue(text, of: key) else {
                continue
            }
            overrides[key] = value
        }
        self.overrides = overrides
    }

    public subscript(key: SettingKey) -> SettingValue { overrides[key] ?? key.spec.standard }

    public func setting(_ key: SettingKey, to value: SettingValue) -> Settings {
        Settings(overrides.merging([key: value]) { _, new in new })
    }

    private func number(_ key: SettingKey) -> Int {
        switch self[key] {
        case .number(let number), .minutes(let number): number
        case .flag, .words: 0
        }
    }

    private func flag(_ key: SettingKey) -> Bool { self[key] == .flag(true) }

    public var acceptWorkdays: Int { number(.acceptWorkdays) }
    public var checkWorkdays: Int { number(.checkWorkdays) }
    public var criticismReplyWorkdays: Int { number(.criticismReplyWorkdays) }
    public var disputeWorkdays: Int { number(.disputeWorkdays) }
    public var firstResponseWorkdays: Int { number(.firstResponseWorkdays) }
    public var generalizationWorkdays: Int { number(.generalizationWorkdays) }
    public var immediateWorkdays: Int { number(.immediateWorkdays) }
    public var recheckWorkdays: Int { number(.recheckWorkdays) }
    public var reclassifyWorkdays: Int { number(.reclassifyWorkdays) }
    public var replyWorkdays: Int { number(.replyWorkdays) }
    public var replyTargetWorkdays: Int { number(.replyTargetWorkdays) }
    public var replyLimitWorkdays: Int { number(.replyLimitWorkdays) }
    public var statementWorkdays: Int { number(.statementWorkdays) }
    public var suggestionReplyWorkdays: Int { number(.suggestionReplyWorkdays) }
    public var yellowWorkdays: Int { number(.yellowWorkdays) }
    public var coreItemsLimit: Int { number(.coreItemsLimit) }
    public var followUpAttempts: Int { number(.followUpAttempts) }
    public var hallSuggestions: Int { number(.hallSuggestions) }
    public var maxExtensions: Int { number(.maxExtensions) }
    public var signalItems: Int { number(.signalItems) }
    public var signalMinutes: Int { number(.signalMinutes) }
    /// 数据截止 and 报送时限, in minutes after midnight.
    public var cutoffMinutes: Int { number(.cutoffTime) }
    public var reportMinutes: Int { number(.reportTime) }
    public var evidenceBytes: Int { number(.evidenceMegabytes) * 1_000_000 }
    public var packetBytes: Int { number(.packetMegabytes) * 1_000_000 }
    public var rankings: Bool { flag(.rankings) }
    public var satisfiedCountsBasic: Bool { flag(.satisfiedCountsBasic) }
    public var accessLogDays: Int { number(.accessLogDays) }
    public var lockoutMinutes: Int { number(.lockoutMinutes) }
    public var lockoutTries: Int { number(.lockoutTries) }
    /// 0: passwords do not age.
    public var passwordDays: Int { number(.passwordDays) }
    public var passwordMinLength: Int { number(.passwordMinLength) }
    /// Reports through e码: of one device a day, of one window and of the county an hour.
    public var reportsPerDevice: Int { number(.reportsPerDevice) }
    public var reportsPerWindow: Int { number(.reportsPerWindow) }
    public var reportsPerCounty: Int { number(.reportsPerCounty) }
    /// How long a 体验员 may take to open the link of a personal card.
    public var cardDays: Int { number(.cardDays) }
    /// The longest that a sign-in lasts, however busy its holder.
    public var sessionHours: Int { number(.sessionHours) }
    public var sessionIdleMinutes: Int { number(.sessionIdleMinutes) }
    /// Tries of one address; 0: as many as it likes.
    public var signInPerMinute: Int { number(.signInPerMinute) }
    public var tokenDays: Int { number(.tokenDays) }

    /// The department types whose rows are checked from outside (decisions 5).
    public var outsideCheckTypes: [Category] {
        switch self[.outsideCheckTypes] {
        case .words(let words): words
        case .number, .minutes, .flag: []
        }
    }

    /// What the settings demand of each other.
    /// - Throws: `Invalid` if an end would come before its beginning.
    public func check() throws(Invalid) {
        guard cutoffMinutes < reportMinutes else {
            throw Invalid(
                SettingKey.reportTime.title, "\(self[.reportTime]) 不晚于数据截止 \(self[.cutoffTime])",
                mend: "请让报送时限晚于数据截止")
        }
        guard replyTargetWorkdays <= replyLimitWorkdays else {
            throw Invalid(
                SettingKey.replyTargetWorkdays.title,
                "目标 \(replyTargetWorkdays) 个工作日长于上限 \(replyLimitWorkdays) 个工作日", mend: "请让目标不长于上限")
        }
    }
}

/// One setting as last changed.
public struct Setting: Codable, Equatable, Sendable {
    public let changed: SettingChanged

    public static func stream(_ key: SettingKey) -> StreamID { StreamID(.setting, key.rawValue) }

    public static func apply(_ event: SettingEvent, to state: Setting?) -> Setting? {
        switch event {
        case .changed(let changed): Setting(changed: changed)
        }
    }
}

/// A setting was changed. Key and values are texts, so that a later version may still read a key that went away.
public struct SettingChanged: EventPayload {
    public static let kind = "setting.changed.1"
    public let key: String
    public let value: String
    /// What was in force before, the standard included.
    public let old: String
    public let reason: Prose

    public init(key: String, value: String, old: String, reason: Prose) {
        self.key = key
        self.value = value
        self.old = old
        self.reason = reason
    }
}

public enum SettingEvent: EventFamily {
    case changed(SettingChanged)

    public static var forms: [EventForm<SettingEvent>] { [EventForm(SettingEvent.changed)] }

    public var payload: any EventPayload {
        switch self {
        case .changed(let payload): payload
        }
    }
}

public struct SettingCommand: Equatable, Sendable {
    public let key: SettingKey
    public let value: SettingValue
    public let reason: Prose

    public init(_ key: SettingKey, to value: SettingValue, reason: Prose) {
        self.key = key
        self.value = value
        self.reason = reason
    }
}

extension Setting {
    /// Rules: the keeper of the setting, proved; a value within its bounds and in accord with the others; a real change.
    public static func decide(
        _ command: SettingCommand, in settings: Settings, actor: Actor
    ) throws(Refusal) -> NonEmpty<SettingEvent> {
        let spec = command.key.spec
        try actor.must(spec.action)
        let old = settings[command.key]
        do {
            // Parsed once more from its text, so that a value made by hand keeps the bounds, too.
            let value = try SettingValue(command.value.description, of: command.key)
            guard value != old else { throw Refusal.notPossible("“\(spec.title)”已是 \(old)，没有变化。") }
            try settings.setting(command.key, to: value).check()
            return NonEmpty(
                .changed(
                    SettingChanged(
                        key: command.key.rawValue, value: value.description, old: old.description,
                        reason: command.reason)))
        } catch let error as Invalid {
            throw .invalid([error])
        } catch let error as Refusal {
            throw error
        } catch {
            throw .notPossible("“\(spec.title)”没有改成，请重试。")
        }
    }
}

/// A number or word that an office may choose within bounds; a change is an event (decisions, first paragraph).
public enum SettingKey: String, Sendable, Codable, CaseIterable {
    // Clocks, in working days.
    case acceptWorkdays, checkWorkdays, criticismReplyWorkdays, disputeWorkdays, firstResponseWorkdays
    case generalizationWorkdays
    case immediateWorkdays, recheckWorkdays, reclassifyWorkdays, replyLimitWorkdays, replyTargetWorkdays
    case replyWorkdays, statementWorkdays, suggestionReplyWorkdays, yellowWorkdays
    // Counts.
    case coreItemsLimit, followUpAttempts, hallSuggestions, maxExtensions, signalItems, signalMinutes
    // The public door.
    case reportsPerDevice, reportsPerWindow, reportsPerCounty
    // The week.
    case cutoffTime, reportTime
    // Print and sizes.
    case evidenceMegabytes, packetMegabytes, rankings, satisfiedCountsBasic
    // Lines.
    case outsideCheckTypes
    // Accounts.
    case accessLogDays, cardDays, lockoutMinutes, lockoutTries, passwordDays, passwordMinLength,
        sessionHours, sessionIdleMinutes, signInPerMinute, tokenDays

    public var title: String { spec.title }
    public var spec: SettingSpec { SettingSpec.of(self) }
}

/// What a setting may be, and who keeps it.
public struct SettingSpec: Sendable {
    public enum Form: Sendable, Equatable {
        /// An integer in the range, counted in `unit`.
        case number(ClosedRange<Int>, unit: String)
        /// Minutes after midnight in Beijing.
        case time
        case flag
        /// At least one word.
        case words
    }

    public let title: String
    public let form: Form
    public let standard: SettingValue
    /// What changing it is.
    public let action: Action
    /// Who changes it.
    public var keeper: Role { action == .changeSettings ? .coordinator : .securityAdmin }

    /// 需填什么, for messages and `setting list`.
    public var allowed: String {
        switch form {
        case .number(let range, let unit): "\(range.lowerBound) 到 \(range.upperBound) \(unit)"
        case .time: "时刻，如 15:00"
        case .flag: "true 或 false"
        case .words: "一个或多个词，用、隔开"
        }
    }

    private init(_ title: String, _ form: Form, _ standard: SettingValue, _ action: Action = .changeSettings)
    {
        self.title = title
        self.form = form
        self.standard = standard
        self.action = action
    }

    private static func days(
        _ title: String, _ standard: Int, _ range: ClosedRange<Int> = 1...60, unit: String = "个工作日",
        _ action: Action = .changeSettings
    ) -> SettingSpec {
        SettingSpec(title, .number(range, unit: unit), .number(standard), action)
    }

    private static func words(_ standard: [String]) -> SettingValue {
        .words(standard.compactMap { try? Category($0, "词") })
    }

    static func of(_ key: SettingKey) -> SettingSpec {
        switch key {
        case .acceptWorkdays: days("签收时限", 1, 1...10)
        case .checkWorkdays: days("核查时限", 3, 1...30)
        case .criticismReplyWorkdays: days("批评性意见答复时限", 5)
        case .disputeWorkdays: days("退回派单时限", 1, 1...10)
        case .firstResponseWorkdays: days("首次响应时限", 1, 1...10)
        case .generalizationWorkdays: days("举一反三自查时限", 5)
        case .immediateWorkdays: days("立行立改时限", 1, 0...10)
        case .recheckWorkdays: days("销号后复查间隔", 60, 1...500)
        case .reclassifyWorkdays: days("督查改判整改类型时限", 2, 1...10)
        case .replyLimitWorkdays: days("复杂问题答复上限", 5)
        case .replyTargetWorkdays: days("复杂问题答复目标", 3)
        case .replyWorkdays: days("一般问题答复时限", 2)
        case .statementWorkdays: days("情况说明时限", 1, 1...10)
        case .suggestionReplyWorkdays: days("工作建议答复时限", 10)
        case .yellowWorkdays: days("黄灯提前量", 1, 0...20)
        case .coreItemsLimit: days("一次体验的核心检查项上限", 12, 1...40, unit: "项")
        case .followUpAttempts: days("回访未接通的最少次数", 3, 1...10, unit: "次")
        case .hallSuggestions: days("主官式体验的大厅建议条数", 2, 1...20, unit: "条")
        case .maxExtensions: days("延期次数上限", 2, 0...10, unit: "次")
        case .signalItems: days("需核实提示：短时间内作答项数", 10, 2...200, unit: "项")
        case .signalMinutes: days("需核实提示：短时间", 5, 1...240, unit: "分钟")
        case .reportsPerDevice: days("一台设备每天可反映", 5, 1...100, unit: "件")
        case .reportsPerWindow: days("一个窗口每小时可收反映", 60, 1...10_000, unit: "件")
        case .reportsPerCounty: days("全县每小时可收反映", 600, 1...100_000, unit: "件")
        case .cutoffTime: SettingSpec("数据截止", .time, .minutes(15 * 60))
        case .reportTime: SettingSpec("报送时限", .time, .minutes(17 * 60 + 30))
        case .evidenceMegabytes: days("单个佐证文件上限", 50, 1...2000, unit: "MB")
        case .packetMegabytes: days("报送包分卷大小", 20, 1...2000, unit: "MB")
        case .rankings: SettingSpec("通报中印排名", .flag, .flag(false))
        case .satisfiedCountsBasic: SettingSpec("好评率计入基本满意", .flag, .flag(true))
        case .outsideCheckTypes:
            SettingSpec("须外部核查的部门类型", .words, words(["行政审批服务局"]))
        case .accessLogDays: days("访问日志保存", 184, 184...3650, unit: "天", .changeSecuritySettings)
        case .cardDays: days("个人卡链接有效期", 14, 1...90, unit: "天", .changeSecuritySettings)
        case .lockoutMinutes: days("首次锁定时长", 5, 1...1440, unit: "分钟", .changeSecuritySettings)
        case .lockoutTries: days("连续输错几次锁定", 5, 3...20, unit: "次", .changeSecuritySettings)
        case .passwordDays: days("密码有效期", 90, 0...3650, unit: "天（0 为不限）", .changeSecuritySettings)
        case .passwordMinLength: days("密码最短长度", 8, 8...64, unit: "位", .changeSecuritySettings)
        case .sessionHours: days("登录最长时间", 12, 1...72, unit: "小时", .changeSecuritySettings)
        case .sessionIdleMinutes: days("页面闲置退出", 30, 1...480, unit: "分钟", .changeSecuritySettings)
        case .signInPerMinute:
            days("同一地址每分钟登录次数", 20, 0...1000, unit: "次（0 为不限）", .changeSecuritySettings)
        case .tokenDays: days("令牌有效期上限", 90, 1...730, unit: "天", .changeSecuritySettings)
        }
    }
}

/// The value of a setting. Its text is what events store and `setting set` takes.
public enum SettingValue: Hashable, Sendable, CustomStringConvertible {
    case number(Int)
    /// Minutes after midnight, 0 to 1439.
    case minutes(Int)
    case flag(Bool)
    case words([Category])

    public var description: String {
        switch self {
        case .number(let number): String(number)
        case .minutes(let minutes): "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
        case .flag(let flag): flag ? "true" : "false"
        case .words(let words): words.map(\.text).joined(separator: "、")
        }
    }

    /// Parses the text of a value of `key`.
    /// - Throws: `Invalid` for another form, a number outside the range, or no word.
    public init(_ text: String, of key: SettingKey) throws(Invalid) {
        let spec = key.spec
        let word = Prose.trimmed(text)
        let invalid = Invalid(spec.title, "“\(text.prefix(40))”不行", mend: "请填" + spec.allowed)
        switch spec.form {
        case .number(let range, _):
            guard let number = Day.digits(word[...]), range.contains(number) else { throw invalid }
            self = .number(number)
        case .time:
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
                let hour = Day.digits(parts[0]), let minute = Day.digits(parts[1]), hour < 24, minute < 60
            else { throw invalid }
            self = .minutes(hour * 60 + minute)
        case .flag:
            switch word.lowercased() {
            case "true", "是", "开": self = .flag(true)
            case "false", "否", "关": self = .flag(false)
            default: throw invalid
            }
        case .words:
            var words: [Category] = []
            for part in word.split(separator: "、") where !Prose.trimmed(String(part)).isEmpty {
                let category = try Category(String(part), spec.title)
                if !words.contains(category) { words.append(category) }
            }
            guard !words.isEmpty else { throw invalid }
            self = .words(words)
        }
    }
}

import Testing
import Walkthrough

@Suite struct `Settings of an office` {
    @Test(arguments: SettingKey.allCases)
    func `each standard is within its bounds and comes back from its text`(_ key: SettingKey) throws {
        #expect(try SettingValue(key.spec.standard.description, of: key) == key.spec.standard)
        #expect(!key.title.isEmpty && !key.spec.allowed.isEmpty)
        if case .number(let range, _) = key.spec.form {
            for number in [range.lowerBound, range.upperBound] {
                #expect(try SettingValue(String(number), of: key) == .number(number))
            }
            #expect(throws: Invalid.self) { try SettingValue(String(range.upperBound + 1), of: key) }
            #expect(throws: Invalid.self) { try SettingValue("-1", of: key) }
        }
    }

    @Test(arguments: [
        (SettingKey.cutoffTime, "24:00"), (.cutoffTime, "15"), (.cutoffTime, "15:60"), (.rankings, "也许"),
        (.outsideCheckTypes, "、"), (.checkWorkdays, "三"), (.checkWorkdays, "3.5"), (.checkWorkdays, ""),
    ])
    func `a value of another form is refused`(_ key: SettingKey, _ text: String) {
        #expect(throws: Invalid.self) { try SettingValue(text, of: key) }
    }

    @Test func `a change tells the old value and is in force afterwards`() throws {
        let command = SettingCommand(.checkWorkdays, to: .number(5), reason: try prose("节后积压"))
        let event = try Setting.decide(
            command, in: Settings(), actor: try actor("zwb", .coordinator, person: 1)
        ).first
        guard case .changed(let changed) = event else { return }
        #expect(changed.old == "3" && changed.value == "5")
        let settings = Settings(stored: [(key: changed.key, value: changed.value), (key: "gone", value: "1")])
        #expect(settings.checkWorkdays == 5)
        #expect(settings.cutoffMinutes == 15 * 60 && settings.reportMinutes == 17 * 60 + 30)
    }

    @Test func `only the keeper changes a setting`() throws {
        let reason = try prose("试")
        let business = SettingCommand(.rankings, to: .flag(true), reason: reason)
        let security = SettingCommand(.lockoutTries, to: .number(4), reason: reason)
        let coordinator = try actor("zwb", .coordinator, person: 1)
        let officer = try actor("secadmin", .securityAdmin)
        #expect(try Setting.decide(business, in: Settings(), actor: coordinator).count == 1)
        #expect(try Setting.decide(security, in: Settings(), actor: officer).count == 1)
        #expect(throws: Refusal.self) { try Setting.decide(business, in: Settings(), actor: officer) }
        #expect(throws: Refusal.self) { try Setting.decide(security, in: Settings(), actor: coordinator) }
        #expect(throws: Refusal.self) { try Setting.decide(business, in: Settings(), actor: local) }
    }

    @Test func `settings that contradict each other, no change and values out of bounds are refused`() throws
    {
        let keeper = try actor("zwb", .coordinator, person: 1)
        let reason = try prose("试")
        for (key, value) in [
            (SettingKey.reportTime, SettingValue.minutes(15 * 60)), (.replyTargetWorkdays, .number(6)),
            (.checkWorkdays, .number(3)), (.checkWorkdays, .number(99)), (.checkWorkdays, .flag(true)),
        ] {
            #expect(throws: Refusal.self) {
                try Setting.decide(
                    SettingCommand(key, to: value, reason: reason), in: Settings(), actor: keeper)
            }
        }
    }
}

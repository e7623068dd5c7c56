package import Ledger
package import Walkthrough

/// A setting as JSON: what is in force, what it would be, what it may be, and who keeps it.
package struct SettingDocument: Codable, Sendable {
    package let key: SettingKey
    package let title: String
    package let value: String
    package let standard: String
    /// What a number counts.
    package let unit: String?
    package let allowed: String
    package let keeper: String
    package let version: Int

    package init(_ key: SettingKey, _ answer: ListSettings.Answer) {
        let spec = key.spec
        self.key = key
        title = spec.title
        value = answer.settings[key].description
        standard = spec.standard.description
        if case .number(_, let unit) = spec.form { self.unit = unit } else { unit = nil }
        allowed = spec.allowed
        keeper = spec.keeper.title
        version = answer.versions[key] ?? 0
    }
}

/// All settings as JSON, under one version.
package struct SettingsDocument: Codable, Sendable {
    package let settings: [SettingDocument]
    package let version: Int

    package init(_ answer: ListSettings.Answer) {
        settings = SettingKey.allCases.map { SettingDocument($0, answer) }
        version = answer.version
    }
}

import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The county's settings.
struct SettingRoutes {
    let ledger: Ledger

    private static let key = Parameter.path("key", .choice(SettingKey.self), "设置的名称")
    private static let value = Schema.Field.required(
        "value", .text(.init(length: 1...400, example: "2")), "新值，写法见这项设置的 allowed")
    private static let reason = Schema.Field.required("reason", .prose(), "理由")

    func add(to api: API) {
        api.add(
            Operation("listSettings", .get, "/api/v1/settings", tag: "设置", "全部设置：现值、默认、可填、由谁改")
                .conditional().answers(SettingsDocument.self, "全部设置和它们共同的版本", headers: .etag)
        ) { [ledger] call in
            let answer = try await ledger.ask(ListSettings(), by: call.caller)
            return try call.reply(SettingsDocument(answer), version: answer.version)
        }
        api.add(
            Operation("changeSettings", .put, "/api/v1/settings", tag: "设置", "修改几项设置：全部改成，或一项不改")
                .takes(
                    .object(
                        .init(
                            "SettingsBody",
                            [.required("settings", .list(Self.change, 1...SettingKey.allCases.count), "各项修改")]
                        ))
                )
                .needsVersion().acts().answers(SettingsDocument.self, "修改后的全部设置", headers: .etag)
        ) { [ledger] call in
            let commands = try call.body.objects("settings").map { fields in
                try Self.command(try fields.neededChoice("key"), fields)
            }
            let command = try call.body.made("settings") { () throws(Invalid) in
                try ChangeSettings(commands, expecting: call.expected)
            }
            try await ledger.perform(command, by: call.caller)
            let answer = try await ledger.ask(ListSettings(), by: call.caller)
            return try call.reply(SettingsDocument(answer), version: answer.version)
        }
        api.add(
            Operation("showSetting", .get, "/api/v1/settings/{key}", tag: "设置", "查看一项设置")
                .takes(Self.key).conditional().answers(SettingDocument.self, "这项设置", headers: .etag)
        ) { [ledger] call in
            try call.reply(try Self.key(call), try await ledger.ask(ListSettings(), by: call.caller))
        }
        api.add(
            Operation("changeSetting", .put, "/api/v1/settings/{key}", tag: "设置", "修改一项设置，写明理由")
                .takes(Self.key).takes(.object(.init("SettingBody", [Self.value, Self.reason])))
                .needsVersion().acts().answers(SettingDocument.self, "修改后的这项设置", headers: .etag)
        ) { [ledger] call in
            let key = try Self.key(call)
            let command = ChangeSetting(try Self.command(key, call.body), expecting: call.expected)
            try await ledger.perform(command, by: call.caller)
            return try call.reply(key, try await ledger.ask(ListSettings(), by: call.caller))
        }
    }

    private static let change = Schema.object(
        .init("SettingChange", [.required("key", .choice(SettingKey.self), "名称"), value, reason]))

    private static func key(_ call: Call<Caller>) throws(LedgerError) -> SettingKey {
        guard let key = SettingKey(rawValue: call.path["key"] ?? "") else {
            throw .unknown("没有这项设置；请先列出全部设置，核对名称")
        }
        return key
    }

    private static func command(_ key: SettingKey, _ fields: Fields) throws -> SettingCommand {
        let value = try fields.needed("value") { (text) throws(Invalid) in try SettingValue(text, of: key) }
        return SettingCommand(key, to: value, reason: try fields.neededProse("reason"))
    }
}

extension Call {
    fileprivate func reply(_ key: SettingKey, _ answer: ListSettings.Answer) throws -> Response {
        try reply(SettingDocument(key, answer), version: answer.versions[key] ?? 0)
    }
}

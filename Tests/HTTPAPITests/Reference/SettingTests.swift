import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `Settings and the calendar over HTTP` {
    @Test func `say what is in force, what would be, and who keeps it`() async throws {
        try await Office.open { office in
            let answer = try await office.get("/api/v1/settings", as: "yunxi")
            let settings = try #require(try answer.json()["settings"] as? [[String: Any]])
            let check = try #require(settings.first { $0["key"] as? String == "checkWorkdays" })
            #expect(check["value"] as? String == "3" && check["standard"] as? String == "3")
            #expect(check["title"] as? String == "核查时限" && check["unit"] as? String == "个工作日")
            #expect(check["keeper"] as? String == "政务办管理")
            let known = try await office.get("/api/v1/settings", [.ifNoneMatch: answer.tag])
            #expect(known.status == 304)
            #expect(try await office.get("/api/v1/settings/nothing").status == 404)
        }
    }

    @Test func `one is changed by its keeper, with a reason, as it was seen`() async throws {
        try await Office.open { office in
            let path = "/api/v1/settings/checkWorkdays"
            let tag = try await office.get(path).tag
            #expect(tag.hasPrefix("\"0."))
            func put(_ value: String, as account: String = "zhengwu", _ tag: String) async throws
                -> Office.Answer
            {
                try await office.send(
                    .put, path, as: account, #"{"value":"\#(value)","reason":"试行"}"#, [.ifMatch: tag])
            }
            #expect(try await put("4", as: "yunxi", tag).status == 403)
            #expect(try await put("99", tag).status == 422)
            let changed = try await put("4", tag)
            #expect(try changed.status == 200 && (changed.json()["value"] as? String) == "4")
            #expect(try await put("5", tag).status == 412)
            #expect(try await put("4", changed.tag).status == 409)
            let bare = try await office.send(
                .put, path, as: "zhengwu", #"{"value":"5"}"#, [.ifMatch: changed.tag])
            #expect(bare.status == 422)
        }
    }

    @Test func `several are changed together or not at all`() async throws {
        try await Office.open { office in
            let path = "/api/v1/settings"
            let tag = try await office.get(path).tag
            func put(_ changes: [(String, String)], _ tag: String) async throws -> Office.Answer {
                let list = changes.map { #"{"key":"\#($0)","value":"\#($1)","reason":"试行"}"# }
                return try await office.send(
                    .put, path, as: "zhengwu", #"{"settings":[\#(list.joined(separator: ","))]}"#,
                    [.ifMatch: tag])
            }
            func value(_ key: String) async throws -> String? {
                try await office.get("/api/v1/settings/\(key)").json()["value"] as? String
            }
            let bad = try await put([("checkWorkdays", "4"), ("acceptWorkdays", "99")], tag)
            #expect(bad.status == 422)
            #expect(try await value("checkWorkdays") == "3")
            // Each alone would break the order of the two times.
            let moved = try await put([("cutoffTime", "18:00"), ("reportTime", "19:00")], tag)
            #expect(moved.status == 200, "\(moved.text)")
            #expect(try await value("cutoffTime") == "18:00")
            #expect(try await put([("checkWorkdays", "5")], tag).status == 412)
            let twice = try await put([("checkWorkdays", "5"), ("checkWorkdays", "6")], moved.tag)
            #expect(twice.status == 422)
            let wrong = try await put([("cutoffTime", "20:00"), ("reportTime", "19:30")], moved.tag)
            #expect(wrong.status == 422)
            #expect(try await value("reportTime") == "19:00")
        }
    }

    @Test func `count working days from the day of receipt`() async throws {
        try await Office.open { office in
            let due = try await office.get("/api/v1/calendar/due?from=2026-09-30&workdays=2").json()
            #expect(due["due"] as? String == "2026-10-09")
            #expect(due["provisional"] as? Bool == false)
            #expect((due["days"] as? [[String: Any]])?.first?["counts"] as? Bool == false)
            #expect(try await office.get("/api/v1/calendar/due?from=2026-09-30").status == 422)
            #expect(try await office.get("/api/v1/calendar/due?from=2026-09-31&workdays=2").status == 422)
            let year = try await office.get("/api/v1/calendar/2026")
            #expect((try year.json()["holidays"] as? [Any])?.isEmpty == false)
            #expect(try await office.get("/api/v1/calendar/2026", [.ifNoneMatch: year.tag]).status == 304)
            #expect(try await office.get("/api/v1/calendar/1950").status == 404)
        }
    }
}

import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `The description of reference data and weeks` {
    /// What stands in `value` and not in the schema, or is required there and missing.
    private func faults(_ value: Any, _ schema: [String: Any], _ all: [String: Any], _ place: String)
        -> [String]
    {
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            guard let found = all[String(name)] as? [String: Any] else { return ["\(place): no \(name)"] }
            return faults(value, found, all, place)
        }
        if let any = schema["oneOf"] as? [[String: Any]], !(value is NSNull) {
            return faults(value, any[0], all, place)
        }
        if let list = value as? [Any] {
            guard let items = schema["items"] as? [String: Any] else { return ["\(place): no list"] }
            return list.prefix(3).enumerated().flatMap { faults($1, items, all, "\(place).\($0)") }
        }
        guard let object = value as? [String: Any] else { return [] }
        guard let fields = schema["properties"] as? [String: [String: Any]] else {
            return ["\(place): no object"]
        }
        let required = schema["required"] as? [String] ?? []
        return object.flatMap { name, value in
            fields[name].map { faults(value, $0, all, "\(place).\(name)") } ?? ["\(place).\(name): unknown"]
        } + required.filter { object[$0] == nil }.map { "\(place).\($0): missing" }
    }

    @Test func `names every field that is answered, in Chinese`() async throws {
        try await Office.open { office in
            try office.at("2026-09-30T16:00:00+08:00")
            let week = "/api/v1/ledgers/2026-W40"
            #expect(try await office.send(.post, week + "/freeze", as: "zhengwu").status == 200)
            let api = try await office.get("/openapi.json", as: nil).json()
            let schemas = try #require((api["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let answers = [
                ("/units?limit=3", "UnitDocumentPage"), ("/units/QH-T01", "UnitDocument"),
                ("/people", "PersonDocumentPage"), ("/sources", "SourceDocumentPage"),
                ("/settings", "SettingsDocument"), ("/settings/cutoffTime", "SettingDocument"),
                ("/calendar/due?from=2026-09-30&workdays=3", "DueDocument"),
                ("/calendar/2026", "CalendarYearDocument"), ("/ledgers", "LedgerWeekDocumentPage"),
                ("/ledgers/2026-W40", "WeekStatusDocument"),
                ("/unit-weeks/2026-W40/QH-T02", "UnitWeekDocument"),
                ("/unit-weeks/2026-W40/QH-T02/packet", "PacketDocument"),
            ]
            for (path, name) in answers {
                let answer = try await office.get("/api/v1" + path, as: "zhengwu")
                #expect(answer.status == 200, "\(path): \(answer.text)")
                let schema = try #require(schemas[name] as? [String: Any], "\(name)")
                let found = faults(try answer.json(), schema, schemas, name)
                #expect(found.isEmpty, "\(path): \(found)")
                let fields = try #require(schema["properties"] as? [String: [String: Any]])
                for (field, form) in fields where !["items", "next"].contains(field) {
                    let title = form["description"] as? String ?? ""
                    #expect(title.contains { !$0.isASCII }, "\(name).\(field) is called “\(title)”")
                }
            }
        }
    }

    @Test func `knows each operation by one name`() async throws {
        try await Office.open { office in
            let api = try await office.get("/openapi.json", as: nil).json()
            let paths = try #require(api["paths"] as? [String: [String: [String: Any]]])
            let ids = paths.values.flatMap { $0.values.compactMap { $0["operationId"] as? String } }
            #expect(Set(ids).count == ids.count)
            let download = try #require(paths["/api/v1/ledgers/{week}/{file}"]?["get"])
            let answers = try #require(download["responses"] as? [String: Any])
            #expect(["200", "206", "304", "404", "409", "416"].allSatisfy { answers[$0] != nil })
        }
    }
}

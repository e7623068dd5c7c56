import Crypto
import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `Weekly ledgers over HTTP` {
    private static let path = "/api/v1/ledgers/2026-W40"

    /// Files a row that 石桥镇 has to mend.
    /// - Returns: its number.
    private func filed(_ office: Office) async throws -> String {
        let filed = try await office.send(
            .post, "/api/v1/items", as: "yunxi", #"{"description":"指南写三份材料，窗口要四份","place":"QH-T02"}"#)
        try #require(filed.status == 201, "\(filed.text)")
        let number = try #require(try filed.json()["number"] as? String)
        let assigned = try await office.send(
            .post, "/api/v1/items/\(number)/assign", #"{"lead":"QH-T02","mode":"immediate"}"#,
            [.ifMatch: filed.tag])
        try #require(assigned.status == 200, "\(assigned.text)")
        return number
    }

    /// Files a row and fixes its week, whose 数据截止 is Wednesday before the holidays.
    private func frozen(_ office: Office) async throws -> String {
        let number = try await filed(office)
        try office.at("2026-09-30T16:00:00+08:00")
        let frozen = try await office.send(.post, Self.path + "/freeze", as: "zhengwu")
        try #require(frozen.status == 200, "\(frozen.text)")
        return number
    }

    @Test func `are fixed once, after 数据截止, by those who may`() async throws {
        try await Office.open { office in
            _ = try await filed(office)
            let early = try await office.send(.post, Self.path + "/freeze", as: "zhengwu")
            #expect(early.status == 409, "\(early.text)")
            try office.at("2026-09-30T16:00:00+08:00")
            #expect(try await office.send(.post, Self.path + "/freeze", as: "yunxi").status == 403)
            #expect(try await office.get("/api/v1/ledgers").items().isEmpty)
            let headers: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "once"]
            let first = try await office.send(.post, Self.path + "/freeze", as: "zhengwu", nil, headers)
            #expect((try first.json()["frozen"] as? [Any])?.count == 1, "\(first.text)")
            let repeated = try await office.send(.post, Self.path + "/freeze", as: "zhengwu", nil, headers)
            #expect(repeated.text == first.text)
            let second = try await office.send(.post, Self.path + "/freeze", as: "zhengwu")
            #expect((try second.json()["frozen"] as? [Any])?.isEmpty == true)
            let weeks = try await office.get("/api/v1/ledgers").items()
            #expect(weeks.map { $0["week"] as? String } == ["2026-W40"])
            #expect(weeks.first?["rows"] as? Int == 1)
            #expect(try await office.get("/api/v1/ledgers", as: "yunxi").status == 403)
            #expect(try await office.get("/api/v1/ledgers/2026-W99").status == 404)
        }
    }

    @Test func `are the vault's bytes, under the manifest's names and digests`() async throws {
        try await Office.open { office in
            _ = try await frozen(office)
            let manifest = try await office.get(Self.path + "/manifest.json")
            #expect(manifest.status == 200, "\(manifest.text)")
            let digests = try #require(try manifest.json()["files"] as? [String: String])
            for (file, name) in [("ledger.xlsx", "整改台账.xlsx"), ("ledger.csv", "整改台账.csv")] {
                let answer = try await office.get("\(Self.path)/\(file)")
                let hex = SHA256.hash(data: answer.bytes).map { String(format: "%02x", $0) }.joined()
                #expect(digests[name] == "sha256:\(hex)")
                #expect(answer.tag == "\"\(hex)\"")
                let escaped = try #require(name.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
                let disposition = answer.headers[.contentDisposition] ?? ""
                #expect(
                    disposition.hasSuffix(
                        "filename*=UTF-8''\(escaped.replacingOccurrences(of: "%2E", with: "."))"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                let part = try await office.get("\(Self.path)/\(file)", [.range: "bytes=3-9"])
                #expect(part.status == 206 && part.bytes == Array(answer.bytes[3...9]))
                #expect(
                    try await office.get("\(Self.path)/\(file)", [.ifNoneMatch: answer.tag]).status == 304)
            }
            #expect(try await office.get(Self.path + "/secrets.txt").status == 404)
            #expect(try await office.get(Self.path + "/ledger.csv?edition=1").status == 404)
            #expect(try await office.get(Self.path + "/ledger.csv", as: "yunxi").status == 403)
            #expect(try await office.get("/api/v1/ledgers/2026-W39/ledger.csv").status == 404)
        }
    }

    @Test func `that were altered are not handed out`() async throws {
        try await Office.open { office in
            _ = try await frozen(office)
            let hex = try await office.get(Self.path + "/ledger.csv").tag.filter { $0 != "\"" }
            let path = "\(office.root)/data/evidence/\(hex.prefix(2))/\(hex)"
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            try Data("改过".utf8).write(to: URL(fileURLWithPath: path))
            let answer = try await office.get(Self.path + "/ledger.csv")
            #expect(answer.status == 500 && answer.code == "unusableStore", "\(answer.text)")
        }
    }

    @Test func `are corrected by two persons, and both editions can be had`() async throws {
        try await Office.open { office in
            let row = try await frozen(office)
            let tag = try await office.get(Self.path).tag
            let body = #"{"row":"\#(row)","column":"problem","new":"指南写三份，窗口要四份","reason":"漏字"}"#
            #expect(
                try await office.send(.post, Self.path + "/corrections", as: "zhengwu", body).status == 428)
            let proposed = try await office.send(
                .post, Self.path + "/corrections", as: "zhengwu", body, [.ifMatch: tag])
            #expect(proposed.status == 201, "\(proposed.text)")
            let place = try #require(proposed.headers[.location])
            let shown = try await office.get(place)
            #expect(try shown.json()["state"] as? String == "pending")
            #expect(try shown.json()["old"] as? String == "指南写三份材料，窗口要四份")
            let own = try await office.send(
                .post, place + "/confirm", as: "zhengwu", nil, [.ifMatch: shown.tag])
            #expect(own.status == 403 || own.status == 409, "\(own.text)")
            let confirmed = try await office.send(.post, place + "/confirm", nil, [.ifMatch: shown.tag])
            #expect(
                try confirmed.status == 200 && (confirmed.json()["serial"] as? Int) == 1, "\(confirmed.text)")
            let list = try await office.get(Self.path + "/corrections").items()
            #expect(list.map { $0["state"] as? String } == ["confirmed"])
            #expect(try await office.get(Self.path + "/corrections?after=x").status == 422)
            let first = try await office.get(Self.path + "/ledger.csv?edition=0")
            let last = try await office.get(Self.path + "/ledger.csv")
            #expect(first.text.contains("三份材料") && !last.text.contains("三份材料"))
            #expect(try await office.get(Self.path + "/ledger.csv?edition=1").bytes == last.bytes)
        }
    }

    @Test func `that are withheld answer 409, and their status says so`() async throws {
        try await Office.open { office in
            _ = try await frozen(office)
            let tag = try await office.get(Self.path).tag
            let stop = try await office.send(
                .post, Self.path + "/withhold", as: "zhengwu", #"{"reason":"待核"}"#, [.ifMatch: tag])
            #expect(stop.status == 200, "\(stop.text)")
            for query in ["", "?edition=0"] {
                let answer = try await office.get(Self.path + "/ledger.xlsx" + query)
                #expect(answer.status == 409 && answer.text.contains("停发（待核）"), "\(answer.text)")
            }
            let editions = try await office.get(Self.path).json()["editions"] as? [[String: Any]]
            #expect(editions?.first?["withheld"] as? Bool == true)
            #expect(editions?.first?["withheldReason"] as? String == "待核")
            let packet = try await office.get("/api/v1/unit-weeks/2026-W40/QH-T02/packet", as: "shiqiao")
            #expect(try packet.json()["withheld"] as? [String] == ["定稿"], "\(packet.text)")
        }
    }

    @Test func `name the week that holds one without its own`() async throws {
        try await Office.open { office in
            let answer = try await office.get("/api/v1/ledgers/2026-W08")
            #expect(answer.status == 409 && answer.text.contains("合并报送"), "\(answer.text)")
        }
    }
}

import Crypto
import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `A unit's week over HTTP` {
    private static let path = "/api/v1/unit-weeks/2026-W40/QH-T02"

    private func act(
        _ office: Office, _ verb: String, as account: String = "shiqiao", _ body: String? = nil
    ) async throws -> Office.Answer {
        let tag = try await office.get(Self.path).tag
        return try await office.send(.post, "\(Self.path)/\(verb)", as: account, body, [.ifMatch: tag])
    }

    @Test func `is filled, signed, sent and recalled`() async throws {
        try await Office.open { office in
            let empty = try await office.get(Self.path, as: "shiqiao")
            #expect(try empty.json()["stage"] as? String == "missing")
            #expect(empty.tag.hasPrefix("\"0."))
            #expect(try await office.send(.post, Self.path + "/fill", as: "shiqiao").status == 428)
            #expect(try await act(office, "sign").status == 409)
            let body = #"{"information":{"title":"本周工作","text":"走了三次"}}"#
            #expect(try await act(office, "fill", as: "yunxi", body).status == 403)
            let filled = try await act(office, "fill", body)
            #expect(
                try filled.status == 200 && (filled.json()["stage"] as? String) == "filled", "\(filled.text)")
            #expect(try await act(office, "fill").status == 200)
            let signed = try await act(office, "sign")
            #expect(try signed.json()["stage"] as? String == "signed", "\(signed.text)")
            let sent = try await act(office, "submit")
            #expect(try sent.json()["isLate"] as? Bool == false)
            #expect(try await act(office, "fill").status == 409)
            let stale = try await office.send(
                .post, Self.path + "/recall", as: "shiqiao", #"{"reason":"漏报"}"#, [.ifMatch: "\"1\""])
            #expect(stale.status == 412)
            #expect(try await act(office, "recall", #"{"reason":"漏报"}"#).status == 200)
            let shown = try await office.get(Self.path, as: "shiqiao").json()
            #expect(shown["stage"] as? String == "filled" && shown["recalls"] as? Int == 1)
            #expect(try await office.get(Self.path, as: "yunxi").status == 404)
            #expect(try await office.get("/api/v1/unit-weeks/2026-W40/QH-NONE").status == 404)
        }
    }

    @Test func `without rows is a 零报告 from the day of 数据截止 on`() async throws {
        try await Office.open { office in
            #expect(try await act(office, "zero-report").status == 409)
            try office.at("2026-09-30T10:00:00+08:00")
            let zero = try await act(office, "zero-report")
            #expect(try zero.json()["stage"] as? String == "zeroReport", "\(zero.text)")
        }
    }

    @Test func `is a packet in parts, each the bytes of its digest`() async throws {
        try await Office.open { office in
            _ = try await act(office, "fill", #"{"information":{"title":"本周工作","text":"走了三次"}}"#)
            let packet = try await office.get(Self.path + "/packet", as: "shiqiao")
            #expect(packet.status == 200, "\(packet.text)")
            let document = try packet.json()
            #expect((document["files"] as? [String])?.contains("工作信息.txt") == true)
            let parts = try #require(document["parts"] as? [[String: Any]])
            #expect(parts.count == 1)
            let part = try await office.get(Self.path + "/packet/1", as: "shiqiao")
            #expect(part.headers[.contentType] == "application/zip")
            #expect(part.bytes.starts(with: [0x50, 0x4B]))
            #expect(part.bytes.count == parts[0]["byteCount"] as? Int)
            let hex = SHA256.hash(data: part.bytes).map { String(format: "%02x", $0) }.joined()
            #expect(part.tag == "\"\(hex)\"" && parts[0]["digest"] as? String == "sha256:\(hex)")
            #expect(try await office.get(Self.path + "/packet/2", as: "shiqiao").status == 404)
            #expect(try await office.get(Self.path + "/packet", as: "yunxi").status == 404)
        }
    }
}

@Suite struct `The live ledger as a file` {
    @Test func `holds what the filter asks for, in each format, and leaves nothing behind`() async throws {
        try await Office.open { office in
            for (place, text) in [("QH-T02", "窗口要四份"), ("QH-T01", "取号机没有纸")] {
                let filed = try await office.send(
                    .post, "/api/v1/items", as: "ducha", #"{"description":"\#(text)","place":"\#(place)"}"#)
                #expect(filed.status == 201, "\(filed.text)")
                let number = try filed.json()["number"] as? String ?? ""
                let assigned = try await office.send(
                    .post, "/api/v1/items/\(number)/assign", #"{"lead":"\#(place)","mode":"immediate"}"#,
                    [.ifMatch: filed.tag])
                #expect(assigned.status == 200, "\(assigned.text)")
            }
            let before = try left()
            let csv = try await office.get("/api/v1/exports/ledger?format=csv&unit=QH-T02")
            #expect(
                csv.status == 200 && csv.text.contains("窗口要四份") && !csv.text.contains("取号机"), "\(csv.text)")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.headers[.contentDisposition]?.contains("UTF-8''%E6%BC%94%E7%A4%BA-") == true)
            #expect(csv.headers[.cacheControl] == "no-store")
            let json = try await office.get("/api/v1/exports/ledger?format=json").json()
            #expect((json["items"] as? [Any])?.count == 2)
            let xlsx = try await office.get("/api/v1/exports/ledger?format=xlsx")
            #expect(xlsx.bytes.starts(with: [0x50, 0x4B]))
            #expect(try left() == before)
            #expect(try await office.get("/api/v1/exports/ledger").status == 422)
            #expect(try await office.get("/api/v1/exports/ledger?format=pdf").status == 422)
            #expect(try await office.get("/api/v1/exports/ledger?format=csv&unit=QH-NONE").status == 404)
        }
    }

    /// Folders of exports that nobody took away; those of other tests come and go under their own names.
    private func left() throws -> Int {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        return try FileManager.default.contentsOfDirectory(atPath: folder).count {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)/ledger.csv")
        }
    }
}

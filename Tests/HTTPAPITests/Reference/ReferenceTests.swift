import Foundation
import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct `Reference data over HTTP` {
    @Test func `is listed page by page, and each record once`() async throws {
        try await Office.open { office in
            var codes: [String] = []
            var path: String? = "/api/v1/units?under=QH-T01&limit=7"
            while let next = path {
                let page = try await office.get(next)
                #expect(page.status == 200)
                codes += try page.items().compactMap { $0["code"] as? String }
                path = try page.json()["next"] as? String
                path = path.map { "/api/v1/units?under=QH-T01&limit=7&after=\($0)" }
                #expect((page.headers[HTTPField.Name("Link")!] != nil) == (path != nil))
            }
            #expect(codes.count == 16 && Set(codes).count == 16, "\(codes)")
            #expect(codes == codes.sorted() && codes.allSatisfy { $0.hasPrefix("QH-T01") })
        }
    }

    @Test func `is filtered by word, kind and department`() async throws {
        try await Office.open { office in
            let police = try await office.get("/api/v1/units?q=%E5%85%AC%E5%AE%89%E5%B1%80&kind=department")
                .items()
            #expect(police.map { $0["code"] as? String } == ["QH-D07"])
            #expect(try await office.get("/api/v1/units?under=QH-NONE").status == 404)
            #expect(try await office.get("/api/v1/units?kind=castle").status == 422)
            #expect(try await office.get("/api/v1/sources?limit=200").items().count > 10)
            #expect(try await office.get("/api/v1/one-things").items().isEmpty)
        }
    }

    @Test(arguments: ["units", "services", "people", "one-things", "sources", "campaigns", "ledgers"])
    func `refuses a cursor that no page gave, with 422 on after`(list: String) async throws {
        try await Office.open { office in
            for cursor in ["nonsense", "%00", "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"] {
                let answer = try await office.get("/api/v1/\(list)?after=\(cursor)")
                #expect(answer.status == 422, "\(list) \(cursor): \(answer.text)")
                let errors = try answer.json()["errors"] as? [[String: Any]]
                #expect(errors?.first?["field"] as? String == "after")
            }
            #expect(try await office.get("/api/v1/\(list)", as: nil).status == 401)
        }
    }

    @Test func `names people only to those who keep the list`() async throws {
        try await Office.open { office in
            #expect(
                try await office.get("/api/v1/people", as: "zhengwu").items().count == Office.players.count)
            #expect(try await office.get("/api/v1/people", as: "yunxi").status == 403)
            #expect(try await office.get("/api/v1/people/P1", as: "yunxi").status == 403)
            let person = try await office.get("/api/v1/people/P1", as: "zhengwu")
            #expect(try person.json()["units"] as? [String] == ["QH-D01-DC"])
            #expect(try await office.get("/api/v1/people/P99", as: "zhengwu").status == 404)
            let town = try await office.get("/api/v1/people?under=QH-T01", as: "zhengwu").items()
            #expect(town.count == 1)
        }
    }

    @Test func `is imported whole or not at all, with each fault told by line and column`() async throws {
        try await Office.open { office in
            let good = "单位编码,单位名称,单位类型,上级编码\nQH-X1,测试局,部门,QH\nQH-X2,测试科,内设科室,QH-X1\n"
            func post(_ text: String, _ query: String = "", key: String? = nil) async throws -> Office.Answer
            {
                try await office.send(
                    .post, "/api/v1/units/imports\(query)", as: "zhengwu", bytes: Array(text.utf8),
                    type: "text/csv; charset=utf-8",
                    key.map { [HTTPField.Name("Idempotency-Key")!: $0] } ?? [:])
            }
            let bad = try await post(good + "QH-X3,,部门,QH\nQH-X4,坏局,城堡,QH-NONE\n")
            #expect(bad.status == 422)
            let errors = try #require(try bad.json()["errors"] as? [[String: Any]])
            #expect(errors.contains { $0["line"] as? Int == 4 && $0["column"] as? Int == 2 }, "\(errors)")
            #expect(errors.contains { $0["line"] as? Int == 5 && $0["field"] as? String == "单位类型" })
            #expect(errors.allSatisfy { ($0["message"] as? String)?.isEmpty == false })
            #expect(try await office.get("/api/v1/units/QH-X1").status == 404)
            let dry = try await post(good, "?dryRun=true")
            #expect(try dry.status == 200 && (dry.json()["imported"] as? Int) == 2)
            #expect(try await office.get("/api/v1/units/QH-X1").status == 404)
            let first = try await post(good, key: "k1")
            #expect(try first.json()["imported"] as? Int == 2)
            #expect(try await post(good, key: "k1").text == first.text)
            #expect(try await post(good + "QH-X5,又一局,部门,QH\n", key: "k1").status == 422)
            #expect(try await post(good).json()["skipped"] as? Int == 2)
            #expect(try await post("").status == 422)
            let wrong = try await office.send(.post, "/api/v1/units/imports", as: "zhengwu", "{}")
            #expect(wrong.status == 415)
            let large = try await office.send(
                .post, "/api/v1/units/imports", as: "zhengwu",
                bytes: [UInt8](repeating: 65, count: 5_000_001), type: "text/csv")
            #expect(large.status == 413)
            let denied = try await office.send(
                .post, "/api/v1/units/imports", as: "yunxi", bytes: Array(good.utf8), type: "text/csv")
            #expect(denied.status == 403)
        }
    }

    @Test func `is changed only by who saw it as it is`() async throws {
        try await Office.open { office in
            let path = "/api/v1/units/QH-T01-V01"
            let tag = try await office.get(path).tag
            let body = #"{"on":"2026-10-01","reason":"撤并"}"#
            #expect(try await office.send(.post, path + "/close", as: "zhengwu", body).status == 428)
            let stale = try await office.send(
                .post, path + "/close", as: "zhengwu", body, [.ifMatch: "\"9\""])
            #expect(try stale.status == 412 && (stale.json()["current"] as? Int) == 1)
            let denied = try await office.send(.post, path + "/close", as: "yunxi", body, [.ifMatch: tag])
            #expect(denied.status == 403)
            let closed = try await office.send(.post, path + "/close", as: "zhengwu", body, [.ifMatch: tag])
            #expect(closed.status == 200 && closed.tag == "\"2\"")
            #expect(try await office.get(path).json()["active"] as? Bool == false)
            let again = try await office.send(
                .post, path + "/close", as: "zhengwu", body, [.ifMatch: "\"2\""])
            #expect(again.status == 409)
            let reopened = try await office.send(
                .post, path + "/reopen", as: "zhengwu", body, [.ifMatch: closed.tag])
            #expect(reopened.status == 200)
            let none = try await office.send(
                .post, "/api/v1/units/QH-NONE/close", as: "zhengwu", body, [.ifMatch: "\"1\""])
            #expect(none.status == 404)
        }
    }

    @Test func `appoints a volunteer, and ends the term by two persons`() async throws {
        try await Office.open { office in
            func act(_ verb: String, as account: String, _ body: String, _ version: Int) async throws -> Int {
                try await office.send(
                    .post, "/api/v1/people/P4/\(verb)", as: account, body, [.ifMatch: "\"\(version)\""]
                ).status
            }
            let term = #""from":"2026-09-01","to":"2027-08-31""#
            let unnamed = #"{"number":"012","recruitment":"recommended",\#(term)}"#
            #expect(try await act("appoint", as: "zhengwu", unnamed, 1) == 422)
            let body = #"{"number":"012","recruitment":"openCall",\#(term)}"#
            #expect(try await act("appoint", as: "zhengwu", body, 1) == 200)
            let shown = try await office.get("/api/v1/people/P4", as: "zhengwu").json()
            #expect(shown["experiencer"] as? String == "体验员012")
            let end = #"{"lastDay":"2026-10-31","reason":"本人申请"}"#
            #expect(try await act("end-term", as: "zhengwu", end, 2) == 200)
            #expect(try await act("confirm-end-term", as: "zhengwu", "{}", 3) == 403)
            #expect(try await act("confirm-end-term", as: "ducha", "{}", 3) == 200)
            let after = try await office.get("/api/v1/people/P4", as: "zhengwu").json()
            #expect(after["termEnds"] as? String == "2026-10-31")
        }
    }

    @Test func `sets a campaign up, and ends it`() async throws {
        try await Office.open { office in
            let body = """
                {"name":"陪群众走流程","issuer":"QH-D01","stages":[
                 {"from":"2026-09-01","to":"2026-09-10"},{"from":"2026-09-11","to":"2026-09-20"},
                 {"from":"2026-09-21","to":"2026-11-20"},{"from":"2026-11-21","to":"2026-12-31"}],
                 "actions":[{"action":"crossCheck","office":"QH-D27-ZF","leader":"P1"}]}
                """
            let made = try await office.send(.post, "/api/v1/campaigns", as: "zhengwu", body)
            #expect(made.status == 201, "\(made.text)")
            let path = try #require(made.headers[.location])
            let shown = try await office.get(path)
            #expect(try shown.json()["name"] as? String == "陪群众走流程")
            #expect(try await office.get("/api/v1/campaigns?open=true").items().count == 1)
            let plan = """
                {"action":"crossCheck","unit":"QH-D27-ZF",
                 "plan":"sha256:\(String(repeating: "0", count: 64))"}
                """
            let unknown = try await office.send(
                .post, path + "/file-plan", as: "zhengwu", plan, [.ifMatch: shown.tag])
            #expect(unknown.status == 422, "a plan that nobody uploaded")
            let ended = try await office.send(
                .post, path + "/end", as: "zhengwu", #"{"on":"2026-09-30","reason":"提前完成"}"#,
                [.ifMatch: shown.tag])
            #expect(ended.status == 200)
            #expect(try await office.get(path).json()["endedOn"] as? String == "2026-09-30")
            let overlap = body.replacingOccurrences(of: "2026-09-11", with: "2026-09-05")
            #expect(try await office.send(.post, "/api/v1/campaigns", as: "zhengwu", overlap).status == 422)
        }
    }
}

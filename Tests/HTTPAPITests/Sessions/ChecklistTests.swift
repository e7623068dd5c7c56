import Documents
import Ledger
import Testing

@testable import HTTPAPI

@Suite struct `Checklists over HTTP` {
    @Test func `are listed by pages and shown whole, or by one item`() async throws {
        try await TestServer.use { server in
            try await server.get("/api/v1/checklists", as: nil).expectProblem(401)
            let all = try await server.get("/api/v1/checklists", as: "tiyan").expect(200).json
            #expect(all["next"] == .null && all["items"].list.count > 2)
            var ids: [JSON] = []
            var next: String? = ""
            while let cursor = next {
                let after = cursor.isEmpty ? "" : "&after=\(cursor)"
                let page = try await server.get("/api/v1/checklists?limit=2\(after)", as: "tiyan").expect(200)
                    .json
                ids += page["items"].list.map { $0["id"] }
                next = page["next"].text
            }
            #expect(ids == all["items"].list.map { $0["id"] })
            let shown = try await server.get("/api/v1/checklists/coverage", as: "tiyan").expect(200)
            #expect(
                shown.json["items"].list.count
                    == all["items"].list.first { $0["id"] == "coverage" }?["items"].int)
            let tag = try #require(shown["ETag"])
            try await server.get("/api/v1/checklists/coverage", as: "tiyan", headers: ["If-None-Match": tag])
                .expect(304)
            let item = try await server.get("/api/v1/checklists/COV-02", as: "tiyan").expect(200).json
            #expect(item["id"] == "coverage" && item["items"].list.map { $0["id"] } == ["COV-02"])
            try await server.get("/api/v1/checklists/COV-999", as: "tiyan").expectProblem(404)
        }
    }
}

@Suite struct `Documents of walks` {
    private static func fields(_ schema: Schema) -> Set<String> {
        switch schema {
        case .text, .choice, .integer, .flag, .named: []
        case .list(let element, _): fields(element)
        case .nullable(let inner): fields(inner)
        case .anyOf(let all): all.reduce(into: []) { $0.formUnion(fields($1)) }
        case .object(let object):
            object.fields.reduce(into: []) {
                $0.insert($1.name)
                $0.formUnion(fields($1.schema))
            }
        }
    }

    @Test func `tell every field's name in Chinese, and are read off their types whole`() {
        let schemas = [
            DocumentSchema.of(ListDocument<SessionLine>.self), DocumentSchema.of(SessionDocument.self),
            DocumentSchema.of(AnswerDocument.self), DocumentSchema.of(SuggestionDocument.self),
            DocumentSchema.of(TaskDocument.self), DocumentSchema.of(NoticeDocument.self),
            DocumentSchema.of(ClueDocument.self), DocumentSchema.of(ListDocument<ChecklistLine>.self),
            DocumentSchema.of(ChecklistDocument.self), DocumentSchema.of(OpenSession.Receipt.self),
            DocumentSchema.of(EditSession.Receipt.self), DocumentSchema.of(SubmitSession.Receipt.self),
            DocumentSchema.of(ActOnSuggestion.Receipt.self),
            DocumentSchema.of(ReportGeneralization.Receipt.self),
        ]
        let names = schemas.reduce(into: Set<String>()) { $0.formUnion(Self.fields($1)) }
        #expect(names.filter { FieldTitles.of($0) == $0 }.sorted() == [])
        #expect(
            Self.fields(DocumentSchema.of(SessionDocument.self)).isSuperset(of: [
                "signals", "explanation", "from",
            ]))
        #expect(
            Self.fields(DocumentSchema.of(ChecklistDocument.self)).isSuperset(of: [
                "seeAlso", "source", "traits",
            ]))
    }
}

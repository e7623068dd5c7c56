import Exports
import HTTPTypes
import Hummingbird
import Testing
import Walkthrough

@testable import HTTPAPI

@Suite struct `The OpenAPI document` {
    /// The API as it is served, and its document as anybody reads it.
    private func read(
        _ body: (API, JSON) throws -> Void
    ) async throws {
        try await TestServer.use { server in
            let reply = try await server.get("/openapi.json", as: nil).expect(200)
            try body(server.server.api(), reply.json)
        }
    }

    @Test func `tells of every route, and of no other`() async throws {
        try await read { api, document in
            let routes = Set(api.router.routes.map { "\($0.method) \($0.path)" })
            let told = Set(
                document["paths"].members.flatMap { path, methods in
                    methods.members.keys.map { "\($0.uppercased()) \(path)" }
                })
            #expect(routes.subtracting(told) == [], "routes that the document does not tell of")
            #expect(told.subtracting(routes) == [], "told of, but no routes")
            #expect(told.count > 30)
        }
    }

    @Test func `stands in the repository as it is served`() async throws {
        try await read { api, document in
            let shown = OpenAPI.document(api.operations).document
            #expect(try JSON(parsing: Array(shown.utf8)) == document)
            try Golden.compare(shown, with: "Docs/openapi.json")
        }
    }

    @Test func `names every field in Chinese`() async throws {
        try await read { _, document in
            var missing: Set<String> = []
            for (_, schema) in document["components"]["schemas"].members { Self.nameless(schema, &missing) }
            for (_, path) in document["paths"].members {
                for (_, operation) in path.members { Self.nameless(operation, &missing) }
            }
            #expect(missing.sorted() == [], "add them to FieldTitles.titles")
        }
    }

    private static func nameless(_ value: JSON, _ missing: inout Set<String>) {
        for (name, property) in value["properties"].members where value["type"] == "object" {
            if !isChinese(property["description"].text) { missing.insert(name) }
        }
        for (_, member) in value.members { nameless(member, &missing) }
        for member in value.list { nameless(member, &missing) }
    }

    @Test func `says in Chinese what every operation, parameter and answer is, once each`() async throws {
        try await read { api, document in
            for operation in Self.operations(document) {
                let id = operation["operationId"].text ?? "?"
                #expect(Self.isChinese(operation["summary"].text), "\(id)")
                for parameter in operation["parameters"].list {
                    #expect(Self.isChinese(parameter["description"].text), "\(id) \(parameter["name"])")
                }
                for (status, answer) in operation["responses"].members {
                    let text = JSONSchema(document: document).resolved(answer)["description"].text
                    #expect(text?.isEmpty == false, "\(id) \(status)")
                }
            }
            let ids = api.operations.map(\.id)
            #expect(ids.count == Set(ids).count)
        }
    }

    @Test func `gives examples that satisfy their own schemas`() async throws {
        try await read { _, document in
            let schema = JSONSchema(document: document)
            var seen = 0
            for operation in Self.operations(document) {
                let id = operation["operationId"].text ?? "?"
                var places: [(String, JSON)] = operation["parameters"].list.map {
                    ("\(id) \($0["name"])", $0)
                }
                for (type, content) in operation["requestBody"]["content"].members {
                    places.append(("\(id) \(type)", content))
                }
                for (status, answer) in operation["responses"].members {
                    for (_, content) in schema.resolved(answer)["content"].members {
                        places.append(("\(id) \(status)", content))
                    }
                }
                for (place, content) in places where !Self.isFile(content["schema"]) {
                    guard let example = content.members["example"] else {
                        Issue.record("\(place) has no example")
                        continue
                    }
                    #expect(schema.faults(example, content["schema"]) == [], "\(place)")
                    seen += 1
                }
            }
            #expect(seen > 100)
        }
    }

    @Test func `declares the problems that any request may meet`() async throws {
        try await read { api, _ in
            for operation in api.operations {
                for fault: HTTPAPI.Operation.Fault in [.internalFault, .unavailable, .tooMany] {
                    #expect(operation.faults.contains(fault), "\(operation.id)")
                }
                let takesKey = operation.parameters.contains { $0.name == "Idempotency-Key" }
                #expect(operation.method != .post || takesKey, "\(operation.id): every POST takes a key")
                if case .signedIn = operation.access { #expect(operation.faults.contains(.unauthenticated)) }
            }
        }
    }

    // MARK: Reading it

    /// Files have no examples.
    private static func isFile(_ schema: JSON) -> Bool {
        schema["format"] == "binary" || schema == ["type": "object"]
    }

    static func operations(_ document: JSON) -> [JSON] {
        document["paths"].members.sorted { $0.key < $1.key }.flatMap { $0.value.members.values }
    }

    static func isChinese(_ text: String?) -> Bool {
        text?.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } ?? false
    }
}

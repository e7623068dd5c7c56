import Exports
import HTTPTypes
import Ledger
import Testing
import Walkthrough

@testable import HTTPAPI

/// Who gets what from each route: a table that a reviewer can read, one line a route, one column an account.
@Suite struct `Permissions` {
    /// One account of each role, the head of the unit that mends beside the head of another, and nobody.
    private static let columns: [(title: String, account: String?)] =
        Role.allCases.map { ($0.rawValue, SampleCounty.account(of: $0)) }
        + [("ownUnitHead", "gongan"), ("nobody", nil)]

    @Test func `of every role on every route are as the table has them`() async throws {
        try await TestServer.use { server in
            let desk = MatrixDesk(server: server)
            for _ in 0..<20 { desk.weekRows.append(try await server.row(in: .assigned)) }
            try server.clock.at(MatrixDesk.thursday)
            var lines = [Self.line("", Self.columns.map(\.title))]
            for operation in server.server.api().operations.sorted(by: {
                ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue)
            }) {
                // No limit of a minute is met.
                server.clock.advance(minutes: 1)
                var statuses: [String] = []
                for (title, account) in Self.columns {
                    let reply = try await desk.ask(operation, as: account)
                    #expect(
                        reply.status < 500 && reply.status != 400, "\(operation.id) as \(title): \(reply)")
                    if account == nil, case .signedIn = operation.access {
                        #expect(reply.status == 401, "\(operation.id) without a token: \(reply)")
                    }
                    statuses.append("\(reply.status)")
                }
                lines.append(Self.line("\(operation.method) \(operation.path)", statuses))
            }
            try Golden.compare(
                lines.joined(separator: "\n") + "\n", with: "Tests/HTTPAPITests/Golden/permissions.txt")
        }
    }

    private static func line(_ head: String, _ cells: [String]) -> String {
        let padded = cells.map { $0 + String(repeating: " ", count: max(0, 14 - $0.count)) }
        let line =
            head + String(repeating: " ", count: max(1, 52 - head.count)) + padded.joined(separator: " ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

/// Asks each operation for something that can be done there, so that a refusal is one of rights. A row is asked again
/// while nobody has changed it.
final class MatrixDesk {
    struct Ask {
        var id = ""
        /// Of the other parameters of the path.
        var path: [String: String] = [:]
        var query = ""
        var body: JSON?
        var file: [UInt8]?
        /// Of what `id` names, for `If-Match`.
        var version: Int?
        var headers: [String: String] = [:]
    }

    let server: TestServer
    var campaigns = 0
    var people = 0
    /// Rows that stand in the frozen week and wait for no correction.
    var weekRows: [String] = []
    private var ready: [String: Ask] = [:]

    init(server: TestServer) { self.server = server }

    func ask(_ operation: HTTPAPI.Operation, as account: String?) async throws -> HTTPReply {
        let ask = if let known = ready[operation.id] { known } else { try await prepare(operation) }
        ready[operation.id] = ask
        var headers = ask.headers
        if let version = ask.version { headers["If-Match"] = "\"\(version)\"" }
        let path =
            operation.path.replacing(/\{([a-zA-Z]+)\}/) { ask.path[String($0.1)] ?? ask.id } + ask.query
        let reply = try await send(operation, path, account, ask, headers)
        if (200..<300).contains(reply.status), operation.method != .get { ready[operation.id] = nil }
        return reply
    }

    private func send(
        _ operation: HTTPAPI.Operation, _ path: String, _ account: String?, _ ask: Ask,
        _ headers: [String: String]
    ) async throws -> HTTPReply {
        guard ["signOut", "issueToken"].contains(operation.id), let account else {
            return try await server.send(
                operation.method.rawValue, path, as: account, json: ask.body, headers: headers, body: ask.file
            )
        }
        // The account goes on needing the token that it has; and only who signed in issues others.
        let token = try await server.signIn(account)
        return try await server.send(
            operation.method.rawValue, path, as: nil, json: ask.body,
            headers: ["Authorization": "Bearer \(token)"])
    }

    private func prepare(_ operation: HTTPAPI.Operation) async throws -> Ask {
        if let verb = ItemCommand.Kind.allCases.first(where: {
            operation.path == "/api/v1/items/{id}/\($0.rawValue)"
        }) {
            return try await prepare(verb)
        }
        if let record = try await prepareRecord(operation) { return record }
        if let other = try await prepareOther(operation) { return other }
        switch operation.id {
        case "fileItem": return Ask(body: ["description": "窗口多要一份材料", "place": "QH-GA"])
        case "putItem":
            let id = server.ledger.newID(RectificationItem.self).text
            return Ask(
                id: id, body: ["description": "窗口多要一份材料", "place": "QH-GA"], headers: ["If-None-Match": "*"])
        case "showItem", "showItemHistory": return Ask(id: try await server.row(in: .inProgress))
        default: return try example(operation)
        }
    }

    /// As the document's examples say.
    private func example(_ operation: HTTPAPI.Operation) throws -> Ask {
        var ask = Ask()
        for parameter in operation.parameters {
            let example = try JSON(parsing: Array(parameter.schema.example.compact.utf8))
            let text = example.text ?? example[0].text ?? example.int.map(String.init) ?? "true"
            switch parameter.place {
            // The account that is disabled and given another password is nobody's here.
            case .path:
                ask.path[parameter.name] =
                    operation.path.contains("/accounts/{name}") && parameter.name == "name" ? "shiqiao" : text
            case .query where parameter.isRequired:
                ask.query += "\(ask.query.isEmpty ? "?" : "&")\(parameter.name)=\(text)"
            case .header where parameter.isRequired: ask.headers[parameter.name] = text
            case .query, .header: break
            }
        }
        switch operation.body {
        case .json(let schema, _): ask.body = try JSON(parsing: Array(schema.example.compact.utf8))
        case .file(let types):
            ask.file = Array("x".utf8)
            ask.headers["Content-Type"] = types.contains("text/plain") ? "text/plain" : types[0]
        case nil: break
        }
        return ask
    }

    private func prepare(_ verb: ItemCommand.Kind) async throws -> Ask {
        let (row, body) = try await row(for: verb)
        let version = try await server.get("/api/v1/items/\(row)").expect(200).json["version"].int
        return Ask(id: row, body: body, version: version)
    }

    private func row(for verb: ItemCommand.Kind) async throws -> (String, JSON) {
        switch verb {
        case .verify: return (try await server.row(in: .registered), ["step": "begin"])
        case .assign: return (try await server.row(in: .registered), ["lead": "QH-GA", "mode": "immediate"])
        case .respond: return (try await server.row(in: .registered), ["text": "当天系统故障，已恢复"])
        case .dispute: return (try await server.row(in: .assigned), ["reason": "不是本单位的事项"])
        case .accept: return (try await server.row(in: .assigned), [:])
        case .proposeEnding:
            return (
                try await server.row(in: .assigned),
                ["ending": "explained", "rule": "办事指南第三条", "reason": "按规定需要"]
            )
        case .confirmEnding, .declineEnding:
            let row = try await server.row(in: .assigned)
            try await server.act(
                row, "transfer", ["to": "市级主管部门", "paper": "1号", "on": "2026-09-29", "reason": "不归本县"],
                as: "ducha"
            ).expect(200)
            return (row, verb == .confirmEnding ? [:] : ["reason": "仍由本县办理"])
        case .merge:
            return (
                try await server.row(in: .assigned),
                ["into": .string(try await server.row(in: .inProgress)), "reason": "同一个问题"]
            )
        case .transfer:
            return (
                try await server.row(in: .assigned),
                ["to": "市级主管部门", "paper": "1号", "on": "2026-09-29", "reason": "不归本县"]
            )
        case .escalate:
            return (
                try await server.row(in: .assigned), ["to": "县政府", "paper": "2号", "nextLook": "2026-10-20"]
            )
        case .plan:
            return (
                try await server.row(in: .accepted), ["cause": "指南没有更新", "measures": "更新指南", "goal": "一次说清"]
            )
        case .progress: return (try await server.row(in: .inProgress), ["text": "指南已更新"])
        case .attach:
            return (try await server.row(in: .inProgress), ["evidence": [try await server.evidence()]])
        case .instruct: return (try await server.row(in: .inProgress), ["text": "请抓紧办理"])
        case .contact:
            return (try await server.row(in: .inProgress), ["purpose": "reply", "outcome": "told"])
        case .askExtension:
            return (try await server.row(in: .inProgress), ["until": "2026-11-30", "reason": "系统改造"])
        case .grantExtension, .declineExtension:
            let row = try await server.row(in: .inProgress)
            try await server.act(
                row, "ask-extension", ["until": "2026-11-30", "reason": "系统改造"], as: "gongan"
            )
            .expect(200)
            return (row, verb == .grantExtension ? [:] : ["reason": "请按期完成"])
        case .requestClose:
            let row = try await server.row(in: .inProgress)
            try await server.act(
                row, "attach", ["evidence": [try await server.evidence(stage: "after")]], as: "gongan"
            )
            .expect(200)
            return (
                row, ["note": "已更新指南", "generalization": ["value": "no"], "publication": ["value": "no"]]
            )
        case .check: return (try await server.row(in: .closeRequested), ["verdict": "begin"])
        case .return: return (try await server.row(in: .closeRequested), ["reason": "佐证不清楚"])
        case .close:
            let row = try await server.row(in: .checking)
            try await server.act(row, "check", ["verdict": "pass", "opinion": "现场核对"], as: "ducha").expect(
                200)
            return (row, ["note": "予以销号"])
        case .reopen: return (try await server.row(in: .closed), ["reason": "又出现了"])
        case .publish:
            return (try await server.row(in: .closed), ["decision": "withhold", "reason": "涉及个人情况"])
        case .proposeTolerance: return (try await server.row(in: .closed), ["reason": "改革探索中的问题"])
        case .confirmTolerance:
            let row = try await server.row(in: .closed)
            try await server.act(row, "propose-tolerance", ["reason": "改革探索中的问题"], as: "ducha").expect(200)
            return (row, [:])
        case .assignCaller: return (try await server.row(in: .inProgress), ["person": "S11"])
        case .reveal:
            let reporter: [String: JSON] = [
                "source": "hotline12345", "reporterMode": "protected", "reporterName": "群众甲",
                "reporterContact": "电话另记", "caseNumber": "CASE-1",
            ]
            return (try await server.row(in: .registered, reporter), ["reason": "回访需要"])
        }
    }
}

import Exports
import HTTPTypes
import Hummingbird

/// One path and method as the OpenAPI document tells it and as requests are checked.
struct Operation: Sendable {
    let id: String
    let method: HTTPRequest.Method
    /// With `{name}` for parameters, such as `/api/v1/items/{id}`.
    let path: String
    let tag: String
    let summary: String
    var detail: String?
    var parameters: [Parameter] = []
    var body: Body?
    var answers: [Answer] = []
    var access: Access = .signedIn
    var faults: Set<Fault> = []

    enum Access: Sendable {
        case open, signedIn
        /// With a receipt's key.
        case keyed
    }

    enum Body: Sendable {
        case json(Schema, isRequired: Bool = true)
        /// A file as it is, of one of these media types.
        case file([String])
    }

    /// What is answered where it went well.
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let text: String
        var content: Content
        var headers: [Header] = []

        enum Content: Sendable {
            case none
            case json(Schema)
            case file([String])
        }
    }

    struct Header: Sendable {
        let name: String
        let text: String
        let example: String
    }

    /// What may go wrong beyond what any request may meet.
    enum Fault: Int, Sendable, CaseIterable {
        case malformed = 400
        case unauthenticated = 401
        case notPermitted = 403
        case unknown = 404
        case slow = 408
        case notPossible = 409
        case stale = 412
        case tooLarge = 413
        case unsupportedType = 415
        case rangeNotSatisfiable = 416
        case invalid = 422
        case preconditionMissing = 428
        case tooMany = 429
        case internalFault = 500
        case unavailable = 503
    }

    init(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, tag: String, _ summary: String
    ) {
        self.id = id
        self.method = method
        self.path = path
        self.tag = tag
        self.summary = summary
    }
}

/// A parameter of the path, the query or the header.
struct Parameter: Sendable {
    enum Place: String, Sendable { case path, query, header }

    let name: String
    let place: Place
    let schema: Schema
    let isRequired: Bool
    let title: String

    static func path(_ name: String, _ schema: Schema, _ title: String) -> Parameter {
        Parameter(name: name, place: .path, schema: schema, isRequired: true, title: title)
    }

    static func query(
        _ name: String, _ schema: Schema, _ title: String, isRequired: Bool = false
    ) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, isRequired: isRequired, title: title)
    }

    static func header(
        _ name: String, _ schema: Schema, _ title: String, isRequired: Bool = false
    ) -> Parameter {
        Parameter(name: name, place: .header, schema: schema, isRequired: isRequired, title: title)
    }

    static let limit = query("limit", .integer(1...200), "一页几条，默认 50")
    static let after = query(
        "after",
        .text(.init(length: 1...200, example: "due~2026-10-15~0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")),
        "上一页给出的 next")
    static let ifMatch = header(
        "If-Match",
        .text(
            .init(
                pattern: #"^(?:(?:W/)?"[0-9A-Za-z._-]{1,64}"|[0-9A-Za-z._-]{1,64})$"#, example: #""7""#)),
        "您看到的版本，即上次得到的 ETag；别人改过就不办（412）", isRequired: true)
    static let ifNoneMatch = header(
        "If-None-Match", .text(.init(length: 1...2_000, example: #""7.1abc""#)), "已有的 ETag；没有变化时只回 304")
    static let ifNew = header(
        "If-None-Match", .choice(["*"]), "写 *：只在还没有时新建", isRequired: true)
    static let idempotencyKey = header(
        "Idempotency-Key", .text(.init(pattern: "^[A-Za-z0-9._:-]{1,100}$", example: "7d3f0c8a-2b1e-4c55")),
        "由客户端生成；同一个键和同样的内容重发，得到第一次的回执")
}

// MARK: Building

extension Operation {
    func detail(_ text: String) -> Operation { with { $0.detail = text } }
    func open() -> Operation { with { $0.access = .open } }
    func keyed() -> Operation { with { $0.access = .keyed } }

    func takes(_ parameters: Parameter...) -> Operation { takes(parameters) }

    func takes(_ parameters: [Parameter]) -> Operation {
        with { operation in
            operation.parameters += parameters
            if parameters.contains(where: { $0.place == .path }) { operation.faults.insert(.unknown) }
            if parameters.contains(where: { $0.place == .query }) {
                operation.faults.formUnion([.malformed, .invalid])
            }
            if parameters.contains(where: { $0.place == .header }) { operation.faults.insert(.malformed) }
        }
    }

    func takes(_ body: Schema, isRequired: Bool = true) -> Operation {
        with {
            $0.body = .json(body, isRequired: isRequired)
            $0.faults.formUnion([.malformed, .invalid, .tooLarge, .unsupportedType, .slow])
        }
    }

    /// The body is a file of one of these types.
    func takesFile(_ types: [String]) -> Operation {
        with {
            $0.body = .file(types)
            $0.faults.formUnion([.malformed, .invalid, .tooLarge, .unsupportedType, .slow])
        }
    }

    /// Every POST takes a key under which a repeat is not a second act.
    func takesKey() -> Operation { takes(.idempotencyKey).may(.invalid, .malformed) }

    func paged() -> Operation { takes(.limit, .after) }

    func needsVersion() -> Operation {
        takes(.ifMatch).may(.stale, .preconditionMissing, .malformed)
    }

    func may(_ faults: Fault...) -> Operation { with { $0.faults.formUnion(faults) } }

    /// Changes the ledger: it can be refused.
    func acts() -> Operation { may(.notPermitted, .notPossible, .invalid, .unknown) }

    func answers<Document: Codable & Sendable>(
        _ document: Document.Type, _ text: String, _ status: HTTPResponse.Status = .ok, headers: Header...
    ) -> Operation {
        with {
            $0.answers.append(
                Answer(
                    status: status, text: text, content: .json(DocumentSchema.of(document)), headers: headers)
            )
        }
    }

    func answers(
        files types: [String], _ text: String, _ status: HTTPResponse.Status = .ok, headers: Header...
    ) -> Operation {
        with {
            $0.answers.append(Answer(status: status, text: text, content: .file(types), headers: headers))
        }
    }

    func answers(_ status: HTTPResponse.Status, _ text: String) -> Operation {
        with { $0.answers.append(Answer(status: status, text: text, content: .none)) }
    }

    /// With an ETag, and 304 for one who has it already.
    func conditional() -> Operation {
        takes(.ifNoneMatch).answers(.notModified, "没有变化")
    }

    private func with(_ change: (inout Operation) -> Void) -> Operation {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Operation.Header {
    static let etag = Operation.Header(name: "ETag", text: "版本；改动时放进 If-Match", example: #""7.1abc""#)
    static let location = Operation.Header(
        name: "Location", text: "新建的地址", example: "/api/v1/items/0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
    static let link = Operation.Header(
        name: "Link", text: "下一页（rel=next）；最后一页没有", example: #"</api/v1/items?after=…>; rel="next""#)
}

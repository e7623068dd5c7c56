import Documents
import Exports
import HTTPTypes
import Hummingbird

/// The OpenAPI 3.1 document of the operations, made from what they are checked by.
enum OpenAPI {
    static func document(_ operations: [Operation]) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        var schemas: [String: JSONValue] = [:]
        DocumentSchema.of(Problem.self).collect(into: &schemas)
        schemas["Problem"] = schemas["Problem"].map(withCodes)
        for operation in operations {
            paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = json(operation)
            operation.parameters.forEach { $0.schema.collect(into: &schemas) }
            if case .json(let schema, _)? = operation.body { schema.collect(into: &schemas) }
            for answer in operation.answers {
                if case .json(let schema) = answer.content { schema.collect(into: &schemas) }
            }
        }
        let tags = operations.map(\.tag).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return .object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("陪走 Peizou"), "version": .string(Release.version),
                "description": .string(about),
            ]),
            "servers": .array([.object(["url": .string("/")])]),
            "tags": .array(tags.map { .object(["name": .string($0)]) }),
            "paths": .object(paths.mapValues(JSONValue.object)),
            "components": .object([
                "schemas": .object(schemas), "responses": .object(responses),
                "securitySchemes": .object([
                    "token": .object([
                        "type": .string("http"), "scheme": .string("bearer"),
                        "description": .string("POST /api/v1/tokens 得到的令牌，或签发给机器的令牌"),
                    ]),
                    "receiptKey": .object([
                        "type": .string("apiKey"), "in": .string("header"), "name": .string("Report-Key"),
                        "description": .string("反映问题时回执上的查询码"),
                    ]),
                ]),
            ]),
        ])
    }

    private static let about = """
        “我陪群众走流程”体验登记、问题整改台账和周报的接口。时间为 RFC 3339（+08:00），日期为 YYYY-MM-DD，按北京时间。
        错误是 RFC 9457 问题文档：code 供程序判断，detail 说明错在哪里、怎样改，errors 逐项写明字段。您看不到的内容与不存在的一样，都答 404。
        签发给机器的令牌按用途（scopes）使用：查看要 read，登记体验、问题、建议和上传佐证要 file，办理台账、建议、账号和更正要 act，导出和周台账文件
        要 export，定稿要 freeze（可以读、可以导出）。登录得到的令牌不限用途，个人卡的只有 read 和 file。
        改动一条内容要带 If-Match（428、412）；POST 带 Idempotency-Key 时，同样的内容重发得到第一次的回执，内容是否一样不看写法，也不看 deviceNow。
        """

    private static func withCodes(_ problem: JSONValue) -> JSONValue {
        guard case .object(var members) = problem, case .object(var fields)? = members["properties"],
            case .object(var code)? = fields["code"]
        else { return problem }
        code["enum"] = .array(Problem.codes.map(JSONValue.string))
        fields["code"] = .object(code)
        members["properties"] = .object(fields)
        return .object(members)
    }

    private static func json(_ operation: Operation) -> JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "tags": .array([.string(operation.tag)]), "responses": .object(answers(operation)),
        ]
        if let detail = operation.detail { members["description"] = .string(detail) }
        if !operation.parameters.isEmpty { members["parameters"] = .array(operation.parameters.map(json)) }
        switch operation.body {
        case .json(let schema, let isRequired):
            members["requestBody"] = .object([
                "required": .bool(isRequired),
                "content": .object([
                    "application/json": .object(["schema": schema.json, "example": schema.example])
                ]),
            ])
        case .file(let types):
            members["requestBody"] = .object([
                "required": .bool(true), "content": .object(files(types)),
            ])
        case nil: break
        }
        switch operation.access {
        case .open: members["security"] = .array([])
        case .signedIn: members["security"] = .array([.object(["token": .array([])])])
        case .keyed: members["security"] = .array([.object(["receiptKey": .array([])])])
        }
        return .object(members)
    }

    private static func json(_ parameter: Parameter) -> JSONValue {
        .object([
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.isRequired), "description": .string(parameter.title),
            "schema": parameter.schema.json, "example": parameter.schema.example,
        ])
    }

    private static func files(_ types: [String]) -> [String: JSONValue] {
        let binary = JSONValue.object([
            "schema": .object(["type": .string("string"), "format": .string("binary")])
        ])
        let object = JSONValue.object(["schema": .object(["type": .string("object")])])
        return Dictionary(
            uniqueKeysWithValues: types.map { ($0, $0 == "application/json" ? object : binary) })
    }

    private static func answers(_ operation: Operation) -> [String: JSONValue] {
        var answers: [String: JSONValue] = [:]
        for answer in operation.answers {
            var members: [String: JSONValue] = ["description": .string(answer.text)]
            switch answer.content {
            case .none: break
            case .json(let schema):
                members["content"] = .object([
                    "application/json": .object(["schema": schema.json, "example": schema.example])
                ])
            case .file(let types): members["content"] = .object(files(types))
            }
            if !answer.headers.isEmpty {
                members["headers"] = .object(
                    Dictionary(
                        uniqueKeysWithValues: answer.headers.map { header in
                            (
                                header.name,
                                .object([
                                    "description": .string(header.text),
                                    "schema": .object([
                                        "type": .string("string"),
                                        "examples": .array([.string(header.example)]),
                                    ]),
                                ])
                            )
                        }))
            }
            answers["\(answer.status.code)"] = .object(members)
        }
        for fault in operation.faults {
            answers["\(fault.rawValue)"] = .object(["$ref": .string("#/components/responses/\(name(fault))")])
        }
        return answers
    }

    private static func name(_ fault: Operation.Fault) -> String { "Problem\(fault.rawValue)" }

    private static var responses: [String: JSONValue] {
        Dictionary(
            uniqueKeysWithValues: Operation.Fault.allCases.map { fault in
                let example = fault.example
                var members: [String: JSONValue] = [
                    "description": .string(example.title),
                    "content": .object([
                        Problem.mediaType: .object([
                            "schema": .object(["$ref": .string("#/components/schemas/Problem")]),
                            "example": json(example),
                        ])
                    ]),
                ]
                if example.retryAfter != nil {
                    members["headers"] = .object([
                        "Retry-After": .object([
                            "description": .string("几秒后再试"),
                            "schema": .object(["type": .string("integer"), "minimum": .int(1)]),
                        ])
                    ])
                }
                return (name(fault), .object(members))
            })
    }

    private static func json(_ problem: Problem) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": .string(problem.type), "title": .string(problem.title), "status": .int(problem.status),
            "detail": .string(problem.detail), "code": .string(problem.code),
        ]
        if let allowed = problem.allowed { members["allowed"] = .array(allowed.map(JSONValue.string)) }
        if let current = problem.current { members["current"] = .int(current) }
        if let seconds = problem.retryAfter { members["retryAfter"] = .int(seconds) }
        if let reference = problem.reference { members["reference"] = .string(reference) }
        if let errors = problem.errors {
            members["errors"] = .array(
                errors.map {
                    .object([
                        "field": .string($0.field), "message": .string($0.message), "mend": .string($0.mend),
                    ])
                })
        }
        return .object(members)
    }
}

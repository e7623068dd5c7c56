import Crypto
import Exports
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Walkthrough

/// The routes of the API, each added with its description: Hummingbird routes, checks of what came in, and the list that
/// the OpenAPI document is made of.
final class API {
    let router: Router<APIContext>
    private(set) var operations: [Operation] = []
    let ledger: Ledger
    let limits: Limits
    private let rate: RateLimit

    init(ledger: Ledger, limits: Limits, rate: RateLimit, router: Router<APIContext>) {
        self.ledger = ledger
        self.limits = limits
        self.rate = rate
        self.router = router
    }

    /// An operation for whoever has signed in. What the token may do, the ledger finds out in the transaction that answers;
    /// that it is good, before a body is read as well.
    func add(
        _ operation: Operation, _ handle: @escaping @Sendable (Call<Caller>) async throws -> Response
    ) {
        var operation = operation
        operation.faults.formUnion([.unauthenticated, .notPermitted])
        on(operation) { [operation, limits, ledger, rate] request, context in
            let caller = try Bearer.caller(request.headers)
            // Nobody's body is taken in who has not proved who he is.
            if operation.body != nil { try await ledger.prove(caller) }
            let response = try await handle(Self.call(operation, request, context, caller, limits))
            rate.know(Bearer.token(request.headers))
            return response
        }
    }

    /// An operation for anybody.
    func addOpen(
        _ operation: Operation, _ handle: @escaping @Sendable (Call<Void>) async throws -> Response
    ) {
        on(operation) { [operation, limits] request, context in
            try await handle(Self.call(operation, request, context, (), limits.ofStrangers))
        }
    }

    private func on(
        _ operation: Operation, _ body: @escaping @Sendable (Request, APIContext) async throws -> Response
    ) {
        var operation = operation
        operation.faults.formUnion([.tooMany, .internalFault, .unavailable])
        operations.append(operation)
        router.on(RouterPath(operation.path), method: operation.method) { [operation] request, context in
            do {
                return try await body(request, context)
            } catch {
                guard case .invalid(let faults)? = error as? LedgerError else { throw error }
                throw Problem(faults, of: operation)
            }
        }
    }

    private static func call<Who>(
        _ operation: Operation, _ request: Request, _ context: APIContext, _ caller: Who, _ limits: Limits
    ) async throws -> Call<Who> {
        var path: [String: String] = [:]
        for parameter in operation.parameters where parameter.place == .path {
            let given = context.parameters.get(parameter.name, as: Substring.self) ?? ""
            let text = QueryText.decoded(given, plus: UInt8(ascii: "+")) ?? ""
            var faults: [Invalid] = []
            guard case .string(let value) = ParameterText.value([text], parameter, &faults), faults.isEmpty
            else {
                throw LedgerError.unknown("没有“\(text.prefix(60))”；请核对地址里的\(parameter.title)")
            }
            path[parameter.name] = value
        }
        let query = try QueryText.read(request.uri.query, for: operation)
        let headers = try headers(operation, request)
        var fields = Fields()
        var digest = Digest(sha256: SHA256.hash(data: [UInt8]()))
        if case .json(let schema, let isRequired)? = operation.body {
            let bytes = try await Body.read(request, context, limits, isRequired: isRequired)
            if !bytes.isEmpty { fields = Fields(try CheckedJSON.read(bytes, as: schema)) }
            digest = Self.digest(of: fields)
        }
        return Call(
            request: request, context: context, operation: operation, caller: caller, path: path,
            query: query,
            headers: headers, body: fields, bodyDigest: digest)
    }

    /// Of what a body says, however it is written, and without the reading of the device's clock: a repeat has another.
    private static func digest(of body: Fields) -> Walkthrough.Digest {
        var values = body.values
        values["deviceNow"] = nil
        return Digest(sha256: SHA256.hash(data: Array(JSONValue.object(values).compact.utf8)))
    }

    private static func headers(_ operation: Operation, _ request: Request) throws(LedgerError) -> Fields {
        var values: [String: JSONValue] = [:]
        var faults: [Invalid] = []
        for parameter in operation.parameters where parameter.place == .header {
            guard let name = HTTPField.Name(parameter.name), let text = request.headers[name] else {
                guard !parameter.isRequired else {
                    throw .preconditionMissing("缺少请求头 \(parameter.name)：\(parameter.title)")
                }
                continue
            }
            values[parameter.name] = ParameterText.value([text], parameter, &faults)
        }
        guard faults.isEmpty else { throw .malformed(faults.map(\.description).joined(separator: "\n")) }
        return Fields(values)
    }
}

/// What a request may cost.
package struct Limits: Sendable {
    /// Bytes of a JSON body.
    package var bodyBytes = 1_000_000
    /// Seconds within which a JSON body must have come whole.
    package var bodySeconds = 20
    /// Seconds without a byte after which an upload is given up, and after which an idle connection is closed.
    package var idleSeconds = 60
    /// Seconds that one piece of an upload is waited for: so that the answer comes before the idle connection is closed.
    var pieceSeconds: Int { max(1, idleSeconds * 3 / 4) }
    /// The slowest upload that is waited for, beside the seconds of a JSON body.
    package var uploadBytesPerSecond = 1_000
    /// Requests a minute of one token that has proved good, or else of one address, on this node.
    package var requestsPerMinute = 600
    package var connections = 20_000

    package init() {}

    /// For bodies of whoever has not signed in: no form that is open to anybody needs more.
    var ofStrangers: Limits {
        var limits = self
        limits.bodyBytes = min(bodyBytes, 64_000)
        return limits
    }
}

/// `Authorization: Bearer pz_…`.
enum Bearer {
    static func caller(_ headers: HTTPFields) throws(LedgerError) -> Caller {
        guard let token = token(headers) else {
            throw .unauthenticated("请先登录：用 POST /api/v1/tokens 取得令牌，放进请求头 Authorization: Bearer …")
        }
        do throws(LedgerError) {
            return try .token(token)
        } catch { throw .unauthenticated("令牌的格式不对；请重新登录") }
    }

    static func token(_ headers: HTTPFields) -> String? {
        guard let text = headers[.authorization] else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

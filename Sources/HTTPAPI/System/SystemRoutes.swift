import Exports
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// What those who run the server ask: alive, ready, how it goes, and what the API is.
struct SystemRoutes {
    let ledger: Ledger
    let metrics: PrometheusMetrics

    /// For those who look whether the server lives, some of which speak no HTTP/1.1.
    static let probes: Set<String> = ["/healthz", "/readyz", "/metrics"]

    struct Status: Codable, Sendable {
        let status: String
    }

    /// - Parameter isPublic: the public door tells only that it is alive.
    func add(to api: API, isPublic: Bool) {
        api.addOpen(
            Operation("health", .get, "/healthz", tag: "运行", "程序在运行").open()
                .answers(Status.self, "ok")
        ) { try $0.reply(Status(status: "ok")) }
        if isPublic { return }
        let ledger = ledger
        api.addOpen(
            Operation("ready", .get, "/readyz", tag: "运行", "可以读写台账").open().answers(Status.self, "ready")
        ) { call in
            try await ledger.checkWritable()
            return try call.reply(Status(status: "ready"))
        }
        let metrics = metrics
        api.addOpen(
            Operation("metrics", .get, "/metrics", tag: "运行", "Prometheus 文本").open()
                .answers(files: ["text/plain"], "计数和耗时")
        ) { _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: metrics.text)))
        }
    }

    /// Added last: it tells of everything added before, itself included.
    func addDocument(to api: API) {
        let operation = Operation("openapi", .get, "/openapi.json", tag: "运行", "本接口的 OpenAPI 3.1 文档").open()
            .may(.tooMany, .internalFault, .unavailable).conditional()
            .answers(files: ["application/json"], "OpenAPI 3.1", headers: .etag)
        let text = OpenAPI.document(api.operations + [operation]).document
        let tag = "\"\(Checksum.of(Data(text.utf8)))\""
        let bytes = ByteBuffer(string: text)
        api.addOpen(operation) { call in
            let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
            if EntityTags.names(tag, call.request.headers[.ifNoneMatch]) {
                return Response(status: .notModified, headers: headers)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/json; charset=utf-8", .eTag: tag, .cacheControl: "no-cache",
                ], body: .init(byteBuffer: bytes))
        }
    }
}

import Documents
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Walkthrough

extension Call {
    /// A document. With a version it carries an ETag, of the version and of the bytes, since lights change by the day
    /// while the version stands; one who has them already gets 304.
    /// - Parameter changed: the version that a change has left, in the receipt's ETag: `If-Match` takes it as it is.
    func reply(
        _ document: some Encodable, _ status: HTTPResponse.Status = .ok, version: Int? = nil,
        changedTo changed: Int? = nil, headers: HTTPFields = [:]
    ) throws -> Response {
        let bytes = try JSONOutput.encoder.encode(document)
        var headers = headers
        if let changed { headers[.eTag] = "\"\(changed)\"" }
        headers[.cacheControl] = "no-store"
        if version != nil || operation.isConditional {
            let tag = "\"\(version.map { "\($0)." } ?? "")\(Checksum.of(bytes))\""
            headers[.eTag] = tag
            headers[.cacheControl] = "private, no-cache"
            if request.method == .get || request.method == .head,
                EntityTags.names(tag, request.headers[.ifNoneMatch])
            {
                return Response(status: .notModified, headers: headers)
            }
        }
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A page, with the address of the next one.
    func reply<Item>(_ page: ListDocument<Item>) throws -> Response {
        var headers: HTTPFields = [:]
        if let next = page.next, let link = HTTPField.Name("Link") {
            var parts = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }
                .map(String.init)
            parts.append("after=" + Escaping.query(next))
            headers[link] = "<\(request.uri.path)?\(parts.joined(separator: "&"))>; rel=\"next\""
        }
        return try reply(page, headers: headers)
    }

    /// The version that the client saw; -1, which nothing ever has, for a tag that was none of ours.
    var expected: Int? {
        headers.text("If-Match").map { tag in
            // A weak tag matches nothing that is to be changed.
            tag.hasPrefix("W/") ? -1 : Int(tag.filter { $0 != "\"" }.prefix { $0 != "." }) ?? -1
        }
    }

    /// The key under which a repeat gives the first receipt; the address and the body are part of what is repeated.
    var key: RequestKey? { key(of: bodyDigest) }

    /// The same, for a body that was read as a file.
    func key(of body: Digest) -> RequestKey? {
        headers.text("Idempotency-Key").map { key in
            RequestKey(
                key: RequestKey.ofClient + key,
                bodyDigest: Checksum.request(request.method.rawValue, request.uri.path, body))
        }
    }

    var page: (limit: Int, after: String?) { (query.int("limit") ?? 50, query.text("after")) }
}

extension Operation {
    var isConditional: Bool {
        method == .get && parameters.contains { $0.name == "If-None-Match" && !$0.isRequired }
    }
}

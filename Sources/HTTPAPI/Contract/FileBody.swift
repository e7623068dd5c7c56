import Crypto
import Hummingbird
import Ledger
import NIOCore
import Walkthrough

/// A small file that a request brings as its body, read whole within its limits of size and time.
enum FileBody {
    /// - Parameter most: bytes.
    static func read<Who>(_ call: Call<Who>, most: Int, seconds: Int) async throws -> [UInt8] {
        guard case .file(let types)? = call.operation.body else { return [] }
        let request = call.request
        let given = request.headers[.contentType]?.lowercased().split(separator: ";").first
        guard let type = given.map({ String($0.filter { $0 != " " }) }), types.contains(type) else {
            throw LedgerError.unsupportedType(
                "请求正文应是 \(types.joined(separator: " 或 "))；请设好 Content-Type 后再发送")
        }
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > most { throw Problem.tooLarge(most) }
        try await Body.invite(request, call.context)
        let bytes = try await Body.within(seconds) { try await Body.collect(request.body, most) }
        if let length, bytes.count < length { throw Problem.slow }
        return bytes
    }
}

extension Call {
    /// As `key`, for a body that was read as a file.
    func key(of file: [UInt8]) -> RequestKey? {
        headers.text("Idempotency-Key").map { key in
            RequestKey(
                key: key,
                bodyDigest: Checksum.request(
                    request.method.rawValue, request.uri.path,
                    Walkthrough.Digest(sha256: SHA256.hash(data: file))))
        }
    }
}

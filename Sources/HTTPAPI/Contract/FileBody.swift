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
        return try await Body.whole(request, call.context, most: most, seconds: seconds)
    }
}

extension Call {
    func key(of file: [UInt8]) -> RequestKey? {
        key(of: Walkthrough.Digest(sha256: SHA256.hash(data: file)))
    }
}

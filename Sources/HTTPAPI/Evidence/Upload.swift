import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Walkthrough

/// Streams a request's body into the vault.
enum Upload {
    /// - Parameter types: the content types that are taken.
    static func receive<Receipt>(
        _ request: Request, _ context: APIContext, of types: [String], _ limits: Limits,
        begin: (String, Int?) async throws -> EvidenceUpload,
        finish: (EvidenceUpload) async throws -> Receipt
    ) async throws -> Receipt {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard let type, types.contains(type) else {
            throw LedgerError.unsupportedType(
                "不收这种类型的文件；请用 \(types.joined(separator: "、")) 之一，并写好 Content-Type")
        }
        let announced = request.headers[.contentLength].flatMap(Int.init)
        let upload = try await begin(type, announced)
        do {
            try await Body.invite(request, context)
            var iterator = Pieces(request.body.makeAsyncIterator())
            let begun = ContinuousClock.now
            var count = 0
            while let buffer = try await iterator.next(within: limits.pieceSeconds) {
                count += buffer.readableBytes
                // A byte now and then would hold the connection for ever.
                let allowed = limits.bodySeconds + count / limits.uploadBytesPerSecond
                guard ContinuousClock.now - begun < .seconds(allowed) else { throw Problem.slow }
                try upload.append(buffer.readableBytesView)
            }
            return try await finish(upload)
        } catch let error as LedgerError {
            upload.discard()
            // The type was one of ours; what came is not.
            if case .unsupportedType(let text) = error {
                throw LedgerError.invalid([Invalid("请求正文", "与类型 \(type) 不符", mend: text)])
            }
            throw error
        } catch {
            upload.discard()
            throw error
        }
    }
}

/// The pieces of a body, none of which may keep the server waiting for long.
private struct Pieces {
    private let source: Source

    /// One reader at a time: the task that waits for the next piece.
    private final class Source: @unchecked Sendable {
        var iterator: RequestBody.AsyncIterator
        init(_ iterator: RequestBody.AsyncIterator) { self.iterator = iterator }

        @concurrent func next() async throws -> ByteBuffer? {
            var iterator = self.iterator
            let buffer = try await iterator.next()
            self.iterator = iterator
            return buffer
        }
    }

    init(_ iterator: RequestBody.AsyncIterator) { source = Source(iterator) }

    mutating func next(within seconds: Int) async throws -> ByteBuffer? {
        let source = source
        return try await Body.within(seconds) { try await source.next() }
    }
}

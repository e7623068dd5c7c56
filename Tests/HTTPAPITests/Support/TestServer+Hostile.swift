import Testing

extension TestServer {
    /// The head of a request that a test goes on sending itself.
    func head(_ method: String, _ target: String, _ headers: [String] = [], as account: String? = "ducha")
        -> String
    {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)"]
        if let account { lines.append("Authorization: Bearer \(tokens[account] ?? "")") }
        return (lines + headers).joined(separator: "\r\n") + "\r\n\r\n"
    }

    /// `body` is answered with this problem, which is logged once, and the server goes on.
    @discardableResult
    func refuses(
        _ status: Int, _ code: String? = nil, location: SourceLocation = #_sourceLocation,
        _ body: () async throws -> HTTPReply
    ) async throws -> HTTPReply {
        let before = log.requests.count
        let reply = try await body()
        try reply.expectProblem(status, code, location: location)
        try await goesOn(after: before + 1, location: location)
        let line = log.requests[before]
        #expect(line["status"] == .int(status), "\(line)", sourceLocation: location)
        return reply
    }

    /// So many requests were logged, and the next one works.
    func goesOn(after count: Int, location: SourceLocation = #_sourceLocation) async throws {
        #expect(log.requests.count == count, "\(log.requests)", sourceLocation: location)
        try await get("/api/v1/items?limit=1").expect(200, location: location)
    }
}

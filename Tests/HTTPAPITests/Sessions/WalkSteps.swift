import Testing
import Walkthrough

/// The steps of a walk as a client takes them.
extension TestServer {
    static let walkID = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"

    static let details: JSON = [
        "items": [["code": .string(SampleCounty.service), "name": "灵活就业参保"]], "channels": ["window"],
        "venue": "QH-W01", "numbers": [["kind": "caseNumber", "number": "370001202609290001"]],
    ]

    static let visit: JSON = ["start": "2026-09-29T08:30:00+08:00", "end": "2026-09-29T09:50:00+08:00"]

    static let opening: JSON = ["kind": "routineWalk", "details": details, "visits": [visit]]

    static let isNew = ["If-None-Match": "*"]

    static let fault: JSON = ["value": "fail", "note": "指南写三份材料，窗口要四份", "noEvidenceReason": "窗口不让拍照"]

    /// - Returns: the address of a new walk.
    func walk(as account: String, _ body: JSON = opening) async throws -> String {
        let receipt = try await post("/api/v1/sessions", body, as: account).expect(201)
        return try #require(receipt["Location"])
    }

    func walkVersion(_ path: String, as account: String = "ducha") async throws -> Int {
        try #require(try await get(path, as: account).expect(200).json["version"].int)
    }

    /// One verb on something, with the version that it has now.
    @discardableResult
    func step(
        _ path: String, _ verb: String, _ body: JSON? = nil, as account: String, _ status: Int = 200,
        location: SourceLocation = #_sourceLocation
    ) async throws -> HTTPReply {
        let seen = try await walkVersion(path, as: account)
        return try await post("\(path)/\(verb)", body, as: account, version: seen)
            .expect(status, location: location)
    }

    /// A walk with one fault, submitted.
    func submitted(as account: String) async throws -> (walk: String, receipt: JSON) {
        let walk = try await walk(as: account)
        try await put("\(walk)/answers/COV-02", Self.fault, as: account, headers: Self.isNew).expect(201)
        let receipt = try await post(
            "\(walk)/submit", ["answers": [["code": "COV-02", "version": 1]]], as: account
        ).expect(200)
        return (walk, receipt.json)
    }
}

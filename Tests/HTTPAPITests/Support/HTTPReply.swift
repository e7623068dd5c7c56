import Foundation
import Testing

/// An answer as it came over the wire.
struct HTTPReply: Sendable, CustomStringConvertible {
    let status: Int
    /// Names in lower case.
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    subscript(_ header: String) -> String? {
        headers.first { $0.name == header.lowercased() }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    var description: String { "\(status) \(text.prefix(2_000))" }

    /// The code of a problem document.
    var code: String? { json["code"].text }

    /// This answer, where it has `status`.
    @discardableResult
    func expect(_ status: Int, location: SourceLocation = #_sourceLocation) throws -> HTTPReply {
        try #require(self.status == status, "\(self)", sourceLocation: location)
        return self
    }

    /// This answer, where it is a whole problem document: media type, status, code, Chinese words.
    @discardableResult
    func expectProblem(
        _ status: Int, _ code: String? = nil, location: SourceLocation = #_sourceLocation
    ) throws -> HTTPReply {
        try expect(status, location: location)
        let document = json
        #expect(self["Content-Type"] == "application/problem+json", "\(self)", sourceLocation: location)
        #expect(document["status"] == .int(status), "\(self)", sourceLocation: location)
        #expect(
            document["type"].text == "urn:peizou:problem:\(document["code"].text ?? "")", "\(self)",
            sourceLocation: location)
        if let code { #expect(document["code"].text == code, "\(self)", sourceLocation: location) }
        for field in ["title", "detail"] {
            let text = document[field].text ?? ""
            #expect(
                text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(field): \(self)",
                sourceLocation: location)
        }
        return self
    }
}

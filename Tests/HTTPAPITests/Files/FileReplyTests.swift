import Exports
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import HTTPAPI

@Suite struct `A file over HTTP` {
    private static let name = "整改台账 \"2026\"/第1期.xlsx"

    /// A file of `count` bytes 0, 1, 2, … behind `/file`.
    private func served(
        _ count: Int, tag: String? = "abc", _ headers: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) async throws -> TestResponse {
        let path =
            FileManager.default.temporaryDirectory.path + "/peizou-file-\(UInt64.random(in: 0 ... .max))"
        try Data((0..<count).map { UInt8(truncatingIfNeeded: $0) }).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let router = Router(options: [.autoGenerateHeadEndpoints])
        router.get("/file") { request, _ in
            try await FileReply(name: Self.name, mediaType: "application/octet-stream", tag: tag)
                .response(to: request) { try OpenFile(path) }
        }
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/file", method: method, headers: headers)
        }
    }

    private func bytes(_ range: Range<Int>) -> [UInt8] { range.map { UInt8(truncatingIfNeeded: $0) } }

    @Test func `is sent whole, with its name, its size and its tag, block by block`() async throws {
        let size = 600_001
        let answer = try await served(size)
        #expect(answer.status == .ok)
        #expect(Array(answer.body.readableBytesView) == bytes(0..<size))
        #expect(answer.headers[.eTag] == "\"abc\"")
        #expect(answer.headers[.acceptRanges] == "bytes")
        #expect(answer.headers[.contentType] == "application/octet-stream")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test func `has a name that no header is broken by, and its Chinese beside it`() async throws {
        let value = try await served(1).headers[.contentDisposition]
        let ascii = "attachment; filename=\"____ _2026___1_.xlsx\"; filename*="
        #expect(
            value == ascii
                + "UTF-8''%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6%20%222026%22_%E7%AC%AC1%E6%9C%9F.xlsx")
        #expect(
            ContentDisposition.value("inline", "a\r\nSet-Cookie: x")
                == "inline; filename=\"aSet-Cookie_ x\"; filename*=UTF-8''aSet-Cookie_%20x")
        #expect(
            ContentDisposition.value("inline", "../../etc/passwd").contains("filename=\"_.._etc_passwd\""))
        #expect(ContentDisposition.value("inline", "a\u{202E}gpj.exe").contains("filename=\"agpj.exe\""))
        #expect(ContentDisposition.value("inline", "").hasSuffix("UTF-8''%E6%96%87%E4%BB%B6"))
    }

    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20), ("bytes=900-", 900..<1000),
        ("bytes=-1", 999..<1000), ("bytes=-5000", 0..<1000), ("bytes=990-5000", 990..<1000),
        ("Bytes= 1-2", 1..<3), ("bytes=0-99999999999999999999", 0..<1000),
    ])
    func `is sent in part where one range is asked for`(range: String, expected: Range<Int>) async throws {
        let answer = try await served(1000, [.range: range])
        #expect(answer.status == .partialContent)
        #expect(Array(answer.body.readableBytesView) == bytes(expected))
        #expect(
            answer.headers[.contentRange] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/1000")
    }

    @Test(arguments: ["bytes=0-1,5-6", "lines=1-2", "x"])
    func `is sent whole for several ranges and for other units`(range: String) async throws {
        let answer = try await served(1000, [.range: range])
        #expect(answer.status == .ok)
        #expect(answer.body.readableBytes == 1000)
    }

    @Test(arguments: ["bytes=1000-", "bytes=5-4", "bytes=-0", "bytes=a-b", "bytes=", "bytes=-", "bytes=7"])
    func `is not sent for a range beyond its end, and says how long it is`(range: String) async throws {
        let answer = try await served(1000, [.range: range])
        #expect(answer.status == .rangeNotSatisfiable)
        #expect(answer.headers[.contentRange] == "bytes */1000")
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test func `is sent whole where If-Range names another content`() async throws {
        #expect(try await served(9, [.range: "bytes=0-1", .ifRange: "\"abc\""]).status == .partialContent)
        #expect(try await served(9, [.range: "bytes=0-1", .ifRange: "\"abd\""]).status == .ok)
        #expect(try await served(9, [.range: "bytes=0-1", .ifRange: "W/\"abc\""]).status == .ok)
        let date = "Wed, 07 Oct 2026 08:00:00 GMT"
        #expect(try await served(9, [.range: "bytes=0-1", .ifRange: date]).status == .ok)
    }

    @Test(arguments: ["\"abc\"", "\"x\", W/\"abc\"", "*"])
    func `is not sent to who has it`(tags: String) async throws {
        let answer = try await served(9, [.ifNoneMatch: tags, .range: "bytes=0-1"])
        #expect(answer.status == .notModified)
        #expect(answer.headers[.eTag] == "\"abc\"")
        #expect(answer.body.readableBytes == 0)
        #expect(try await served(9, [.ifNoneMatch: "\"abd\""]).status == .ok)
    }

    @Test func `tells HEAD its size, without a range and without its bytes`() async throws {
        let answer = try await served(1000, [.range: "bytes=0-1"], method: .head)
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentLength] == "1000")
        #expect(answer.body.readableBytes == 0)
    }

    @Test func `without a tag has no parts and stays in no cache`() async throws {
        let answer = try await served(9, tag: nil, [.range: "bytes=0-1"])
        #expect(answer.status == .ok)
        #expect(answer.headers[.acceptRanges] == "none")
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func `may be empty`() async throws {
        #expect(try await served(0).status == .ok)
        #expect(try await served(0, [.range: "bytes=0-"]).status == .rangeNotSatisfiable)
    }
}

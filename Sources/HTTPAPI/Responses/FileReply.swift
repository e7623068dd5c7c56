import Exports
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOPosix

/// A file as it is sent: under a name, in blocks, whole or the part that was asked for (RFC 9110, 14). Reading waits on
/// threads of its own, never on an event loop, and only as fast as the client takes it.
struct FileReply: Sendable {
    /// What the browser does with it.
    enum Disposition: String, Sendable { case attachment, inline }

    /// As people see it, Chinese too.
    let name: String
    let mediaType: String
    /// A digest of the bytes, without quotes; without one the file is sent whole and never from a cache.
    var tag: String?
    var disposition = Disposition.attachment

    private static let block = 1 << 18

    /// - Parameter open: finds the file, on a thread that may wait.
    func response(
        to request: Request, _ open: @escaping @Sendable () throws -> any FileBytes
    ) async throws -> Response {
        let file = try await NIOThreadPool.singleton.runIfActive(open)
        var headers: HTTPFields = [
            .contentDisposition: ContentDisposition.value(disposition.rawValue, name),
            .xContentTypeOptions: "nosniff",
            .cacheControl: tag == nil ? "no-store" : "private, no-cache",
            .acceptRanges: tag == nil ? "none" : "bytes",
        ]
        if let tag {
            headers[.eTag] = "\"\(tag)\""
            if EntityTags.names("\"\(tag)\"", request.headers[.ifNoneMatch]) {
                return Response(status: .notModified, headers: headers)
            }
        }
        headers[.contentType] = mediaType
        switch part(of: file.byteCount, request) {
        case .whole:
            return Response(status: .ok, headers: headers, body: Self.body(file, 0..<file.byteCount))
        case .range(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.byteCount)"
            return Response(status: .partialContent, headers: headers, body: Self.body(file, range))
        case .unsatisfiable:
            return Problem.rangeNotSatisfiable(file.byteCount).response(
                headers: [.contentRange: "bytes */\(file.byteCount)"])
        }
    }

    private func part(of size: Int, _ request: Request) -> ByteRange {
        // Only GET has ranges, and only a file that can be told from its later self.
        guard request.method == .get, let tag, let range = request.headers[.range] else { return .whole }
        if let known = request.headers[.ifRange], known != "\"\(tag)\"" { return .whole }
        return ByteRange(range, of: size)
    }

    private static func body(_ file: any FileBytes, _ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let (start, count) = (offset, min(block, range.upperBound - offset))
                let bytes = try await NIOThreadPool.singleton.runIfActive {
                    try file.buffer(at: start, count)
                }
                // The client was promised more; only the end of the connection tells it.
                guard bytes.readableBytes == count else {
                    throw LedgerError.unusableStore("文件比登记的短；请运行 peizou verify")
                }
                try await writer.write(bytes)
                offset += count
            }
            try await writer.finish(nil)
        }
    }
}

/// What can be sent in blocks.
protocol FileBytes: Sendable {
    var byteCount: Int { get }
    /// Less than `count` bytes only at the end.
    func buffer(at offset: Int, _ count: Int) throws -> ByteBuffer
}

extension OpenFile: FileBytes {
    func buffer(at offset: Int, _ count: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
            try read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: space[..<count]))
        }
        return buffer
    }
}

extension EvidenceContent: FileBytes {
    func buffer(at offset: Int, _ count: Int) throws -> ByteBuffer {
        ByteBuffer(bytes: try bytes(at: offset, count: count))
    }
}

/// The part of a file that a `Range` header asks for. Of several ranges none is served: the whole file answers them.
enum ByteRange: Equatable {
    case whole
    case range(Range<Int>)
    /// Beyond the file's end, or not to be read.
    case unsatisfiable

    init(_ text: String, of size: Int) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else {
            self = .whole
            return
        }
        let ranges = parts[1].split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard ranges.count < 2 else {
            self = .whole
            return
        }
        self = ranges.first.flatMap { Self.one($0, size) }.map(ByteRange.range) ?? .unsatisfiable
    }

    /// `0-499`, `500-`, or the last bytes as `-500`.
    private static func one(_ text: String, _ size: Int) -> Range<Int>? {
        guard let dash = text.firstIndex(of: "-") else { return nil }
        let (first, last) = (text[..<dash], text[text.index(after: dash)...])
        guard (first + last).utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        if first.isEmpty {
            guard let count = number(last), count > 0, size > 0 else { return nil }
            return max(0, size - count)..<size
        }
        guard let start = number(first), start < size else { return nil }
        guard !last.isEmpty else { return start..<size }
        guard let end = number(last), end >= start else { return nil }
        return start..<min(size, end == .max ? size : end + 1)
    }

    /// More digits than a number holds mean beyond every end.
    private static func number(_ digits: Substring) -> Int? {
        digits.isEmpty ? nil : Int(digits) ?? .max
    }
}

enum EntityTags {
    /// Whether an `If-None-Match` header names the tag, which stands in quotes.
    static func names(_ tag: String, _ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            let one = part.filter { $0 != " " }
            return one == tag || one == "W/" + tag || one == "*"
        }
    }
}

/// `attachment; filename="…"; filename*=UTF-8''…` (RFC 6266).
enum ContentDisposition {
    static func value(_ disposition: String, _ name: String) -> String {
        let clean = cleaned(name)
        let plain = String(
            clean.map { character in
                guard let byte = character.asciiValue, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "%")
                else { return "_" }
                return character
            })
        return "\(disposition); filename=\"\(plain)\"; filename*=UTF-8''\(Escaping.query(clean))"
    }

    /// A name without folders and without what could end the header or hide an ending.
    private static func cleaned(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: continue
            default: scalars.append("/\\:".unicodeScalars.contains(scalar) ? "_" : scalar)
            }
        }
        let text = String(scalars).drop { $0 == "." || $0.isWhitespace }
        return text.isEmpty ? "文件" : String(text.prefix(150))
    }
}

extension Operation {
    /// A file under its name: whole, in part, or known already.
    func downloads(_ types: [String], _ text: String) -> Operation {
        takes(.fileTag, .range, .ifRange)
            .answers(files: types, text, headers: .etag, .disposition, .acceptRanges)
            .answers(
                files: types, "文件的一段", .partialContent, headers: .etag, .disposition, .contentRange
            )
            .answers(.notModified, "没有变化").may(.rangeNotSatisfiable)
    }
}

extension Parameter {
    fileprivate static let fileTag = header(
        "If-None-Match", .text(.init(length: 1...200, example: #""sha256-9f86d081""#)), "已有的 ETag；没有变化时只回 304"
    )
    fileprivate static let range = header(
        "Range", .text(.init(length: 1...200, example: "bytes=0-1048575")), "只要其中一段，用于续传；写多段时发送整个文件")
    fileprivate static let ifRange = header(
        "If-Range", .text(.init(length: 1...200, example: #""sha256-9f86d081""#)), "文件仍是这个 ETag 时才只要一段")
}

extension Operation.Header {
    static let disposition = Operation.Header(
        name: "Content-Disposition", text: "文件名（RFC 6266）",
        example:
            "attachment; filename=\"____.xlsx\"; filename*=UTF-8''%E6%95%B4%E6%94%B9%E5%8F%B0%E8%B4%A6.xlsx")
    static let acceptRanges = Operation.Header(name: "Accept-Ranges", text: "可以分段下载", example: "bytes")
    static let contentRange = Operation.Header(
        name: "Content-Range", text: "这一段的位置和文件的大小", example: "bytes 0-1048575/5242880")
}

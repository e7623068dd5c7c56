import Foundation
import Synchronization

/// A TCP connection that sends exactly the bytes a test wants sent. It blocks on threads of its own, never on those that
/// the server's tasks share, and takes in what comes as it comes: a server that closes early has been heard.
final class RawConnection: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let inbox: Inbox
    /// What came in and was not read yet.
    private let pending = Mutex<[UInt8]>([])

    convenience init(port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try self.init(AF_INET, address, name: "port \(port)")
    }

    convenience init(socket path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        try self.init(AF_UNIX, address, name: path)
    }

    private init(_ family: Int32, _ address: some Any, name: String) throws {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        inbox = Inbox(descriptor)
        var patience = timeval(tv_sec: Inbox.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafeBytes(of: address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                connect(descriptor, $0.baseAddress!, socklen_t(bytes.count))
            }
        }
        guard result == 0 else {
            throw Failure(description: "cannot connect to \(name): \(String(cString: strerror(errno)))")
        }
        Thread.detachNewThread { [inbox] in inbox.fill() }
    }

    deinit { shutdown(inbox.descriptor, Int32(SHUT_RDWR)) }

    /// One request and its answer on a connection of its own, without a pause between its steps.
    static func exchange(_ request: [UInt8], port: Int, isHead: Bool) async throws -> HTTPReply {
        try await onThread {
            let connection = try RawConnection(port: port)
            connection.transmit(request)
            return try connection.answer(toHead: isHead)
        }
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends what the server takes; one that has closed takes nothing, which is no fault of the test.
    func send(_ bytes: [UInt8]) async throws { try await onThread { [self] in transmit(bytes) } }

    /// No more will be sent; answers can still be read.
    func finishSending() { shutdown(inbox.descriptor, Int32(SHUT_WR)) }

    /// The next answer, interim ones (1xx) left out.
    /// - Parameter toHead: the request was a HEAD, whose answer has no body.
    func receive(toHead: Bool = false) async throws -> HTTPReply {
        try await onThread { [self] in try answer(toHead: toHead) }
    }

    private func transmit(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(inbox.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private func answer(toHead: Bool) throws -> HTTPReply {
        while true {
            let (status, headers) = try head()
            if (100..<200).contains(status) { continue }
            let hasBody = !toHead && status != 204 && status != 304
            return HTTPReply(status: status, headers: headers, body: hasBody ? try body(headers) : [])
        }
    }

    /// Whether the server closes the connection, having sent nothing more.
    func isClosed() async throws -> Bool {
        try await onThread { [self] in try pending.withLock(\.isEmpty) && read() == 0 }
    }

    /// The next answer's status line, which may be an interim one.
    func receiveStatus() async throws -> Int { try await onThread { [self] in try head().status } }

    // MARK: Reading

    /// - Returns: how many bytes came; 0 at the end.
    private func read() throws -> Int {
        let bytes = try inbox.next()
        pending.withLock { $0 += bytes }
        return bytes.count
    }

    private func head() throws -> (status: Int, headers: [(name: String, value: String)]) {
        let end = Array("\r\n\r\n".utf8)
        while true {
            let found = pending.withLock { bytes -> [UInt8]? in
                guard bytes.count >= 4,
                    let at = (0...(bytes.count - 4)).first(where: { Array(bytes[$0..<$0 + 4]) == end })
                else { return nil }
                defer { bytes.removeFirst(at + 4) }
                return Array(bytes[..<at])
            }
            if let found { return try Self.parsed(String(decoding: found, as: UTF8.self)) }
            guard try read() > 0 else { throw Failure(description: "the server closed without an answer") }
        }
    }

    private static func parsed(_ text: String) throws -> (Int, [(name: String, value: String)]) {
        let lines = text.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw Failure(description: "no HTTP answer: \(lines[0])")
        }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (
                line[..<colon].lowercased(),
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            )
        }
        return (status, headers)
    }

    private func body(_ headers: [(name: String, value: String)]) throws -> [UInt8] {
        if headers.contains(where: { $0.name == "transfer-encoding" }) { return try chunks() }
        if let length = headers.first(where: { $0.name == "content-length" }).flatMap({ Int($0.value) }) {
            return try take(length)
        }
        while try read() > 0 {}
        return pending.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while pending.withLock(\.count) < count {
            guard try read() > 0 else { throw Failure(description: "the answer's body is short") }
        }
        return pending.withLock { bytes in
            defer { bytes.removeFirst(count) }
            return Array(bytes[..<count])
        }
    }

    private func line() throws -> String {
        var bytes: [UInt8] = []
        while bytes.suffix(2) != [13, 10] { bytes += try take(1) }
        return String(decoding: bytes.dropLast(2), as: UTF8.self)
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while let size = Int(try line(), radix: 16), size > 0 {
            body += try take(size)
            _ = try line()
        }
        while try !line().isEmpty {}
        return body
    }
}

/// What came in on a descriptor, in the order it came, which it closes when nobody holds it any longer.
private final class Inbox: Sendable {
    /// Seconds after which a read gives up, so that a test that waits in vain fails.
    static let patience = 240

    let descriptor: Int32
    private let chunks = Mutex<[[UInt8]]>([])
    private let count = DispatchSemaphore(value: 0)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Until the end, however the other side brings it about: an empty chunk, which stays the last one.
    func fill() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let size = recv(descriptor, &buffer, buffer.count, 0)
            if size < 0, errno == EINTR { continue }
            add(Array(buffer[..<max(0, size)]))
            if size <= 0 { return }
        }
    }

    /// - Returns: the next bytes; none at the end.
    func next() throws -> [UInt8] {
        guard count.wait(timeout: .now() + .seconds(Self.patience)) == .success else {
            throw RawConnection.Failure(description: "no answer in \(Self.patience) seconds")
        }
        let chunk = chunks.withLock { $0.removeFirst() }
        if chunk.isEmpty { add([]) }
        return chunk
    }

    private func add(_ chunk: [UInt8]) {
        chunks.withLock { $0.append(chunk) }
        count.signal()
    }
}

func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

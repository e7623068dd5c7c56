import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Testing

@testable import HTTPAPI

@Suite("Bytes that end before they are a request")
struct WireHandlerTests {
    /// What Hummingbird is told, which answers each fault with 400.
    private func faults(of bytes: String, _ end: (EmbeddedChannel) throws -> Void) throws -> [any Error] {
        final class Faults: ChannelInboundHandler {
            typealias InboundIn = Any
            var all: [any Error] = []

            func errorCaught(context: ChannelHandlerContext, error: any Error) { all.append(error) }
        }
        let (channel, faults) = (EmbeddedChannel(), Faults())
        let log = RequestLog(
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: HTTPMetrics(factory: PrometheusMetrics()),
            newID: { "-" })
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandlers([
            HTTP1ToHTTPServerCodec(secure: false), WireHandler(log: log), faults,
        ])
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/nowhere")).wait()
        _ = try? channel.writeInbound(ByteBuffer(string: bytes))
        try end(channel)
        return faults.all
    }

    private func close(_ channel: EmbeddedChannel) throws { channel.close(promise: nil) }

    @Test func `are no request where the connection ends within a head`() throws {
        #expect(try faults(of: "GET /healthz HTTP/1.1\r\nX-Slow: ", close).isEmpty)
        #expect(try faults(of: "GE", close).isEmpty)
    }

    @Test func `are a fault where only the client has ended, and still reads`() throws {
        let found = try faults(of: "GET /healthz HTTP/1.1\r\nX-Slow: ") {
            $0.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        #expect(found.count == 1 && found.first is HTTPParserError)
    }

    @Test func `are a fault within a body, whose reader waits for the rest`() throws {
        let head = "POST /api/v1/items HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{"
        #expect(try faults(of: head, close).count == 1)
    }

    @Test func `are a fault where they are no HTTP, also if the connection ends at once`() throws {
        #expect(try faults(of: "\u{1}\u{2}\r\n\r\n", close).contains { $0 is HTTPParserError })
    }
}

import Documents
import FoundationEssentials
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Between the bytes and the requests: what is no HTTP at all Hummingbird answers with a bare 400, which gets the problem
/// document, the request id and the log line that everything else has; and a connection whose answer says that it ends
/// is ended, whatever of the request is still to come.
final class WireHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let log: RequestLog
    private var isReading = false
    private var isEnding = false
    /// Closing at once would reset the connection before a client that is still sending has read the answer.
    private static let linger = TimeAmount.seconds(2)

    init(log: RequestLog) { self.log = log }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isReading = true
        case .body: break
        case .end: isReading = false
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What was left of a head when the connection ended was no request, and nobody is there for an answer.
        guard context.channel.isActive || isReading else { return }
        // A head that has no meaning is as little a request as one that has no form.
        context.fireErrorCaught(error is HTTP1TypeConversionError ? HTTPParserError.unknown : error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            guard head.status.kind != .informational else { return context.write(data, promise: promise) }
            isEnding = head.headerFields[.connection] == "close"
            guard Self.isBare(head) else { return context.write(data, promise: promise) }
            refuse(head, context, promise)
        case .body: context.write(data, promise: promise)
        case .end:
            guard isEnding else { return context.write(data, promise: promise) }
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
            let channel = context.channel
            context.eventLoop.scheduleTask(in: Self.linger) { channel.close(promise: nil) }
        }
    }

    /// Only Hummingbird itself answers so.
    private static func isBare(_ head: HTTPResponse) -> Bool {
        head.status == .badRequest && head.headerFields[.contentLength] == "0"
            && head.headerFields[.contentType] == nil
    }

    private func refuse(
        _ head: HTTPResponse, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        var head = head
        let id = log.newID()
        let bytes = (try? JSONOutput.encoder.encode(Problem.noHTTP)) ?? Data()
        head.headerFields[.contentType] = Problem.mediaType
        head.headerFields[.contentLength] = "\(bytes.count)"
        head.headerFields[.cacheControl] = "no-store"
        head.headerFields[.xContentTypeOptions] = "nosniff"
        head.headerFields[.requestID] = id
        log.note(method: "-", route: "-", status: 400, .zero, request: id)
        context.write(wrapOutboundOut(.head(head)), promise: promise)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
    }
}

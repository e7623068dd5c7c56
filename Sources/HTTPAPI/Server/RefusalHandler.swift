import Documents
import FoundationEssentials
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What is no HTTP at all Hummingbird answers with a bare 400; this gives it the problem document that everything else
/// has.
final class RefusalHandler: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentLength] == "0", head.headerFields[.connection] == "close",
            head.headerFields[.contentType] == nil
        else { return context.write(data, promise: promise) }
        let problem = Problem(400, code: "malformed", "请求看不懂", "这不是有效的 HTTP 请求，或请求头太大；请核对后再发送")
        let bytes = (try? JSONOutput.encoder.encode(problem)) ?? Data()
        head.headerFields[.contentType] = Problem.mediaType
        head.headerFields[.contentLength] = "\(bytes.count)"
        context.write(wrapOutboundOut(.head(head)), promise: promise)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
    }
}

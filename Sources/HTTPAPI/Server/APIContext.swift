import Hummingbird
import NIOCore

/// What belongs to one request.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel
    /// In every answer, every log line and every problem of this request.
    var requestID = ""
    /// Where the request came from; from the proxy's header where the proxy is trusted.
    var address = ""

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

import Documents
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Imports
package import Ledger
package import Logging
import NIOCore
import NIOPosix
import NIOSSL
package import ServiceLifecycle
import Walkthrough

/// The HTTP server of one ledger.
package struct APIServer: Sendable {
    /// Where it listens.
    package enum Address: Sendable {
        case host(String, port: Int)
        case socket(String)
    }

    package struct Options: Sendable {
        package var address = Address.host("127.0.0.1", port: 8080)
        /// PEM files of the certificate chain and its key.
        package var certificate: (chain: String, key: String)?
        package var limits = Limits()
        /// Whether `X-Forwarded-For` is believed.
        package var trustsProxy = false
        /// Origins whose pages may call the API; none by default.
        package var origins: [String] = []
        /// Only what the public may use: the ledger need not face the internet.
        package var isPublic = false

        package init() {}
    }

    private let ledger: Ledger
    private let checklists: ChecklistLibrary
    private let options: Options
    private let logger: Logger
    private let metrics = PrometheusMetrics()

    package init(_ ledger: Ledger, checklists: ChecklistLibrary, options: Options, logger: Logger) {
        self.ledger = ledger
        self.checklists = checklists
        self.options = options
        self.logger = logger
    }

    /// - Parameter running: called once it listens, with the address that people may open.
    /// - Throws: `LedgerError.malformed` for a certificate that cannot be used.
    package func service(running: @escaping @Sendable (String) async -> Void) throws -> some Service {
        let options = options
        return Application(
            router: api().router, server: try server(),
            configuration: ApplicationConfiguration(
                address: address, serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(options.limits.connections)),
            onServerRunning: { await running(options.shown($0)) }, logger: logger)
    }

    private var log: RequestLog {
        let environment = ledger.environment
        return RequestLog(
            logger: logger, metrics: HTTPMetrics(factory: metrics),
            newID: { String(environment.random(), radix: 36) })
    }

    /// The routes with their descriptions, as they are served.
    func api() -> API {
        let router = Router(context: APIContext.self, options: [.autoGenerateHeadEndpoints])
        let routes = RouteTable()
        if !options.origins.isEmpty { router.add(middleware: CrossOrigin(origins: options.origins)) }
        router.add(middleware: Envelope(routes: routes, log: log, trustsProxy: options.trustsProxy))
        let rate = RateLimit(
            perMinute: options.limits.requestsPerMinute, now: ledger.environment.now)
        router.add(middleware: rate)
        let api = API(ledger: ledger, limits: options.limits, rate: rate, router: router)
        addRoutes(to: api)
        routes.fill(api.operations)
        return api
    }

    private func addRoutes(to api: API) {
        if !options.isPublic {
            SignInRoutes(ledger: ledger).add(to: api)
            ItemRoutes(ledger: ledger, checklists: checklists).add(to: api)
            SessionRoutes(ledger: ledger, checklists: checklists).add(to: api)
            SuggestionRoutes(ledger: ledger).add(to: api)
            TaskRoutes(ledger: ledger).add(to: api)
            NoticeRoutes(ledger: ledger).add(to: api)
            ClueRoutes(ledger: ledger).add(to: api)
            ChecklistRoutes(ledger: ledger, library: checklists).add(to: api)
            EvidenceRoutes(ledger: ledger).add(to: api)
            StatisticsRoutes(ledger: ledger).add(to: api)
            ReferenceRoutes.add(to: api)
            WeekRoutes.add(to: api)
            AccountRoutes(ledger: ledger).add(to: api)
        }
        PublicRoutes(ledger: ledger).add(to: api)
        let system = SystemRoutes(ledger: ledger, metrics: metrics)
        system.add(to: api, isPublic: options.isPublic)
        system.addDocument(to: api)
    }

    private var address: BindAddress {
        switch options.address {
        case .host(let host, let port): .hostname(host, port: port)
        case .socket(let path): .unixDomainSocket(path: path)
        }
    }

    private func server() throws -> HTTPServerBuilder {
        let seconds = Int64(options.limits.idleSeconds)
        let log = log
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [WireHandler(log: log)], idleTimeout: .seconds(seconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)))
        guard let certificate = options.certificate else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map(
                NIOSSLCertificateSource.certificate)
            let key = try NIOSSLPrivateKey(file: certificate.key, format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(key))
            tls.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: tls)
        } catch {
            throw LedgerError.malformed(
                "证书或私钥用不了（\(certificate.chain)、\(certificate.key)）：请用 PEM 格式、互相匹配的两个文件")
        }
    }
}

extension APIServer.Options {
    fileprivate func shown(_ channel: any NIOCore.Channel) -> String {
        switch address {
        case .host(let host, let port):
            let name = host.contains(":") ? "[\(host)]" : host
            return "\(certificate == nil ? "http" : "https")://\(name):\(channel.localAddress?.port ?? port)"
        case .socket(let path): return "unix:\(path)"
        }
    }
}

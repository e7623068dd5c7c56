import ArgumentParser
import Glibc
import HTTPAPI
import Ledger
import Logging
import ServiceLifecycle
import UnixSignals

struct Serve: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "提供 HTTP 接口和网页",
        discussion: """
            打印地址后一直运行；收到 SIGTERM 或 Ctrl-C 时，办完手上的请求再退出。可以与其他 peizou 命令同时使用同一个数据文件夹。
            对外提供服务请放在 nginx 等反向代理后面，见 Docs/部署.md。
            """)

    @Option(help: ArgumentHelp("监听的地址", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("端口；0 为任选一个空闲的", valueName: "n"))
    var port = 8080

    @Option(help: ArgumentHelp("改为监听 unix 套接字", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("TLS 证书链（PEM）；与 --tls-key 一起用", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("TLS 私钥（PEM）", valueName: "file"))
    var tlsKey: String?

    @Flag(name: .customLong("public"), help: "只提供群众反映（e码）的接口和网页，台账不对外")
    var isPublic = false

    @Flag(help: "前面有自己的反向代理：按 X-Forwarded-For 认来访地址")
    var trustProxy = false

    @Option(parsing: .singleValue, help: ArgumentHelp("允许哪个网站的网页调用接口，可写多次；默认都不允许", valueName: "origin"))
    var allowOrigin: [String] = []

    @Option(help: ArgumentHelp("每个令牌（没有令牌的按地址）每分钟最多几次请求；0 为不限", valueName: "n"))
    var rate = Limits().requestsPerMinute

    @Option(help: ArgumentHelp("最多几个连接", valueName: "n"))
    var connections = Limits().connections

    @Option(help: ArgumentHelp("多少秒没有动静就断开连接", valueName: "seconds"))
    var idleTimeout = Limits().idleSeconds

    @Option(help: ArgumentHelp("请求正文（JSON）最多几 KB", valueName: "n"))
    var bodyLimit = Limits().bodyBytes / 1000

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let options = try options()
        var ledgers = context.ledgers
        ledgers.environment.origin = ledgers.environment.origin.replacing(
            "cli:", with: "http:", maxReplacements: 1)
        let ledger = try await ledgers.open(global, context.console)
        let isDemo = try await ledger.isDemo()
        let (console, environment) = (context.console, ledgers.environment)
        let logger = Logger(label: "peizou") { label in
            JSONLog(label: label, now: environment.now) { console.report($0) }
        }
        raiseFileLimit()
        if let socket, Self.isAnswered(socket) {
            try? await ledger.close()
            throw LedgerError.unavailable(retryAfter: 0, "\(socket) 上已有程序在提供服务。请换一个套接字，或先停掉它。")
        }
        do {
            let server = APIServer(
                ledger, checklists: try await context.checklists.library(global), options: options,
                logger: logger)
            let service = try server.service { address in
                try? console.printLine("\(address) 已在提供服务；按 Ctrl-C 停止。")
                if isDemo, !options.isPublic {
                    try? console.printLine("演示账号（密码都是 \(DemoStage.password)）：")
                    for player in DemoStage.accounts {
                        try? console.printLine("  \(player.account)　\(player.role)")
                    }
                }
            }
            let group = ServiceGroup(
                configuration: .init(
                    services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
            try await group.run()
            try await ledger.close()
        } catch {
            try? await ledger.close()
            throw Self.fault(error, options)
        }
    }

    private func options() throws(LedgerError) -> APIServer.Options {
        var options = APIServer.Options()
        guard (0...65_535).contains(port) else { throw .malformed("--port 应在 0 到 65535 之间。") }
        guard rate >= 0, connections > 0, idleTimeout > 0, (1...100_000).contains(bodyLimit) else {
            throw .malformed("--rate、--connections、--idle-timeout、--body-limit 应是合理的正数。")
        }
        options.address = socket.map(APIServer.Address.socket) ?? .host(host, port: port)
        switch (tlsCertificate, tlsKey) {
        case (let chain?, let key?): options.certificate = (chain, key)
        case (nil, nil): break
        default: throw .malformed("--tls-certificate 和 --tls-key 要一起写。")
        }
        options.isPublic = isPublic
        options.trustsProxy = trustProxy
        options.origins = allowOrigin
        options.limits.requestsPerMinute = rate
        options.limits.connections = connections
        options.limits.idleSeconds = idleTimeout
        options.limits.bodyBytes = bodyLimit * 1000
        return options
    }

    /// A connection is an open file; the usual soft limit of 1,024 is far below what the hard one allows.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// A socket file that a crash left behind is taken over; one that somebody serves is not.
    private static func isAnswered(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return withUnsafeBytes(of: address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                connect(descriptor, $0.baseAddress, socklen_t(bytes.count)) == 0
            }
        }
    }

    private static func fault(_ error: any Error, _ options: APIServer.Options) -> any Error {
        let text = "\(error)"
        let signs = [
            "bind(", "getaddrinfo", "IOError", "SocketAddressError", "UnixDomainSocketPathWrongType",
        ]
        guard signs.contains(where: text.contains) else { return error }
        return LedgerError.unavailable(retryAfter: 0, "监听不了 \(options.address)：\(text)。请换一个地址或端口，或停掉占用它的程序。")
    }
}

extension APIServer.Address: CustomStringConvertible {
    public var description: String {
        switch self {
        case .host(let host, let port): "\(host):\(port)"
        case .socket(let path): path
        }
    }
}

import Foundation

/// A real PostgreSQL server in a temporary folder, run by an ordinary user, for tests and measures. It stops, and its
/// folder goes, when the process that made it ends, however that ends.
package final class ScratchPostgres: @unchecked Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The owner of the databases: no superuser.
    package static let owner = "office"
    /// For what only a stranger with all rights could do.
    package static let superuser = "postgres"

    package let folder: String
    package private(set) var port = 0
    private let settings: [String]
    private let listens: Bool
    private let lock = NSLock()
    private var keeper: Process?
    private var keeperInput: Pipe?

    /// The one server that the tests of this process share. It does not wait for the disk.
    package static func shared() throws -> ScratchPostgres { try one.get() }
    private static let one = Result {
        try ScratchPostgres(settings: [
            "fsync=off", "full_page_writes=off", "max_connections=1000", "deadlock_timeout=100ms",
        ])
    }

    /// - Parameters:
    ///   - settings: such as `fsync=off`.
    ///   - listens: on 127.0.0.1 too, beside its socket.
    package convenience init(settings: [String] = [], listens: Bool = false) throws {
        try self.init(settings, listens) { server in
            try server.asUser(
                "initdb",
                [
                    "-D", server.folder + "/data", "-U", Self.superuser, "--auth=trust", "--encoding=UTF8",
                    "--locale=C.UTF-8", "--no-sync",
                ])
        }
        try query("CREATE ROLE \(Self.owner) LOGIN")
    }

    /// A streaming replica of another.
    package convenience init(standbyOf primary: ScratchPostgres) throws {
        try self.init(primary.settings, primary.listens) { server in
            try server.asUser(
                "pg_basebackup",
                [
                    "-h", primary.folder, "-p", "\(primary.port)", "-U", Self.superuser, "-D",
                    server.folder + "/data", "-R", "-X", "stream", "-c", "fast", "--no-sync",
                ])
        }
    }

    private init(_ settings: [String], _ listens: Bool, fill: (ScratchPostgres) throws -> Void) throws {
        self.settings = settings
        self.listens = listens
        // Short, since a socket's path may have about a hundred characters.
        folder = "/tmp/peizou-pg-\(getpid())-\(UInt16.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if let user = Self.user { _ = try Self.run("/bin/chown", [user, folder]) }
        try fill(self)
        for _ in 0..<20 {
            // Below those that the system gives to clients.
            port = Int.random(in: 20_000..<32_000)
            do {
                try start()
                return
            } catch is PortTaken {
                endKeeper(keepingFolder: true)
                try FileManager.default.removeItem(atPath: folder + "/log")
            }
        }
        try FileManager.default.removeItem(atPath: folder)
        throw PortTaken(port: port)
    }

    private struct PortTaken: Error {
        let port: Int
    }

    deinit { stop() }

    // MARK: Running

    package func start() throws {
        lock.lock()
        defer { lock.unlock() }
        let process = Process()
        let input = Pipe()
        // A session of its own, so that whoever ends the tests by their group leaves the shell to tidy up.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        // The shell waits for its input to end, which it does at the latest when this process does.
        let flags =
            ([
                "unix_socket_directories=\(folder)", "listen_addresses=\(listens ? "127.0.0.1" : "")",
                "logging_collector=off",
            ] + settings).map { "-c \($0)" }.joined(separator: " ")
        let server = "\(Self.binary("postgres")) -D \(folder)/data -p \(port) \(flags)"
        process.arguments = [
            "/bin/sh", "-c",
            """
            \(Self.prefix.joined(separator: " ")) \(server) >>\(folder)/log 2>&1 &
            read _
            pid=$(head -1 \(folder)/data/postmaster.pid 2>/dev/null) && kill -INT "$pid" 2>/dev/null
            i=0; while [ -e \(folder)/data/postmaster.pid ] && [ $i -lt 200 ]; do sleep 0.05; i=$((i + 1)); done
            test -e \(folder)/keep || rm -rf \(folder)
            """,
        ]
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        (keeper, keeperInput) = (process, input)
        for _ in 0..<600 {
            if (try? Self.run(
                Self.binary("pg_isready"), ["-q", "-h", folder, "-p", "\(port)"])) != nil
            {
                return
            }
            if log.contains("could not create any TCP/IP sockets") { throw PortTaken(port: port) }
            usleep(50_000)
        }
        throw Failure(description: "PostgreSQL does not start: \(log.suffix(2_000))")
    }

    private var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

    /// Stops the server, as an operator would (`INT`) or as a crash would (`QUIT`), and starts it again.
    package func restart(signal: Int32 = SIGINT) throws {
        if let pid = postmaster { kill(pid, signal) }
        while let pid = postmaster, kill(pid, 0) == 0 { usleep(20_000) }
        endKeeper(keepingFolder: true)
        try start()
    }

    package func stop() { endKeeper(keepingFolder: false) }

    private func endKeeper(keepingFolder: Bool) {
        let mark = folder + "/keep"
        if keepingFolder { _ = FileManager.default.createFile(atPath: mark, contents: nil) }
        lock.withLock {
            try? keeperInput?.fileHandleForWriting.close()
            keeper?.waitUntilExit()
            keeper = nil
        }
        try? FileManager.default.removeItem(atPath: mark)
    }

    /// A standby becomes a primary.
    package func promote() throws {
        try asUser("pg_ctl", ["-D", folder + "/data", "-w", "promote"])
    }

    /// Waits until a standby has all that its primary has written.
    package func waitForCatchUp(of primary: ScratchPostgres) throws {
        let target = try primary.query("SELECT pg_current_wal_lsn()")
        while try query("SELECT pg_last_wal_replay_lsn() >= '\(target)'") != "t" { usleep(20_000) }
    }

    private var postmaster: pid_t? {
        let text = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
        return text?.split(separator: "\n").first.flatMap { pid_t($0) }
    }

    // MARK: Databases

    /// A new, empty database.
    /// - Parameter icu: with the collation of Chinese dictionaries, where the server knows how.
    /// - Returns: its URL, as its owner.
    package func newDatabase(icu: Bool = false) throws -> String {
        let name = "d\(UInt64.random(in: 0 ... .max))"
        let isICU = icu && Self.hasICU
        let collation = isICU ? "LOCALE_PROVIDER icu ICU_LOCALE 'zh-CN'" : ""
        try query("CREATE DATABASE \(name) OWNER \(Self.owner) TEMPLATE template0 \(collation)")
        return url(name)
    }

    /// A copy of a database that nobody is connected to.
    package func copy(ofDatabase url: String) throws -> String {
        let name = "d\(UInt64.random(in: 0 ... .max))"
        try query("CREATE DATABASE \(name) OWNER \(Self.owner) TEMPLATE \(Self.name(ofDatabase: url))")
        return self.url(name)
    }

    package func url(_ database: String, user: String = owner) -> String {
        let host = folder.replacingOccurrences(of: "/", with: "%2F")
        return "postgres://\(user)@\(host):\(port)/\(database)"
    }

    package static func name(ofDatabase url: String) -> String {
        url.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
    }

    /// As superuser.
    /// - Returns: what psql printed, unaligned.
    @discardableResult
    package func query(_ sql: String, in database: String = "postgres") throws -> String {
        try Self.run(
            Self.binary("psql"),
            [
                "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", "\(port)", "-U",
                Self.superuser, "-d", database, "-c", sql,
            ])
    }

    /// Asks, as superuser, until the answer is `answer`.
    /// - Throws: if it is another for a whole minute.
    package func wait(for answer: String, from sql: String, in database: String = "postgres") async throws {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let found = try query(sql, in: database)
            if found == answer { return }
            guard ContinuousClock.now < end else {
                throw Failure(description: "\(sql) gives \(found) and not \(answer)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// From now on connections over TCP need TLS and a password. The certificate is for `localhost`, signed by itself.
    package func useTLS(method: String) async throws {
        let data = folder + "/data"
        try Self.run(
            "/usr/bin/openssl",
            [
                "req", "-new", "-x509", "-days", "2", "-nodes", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-out", data + "/server.crt", "-keyout", data + "/server.key",
            ])
        try Self.run("/bin/chmod", ["600", data + "/server.key"])
        if let user = Self.user {
            try Self.run("/bin/chown", [user, data + "/server.key", data + "/server.crt"])
        }
        let rules = """
            local all all trust
            hostssl all all 127.0.0.1/32 \(method)
            hostssl all all ::1/128 \(method)
            """
        try rules.write(toFile: data + "/pg_hba.conf", atomically: false, encoding: .utf8)
        try query("ALTER SYSTEM SET ssl = on")
        try query("SELECT pg_reload_conf()")
        try await wait(for: "on", from: "SHOW ssl")
    }

    /// From the next start on, and where `reloads` from now on, it is only the superuser who may come in, or everybody.
    package func admit(everybody: Bool, reloads: Bool = false) throws {
        let rule = "local all \(everybody ? "all" : Self.superuser) trust\n"
        try rule.write(toFile: folder + "/data/pg_hba.conf", atomically: false, encoding: .utf8)
        if reloads { try query("SELECT pg_reload_conf()") }
    }

    // MARK: Programs

    /// The major version of the server's programs, 0 if there are none.
    package static let version: Int = {
        let words = (try? run(binary("postgres"), ["--version"]))?.split(separator: " ") ?? []
        return words.compactMap { Int($0.prefix { $0.isNumber }) }.first ?? 0
    }()

    /// Whether databases can have a collation of ICU: from version 15, and not every build.
    package static let hasICU: Bool = {
        guard version >= 15, let configuration = try? run(binary("pg_config"), ["--configure"]) else {
            return false
        }
        return !configuration.contains("--without-icu")
    }()

    /// A program of the server: from `PEIZOU_POSTGRES_BIN`, or of the newest version that Debian installed.
    package static func binary(_ name: String) -> String {
        if let folder = ProcessInfo.processInfo.environment["PEIZOU_POSTGRES_BIN"] {
            return "\(folder)/\(name)"
        }
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap {
            Int($0)
        }
        return versions.max().map { "\(root)/\($0)/bin/\(name)" } ?? "/usr/bin/\(name)"
    }

    /// The server refuses to run as root; Debian's package has made a user for it.
    package static var user: String? { getuid() == 0 ? "postgres" : nil }

    private static var prefix: [String] {
        user.map { ["/usr/bin/setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    }

    @discardableResult
    package func asUser(_ program: String, _ arguments: [String]) throws -> String {
        let words = Self.prefix + [Self.binary(program)] + arguments
        return try Self.run(words[0], Array(words.dropFirst()))
    }

    @discardableResult
    package static func run(_ path: String, _ arguments: [String]) throws -> String {
        let (status, text) = try Program.run(path, arguments)
        guard status == 0 else {
            throw Failure(description: "\(path) \(arguments.joined(separator: " ")): \(text)")
        }
        return text.trimmingCharacters(in: .newlines)
    }
}

import Foundation
import Glibc

/// A server as a process of its own, found by the address that it prints.
final class ServerProcess {
    let address: String
    private let process = Process()

    var port: UInt16 { UInt16(address.split(separator: ":").last ?? "") ?? 0 }

    /// `peizou serve` on a folder or database.
    static func serve(_ folder: String, database: String? = nil) throws -> ServerProcess {
        let binary = CommandLine.arguments[0].replacing("peizou-bench", with: "peizou")
        guard FileManager.default.isExecutableFile(atPath: binary) else {
            throw BenchError("\(binary) is not built: swift build -c release")
        }
        let place = database.map { ["--database", $0] } ?? ["--data", folder]
        return try ServerProcess(binary, place + ["serve", "--port", "0", "--rate", "0"])
    }

    /// Bare Hummingbird routes on the same store.
    static func bare(_ folder: String) throws -> ServerProcess {
        try ServerProcess(CommandLine.arguments[0], ["probe-bare", folder])
    }

    private init(_ binary: String, _ arguments: [String]) throws {
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchError("\(arguments) did not start") }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let found = text.split(separator: " ").first(where: { $0.hasPrefix("http") }) else {
            throw BenchError("no address in \(text)")
        }
        address = found.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    func peakMegabytes() throws -> Double { try megabytes("VmHWM") }
    func residentMegabytes() throws -> Double { try megabytes("VmRSS") }

    private func megabytes(_ field: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
        guard let kilobytes = line.flatMap({ Double($0.filter(\.isNumber)) }) else { throw BenchError(field) }
        return kilobytes / 1024
    }
}

/// The load generator, from Debian.
enum Wrk {
    static var isInstalled: Bool { (try? Shell.run("command -v wrk")) != nil }

    /// Requests a second.
    static func rate(
        _ url: String, token: String? = nil, connections: Int, for seconds: Int = HTTPBench.seconds,
        posting body: String? = nil
    ) throws -> Double {
        let output = try run(url, token: token, connections: connections, for: seconds, posting: body)
        guard faults(output) == 0 else { throw BenchError("wrk: \(output)") }
        guard let line = output.split(separator: "\n").first(where: { $0.contains("Requests/sec") }),
            let rate = line.split(separator: " ").last.flatMap({ Double($0) })
        else { throw BenchError("wrk: \(output)") }
        return rate
    }

    /// Failed requests.
    static func errors(_ url: String, token: String, connections: Int) throws -> Int {
        faults(try run(url, token: token, connections: connections, for: HTTPBench.seconds, posting: nil))
    }

    private static func run(
        _ url: String, token: String?, connections: Int, for seconds: Int, posting body: String?
    ) throws -> String {
        var command = "wrk -t2 -c\(connections) -d\(seconds)s --timeout 30s"
        if let token { command += " -H 'Authorization: Bearer \(token)'" }
        if let body {
            let script =
                NSTemporaryDirectory() + "peizou-wrk-\(ProcessInfo.processInfo.processIdentifier).lua"
            try """
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = '\(body)'
            """.write(toFile: script, atomically: true, encoding: .utf8)
            command += " -s '\(script)'"
        }
        return try Shell.run("\(command) '\(url)'")
    }

    /// Answers that are no success, and broken connections.
    private static func faults(_ output: String) -> Int {
        var count = 0
        for line in output.split(separator: "\n") {
            if line.contains("Non-2xx") { count += Int(line.split(separator: " ").last ?? "") ?? 1 }
            if line.contains("Socket errors") {
                count += line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }.reduce(0, +)
            }
        }
        return count
    }
}

enum Shell {
    /// - Returns: what it printed.
    static func run(_ command: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(command) ended with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Connections that have asked for something once and then wait.
final class IdleConnections {
    private var descriptors: [Int32] = []

    init(port: UInt16, count: Int) throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let request = Array("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { throw BenchError("socket: \(errno)") }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard connected == 0, send(descriptor, request, request.count, 0) == request.count,
                recv(descriptor, &buffer, buffer.count, 0) > 0
            else { throw BenchError("connection \(descriptors.count): \(errno)") }
            descriptors.append(descriptor)
        }
    }

    /// How many the server has not closed.
    var open: Int {
        descriptors.count { descriptor in
            var byte: UInt8 = 0
            return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) < 0
                && errno == EAGAIN
        }
    }

    func close() { descriptors.forEach { _ = Glibc.close($0) } }
}

import Foundation
import Testing

@Suite("peizou serve, as a process", .enabled(if: !TestStore.isPostgres)) struct ServingProcessTests {
    @Test func `works beside commands on the same folder`() async throws {
        try await ServingProcess.use { server in
            let filed = try await ServingProcess.peizou([
                "--data", server.folder, "issue", "file", "命令行登记的问题", "--place", "QH-GA", "--json",
            ])
            let number = try #require(try JSON(parsing: Array(filed.utf8))["number"].text)
            let connection = try RawConnection(port: server.port)
            try await connection.send(server.request("GET", "/api/v1/items/\(number)", as: "ducha"))
            let row = try await connection.receive().expect(200)
            #expect(row.json["description"] == "命令行登记的问题")

            try await connection.send(
                server.request("POST", "/api/v1/items", as: "ducha", body: #"{"description":"接口登记的问题"}"#))
            let second = try #require(try await connection.receive().expect(201).json["number"].text)
            let shown = try await ServingProcess.peizou([
                "--data", server.folder, "ledger", "show", second, "--json",
            ])
            #expect(try JSON(parsing: Array(shown.utf8))["description"] == "接口登记的问题")
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `finishes what was begun when it is told to end`(signal: Int32) async throws {
        try await ServingProcess.use { server in
            let body = #"{"description":"写到一半时服务要停"}"#
            let request = try Array(server.request("POST", "/api/v1/items", as: "ducha", body: body).utf8)
            let open = try RawConnection(port: server.port)
            let idle = try RawConnection(port: server.port)
            try await idle.send(server.request("GET", "/healthz", as: "ducha"))
            try await idle.receive().expect(200)
            try await open.send(Array(request.dropLast(10)))
            try await Task.sleep(for: .milliseconds(300))
            server.signal(signal)
            #expect(try await idle.isClosed(), "a connection that asks nothing is closed")
            try await open.send(Array(request.suffix(10)))
            let filed = try await open.receive().expect(201)
            #expect(try await server.end() == 0)
            let shown = try await ServingProcess.peizou([
                "--data", server.folder, "ledger", "show", try #require(filed.json["number"].text), "--json",
            ])
            #expect(try JSON(parsing: Array(shown.utf8))["description"] == "写到一半时服务要停")
        }
    }

    @Test func `listens at a unix socket that others may not use, and again after a crash`() async throws {
        let folder = ServingProcess.newFolder()
        let socket = "/tmp/peizou-\(UInt32.random(in: 0 ... .max)).sock"
        defer { try? FileManager.default.removeItem(atPath: socket) }
        try await ServingProcess.use(["--socket", socket], in: folder) { server in
            #expect(server.address == "unix:\(socket)")
            let connection = try RawConnection(socket: socket)
            try await connection.send(server.request("GET", "/api/v1/items?limit=1", as: "ducha"))
            try await connection.receive().expect(200)
            let rights = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
            #expect(rights.map { $0 & 0o002 } == 0)
            try await server.end(by: SIGKILL)
        }
        #expect(FileManager.default.fileExists(atPath: socket), "a killed server leaves its socket")
        try await ServingProcess.use(["--socket", socket]) { server in
            let connection = try RawConnection(socket: socket)
            try await connection.send(server.request("GET", "/healthz", as: "ducha"))
            try await connection.receive().expect(200)
            try await server.end(by: SIGTERM)
        }
        #expect(!FileManager.default.fileExists(atPath: socket), "one that ended well leaves none")
    }

    @Test func `speaks TLS with a certificate and key from files`() async throws {
        let folder = ServingProcess.newFolder() + "-tls"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        _ = try await openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=localhost", "-keyout", key, "-out", certificate,
        ])
        try await ServingProcess.use(
            ["--port", "0", "--tls-certificate", certificate, "--tls-key", key]
        ) { server in
            #expect(server.address.hasPrefix("https://"))
            let request = try server.request(
                "GET", "/api/v1/items?limit=1", as: "ducha", headers: ["Connection: close"])
            let answer = try await openssl(
                [
                    "s_client", "-connect", "127.0.0.1:\(server.port)", "-CAfile", certificate,
                    "-verify_return_error", "-quiet", "-ign_eof",
                ], input: request)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK"), "\(answer)")
            let old = try await openssl(
                ["s_client", "-connect", "127.0.0.1:\(server.port)", "-tls1_1", "-quiet"], input: request)
            #expect(!old.contains("HTTP/1.1"), "TLS 1.1 is too old")
        }
    }

    private func openssl(_ arguments: [String], input: String = "") async throws -> String {
        try await onThread {
            let (process, output, source) = (Process(), Pipe(), Pipe())
            process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            process.arguments = arguments
            process.standardInput = source
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            source.fileHandleForWriting.write(Data(input.utf8))
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            try? source.fileHandleForWriting.close()
            return String(decoding: data, as: UTF8.self)
        }
    }
}

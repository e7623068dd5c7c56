#if PostgreSQL
    import Foundation
    import Ledger
    import LedgerSQL
    import TestSupport
    import Testing
    import Walkthrough

    @Suite("Three processes on one database", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct ThreeProcessTests {
        @Test
        func `with one killed and the server crashed and restarted, what was acknowledged is there, once`()
            async throws
        {
            let server = try ScratchPostgres(settings: ["fsync=off", "full_page_writes=off"])
            defer { server.stop() }
            let test = try await TestLedger.make(in: server)
            try await test.populate()
            let shared = try await test.file("三个节点都来报进展")
            try await test.act(
                shared.number, .assign(.init(lead: UnitCode("QH-GA"), mode: .immediate)), by: "ducha")
            for command in [ItemCommand.accept, .plan(try plan())] {
                try await test.act(shared.number, command, by: "gongan")
            }
            guard case .database(let url, let evidence) = test.place else { return }
            let nodes = try ["a", "b", "c"].map { label in
                try Node([url, evidence, label, shared.id], folder: test.folder)
            }
            for node in nodes { try await node.goOn() }
            nodes[0].kill()
            for signal in [SIGQUIT, SIGINT] {
                for node in nodes.dropFirst() { try await node.goOn() }
                try server.restart(signal: signal)
            }
            for node in nodes.dropFirst() { try await node.goOn() }
            let endings = nodes.dropFirst().map { $0.end() }
            #expect(endings == [0, 0], "\(nodes.map(\.errors))")

            let report = try await test.ledger.verify()
            #expect(report.faults == [])
            let acknowledged = nodes.flatMap { $0.acknowledged() }
            try await check(test, acknowledged, shared: shared.id)
            for node in nodes { #expect(node.acknowledged().count > 30, "a node hardly came to write") }
            await test.remove()
        }

        private func plan() throws -> Plan {
            let text = try Prose("清理多余材料", "措施")
            return Plan(cause: text, measures: text, goal: text)
        }

        private func check(_ test: TestLedger, _ acknowledged: [[String]], shared: String) async throws {
            let found = try await test.ledger.store.read { transaction in
                var found: [RectificationItem] = []
                try transaction.eachItem { found.append($0.state) }
                return found
            }
            var rows: [String: RectificationItem] = [:]
            var doubled: [String] = []
            for row in found {
                let name = Self.name(row.report.description.description)
                if rows[name] != nil { doubled.append(name) }
                rows[name] = row
            }
            let numbers = found.map { Int($0.report.number.suffix(4)) ?? 0 }
            let progress = found.first { $0.id.text == shared }?.state.working?.progress ?? []
            let reported = progress.map { Self.name($0.text.description) }
            #expect(doubled == [])
            #expect(numbers == Array(1...numbers.count), "numbers without gaps, in the order of registration")
            for line in acknowledged {
                let row = rows[line[1]]
                switch line[0] {
                case "file": #expect(row?.report.number == line[2], "\(line)")
                case "assign": #expect(row?.state.kind == .assigned, "\(line)")
                default: #expect(reported.contains(line[1]), "\(line)")
                }
            }
            #expect(Set(reported).count == reported.count, "progress reported twice")
        }

        private static func name(_ text: String) -> String {
            text.split(separator: "：").last.map(String.init) ?? text
        }
    }

    /// `peizou-bench probe-node`, as a process.
    private final class Node {
        struct Stuck: Error {
            let errors: String
        }

        private let process = Process()
        private let input = Pipe()
        private let output: URL
        private let faults: URL

        init(_ arguments: [String], folder: String) throws {
            output = URL(fileURLWithPath: "\(folder)/node-\(arguments[2])")
            faults = URL(fileURLWithPath: "\(folder)/node-\(arguments[2])-errors")
            process.executableURL = URL(fileURLWithPath: try TestBinary.named("peizou-bench"))
            process.arguments = ["probe-node"] + arguments
            process.standardInput = input
            for file in [output, faults] { try Data().write(to: file) }
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: faults)
            try process.run()
        }

        var errors: String { (try? String(contentsOf: faults, encoding: .utf8)) ?? "" }

        func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

        /// Waits until it has had a hundred more answers.
        func goOn() async throws {
            let goal = acknowledged().count + 100
            let end = ContinuousClock.now + .seconds(120)
            while acknowledged().count < goal {
                guard process.isRunning, ContinuousClock.now < end else { throw Stuck(errors: errors) }
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        /// Lets it finish what it is doing.
        func end() -> Int32 {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
            return process.terminationStatus
        }

        /// Words of whole lines.
        func acknowledged() -> [[String]] {
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                $0.split(separator: " ").map(String.init)
            }
        }
    }
#endif

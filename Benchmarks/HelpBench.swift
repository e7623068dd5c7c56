import Foundation

/// `peizou --help` beside `/bin/true`: what the program costs before it does anything.
enum HelpBench {
    static func run() async throws {
        let binary = CommandLine.arguments[0].replacing("peizou-bench", with: "peizou")
        guard FileManager.default.isExecutableFile(atPath: binary) else {
            throw BenchError("\(binary) is not built: swift build -c release")
        }
        var help: [Double] = []
        var nothing: [Double] = []
        for _ in 0..<21 {
            help.append(try time(binary, ["--help"]))
            nothing.append(try time("/bin/true", []))
        }
        Bench.row("peizou --help", help.median * 1000, nothing.median * 1000, "ms", atMostMore: 30)
    }

    private static func time(_ path: String, _ arguments: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        return (ContinuousClock.now - start).seconds
    }
}

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
        for _ in 0..<7 {
            help.append(try time("'\(binary)' --help"))
            nothing.append(try time("/bin/true"))
        }
        Bench.row("peizou --help", help.median * 1000, nothing.median * 1000, "ms", atMostMore: 30)
    }

    /// Seconds a run. A shell starts the program twenty times, since Foundation's own start takes longer than it.
    private static func time(_ command: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "i=0; while [ $i -lt 20 ]; do \(command) >/dev/null || exit 1; i=$((i + 1)); done",
        ]
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchError("\(command) failed") }
        return (ContinuousClock.now - start).seconds / 20
    }
}

import Glibc
import Ledger

extension Console {
    /// The process's own stdin, stdout, stderr and environment.
    static var live: Console {
        Console(
            write: { text throws(LedgerError) in
                if let reason = put(text, to: STDOUT_FILENO) {
                    throw .unavailable(retryAfter: 0, "结果写不出去（\(reason)）。请检查输出的去向和磁盘空间后再试。")
                }
            },
            report: { _ = put($0, to: STDERR_FILENO) },
            readLine: { Swift.readLine(strippingNewline: true) },
            readSecret: { prompt in
                guard isatty(STDIN_FILENO) == 1 else { return Swift.readLine(strippingNewline: true) }
                return try SecretPrompt.read(prompt)
            },
            inputIsTerminal: isatty(STDIN_FILENO) == 1,
            errorsAreTerminal: isatty(STDERR_FILENO) == 1,
            width: isatty(STDOUT_FILENO) == 1 ? terminalWidth() : nil,
            variable: { getenv($0).map { String(cString: $0) } })
    }

    /// Why writing failed, or `nil`.
    private static func put(_ text: String, to descriptor: Int32) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count < 0 {
                    if errno == EINTR { continue }
                    return String(cString: strerror(errno))
                }
                done += count
            }
            return nil
        }
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

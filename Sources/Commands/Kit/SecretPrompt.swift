import Glibc

/// Reads a line from the terminal without showing it. Ctrl-C is read as a character, so that the terminal is always
/// put back as it was before the program ends.
enum SecretPrompt {
    /// - Returns: the line, or `nil` at the end of the input.
    /// - Throws: `CancellationError` on Ctrl-C.
    static func read(_ prompt: String) throws -> String? {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return readLine(strippingNewline: true) }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        Console.live.report(prompt)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            Console.live.report("\n")
        }
        var line = SecretLine()
        while true {
            var byte: UInt8 = 0
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return line.bytes.isEmpty ? nil : line.text }
            switch line.take(byte) {
            case .more: continue
            case .done: return line.text
            case .ended: return nil
            case .interrupted: throw CancellationError()
            }
        }
    }
}

/// The line being typed, with the editing keys that a terminal would have handled.
struct SecretLine {
    enum Step { case more, done, ended, interrupted }

    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func take(_ byte: UInt8) -> Step {
        switch byte {
        case 3: return .interrupted
        case 4 where bytes.isEmpty: return .ended
        case 4: break
        case 10, 13: return .done
        case 8, 127:
            while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
        case 21: bytes = []
        default: bytes.append(byte)
        }
        return .more
    }
}

import Walkthrough

/// How a piece of text stands out on a terminal.
enum Style: Sendable {
    case plain, bold, dim, green, yellow, red

    private var code: String? {
        switch self {
        case .plain: nil
        case .bold: "1"
        case .dim: "2"
        case .green: "32"
        case .yellow: "33"
        case .red: "31"
        }
    }

    func applied(to text: String) -> String {
        guard let code, !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension Light {
    var style: Style {
        switch self {
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        case .awaiting, .escalated: .dim
        case .none: .plain
        }
    }
}

import FoundationEssentials
import Walkthrough

/// The one JSON document that `--json` prints: sorted keys, slashes as they are, instants as RFC 3339 with `+08:00`,
/// a line feed at the end.
enum JSONOutput {
    static func text(_ document: some Encodable, pretty: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.userInfo[.forReaders] = true
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}

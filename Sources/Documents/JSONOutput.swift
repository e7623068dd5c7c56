package import FoundationEssentials
import Walkthrough

/// The one JSON document that `--json` prints: sorted keys, slashes as they are, instants as RFC 3339 with `+08:00`,
/// a line feed at the end.
package enum JSONOutput {
    package static func text(_ document: some Encodable, pretty: Bool = false) throws -> String {
        let encoder = encoder
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    /// The encoder of everything that people and scripts read.
    package static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.userInfo[.forReaders] = true
        return encoder
    }
}

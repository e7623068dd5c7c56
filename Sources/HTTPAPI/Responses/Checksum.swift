import Crypto
import FoundationEssentials
import Walkthrough

enum Checksum {
    /// Twelve digits that tell two representations of one version apart.
    static func of(_ bytes: Data) -> String {
        let digest = Walkthrough.Digest(sha256: SHA256.hash(data: bytes))
        return String(digest.hex.prefix(12))
    }

    /// What makes two requests the same: method, address and body.
    static func request(_ method: String, _ path: String, _ body: Walkthrough.Digest) -> Walkthrough.Digest {
        Walkthrough.Digest(sha256: SHA256.hash(data: Data("\(method) \(path) \(body.text)".utf8)))
    }
}

enum Escaping {
    /// For a value in a query: all but unreserved characters as %XX.
    static func query(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
        return result
    }
}

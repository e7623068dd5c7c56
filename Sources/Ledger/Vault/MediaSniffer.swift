import Walkthrough

/// What a file is by its first bytes; what its name and sender say must agree.
enum MediaSniffer {
    /// A kind of file that is taken, and the extensions that may stand on it.
    private struct Kind {
        let type: String
        let extensions: [String]
    }

    private static let kinds: [Kind] = [
        Kind(type: "image/jpeg", extensions: ["jpg", "jpeg", "jpe"]),
        Kind(type: "image/png", extensions: ["png"]),
        Kind(type: "image/gif", extensions: ["gif"]), Kind(type: "image/webp", extensions: ["webp"]),
        Kind(type: "image/heic", extensions: ["heic", "heif"]),
        Kind(type: "application/pdf", extensions: ["pdf"]),
        Kind(type: "video/mp4", extensions: ["mp4", "m4v"]),
        Kind(type: "video/quicktime", extensions: ["mov", "qt"]),
        Kind(type: "video/3gpp", extensions: ["3gp", "3gpp"]), Kind(type: "audio/mpeg", extensions: ["mp3"]),
        Kind(type: "audio/mp4", extensions: ["m4a"]), Kind(type: "audio/wav", extensions: ["wav"]),
        Kind(type: "audio/amr", extensions: ["amr"]),
        Kind(
            type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            extensions: ["docx"]),
        Kind(type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", extensions: ["xlsx"]),
        Kind(type: "text/plain", extensions: ["txt", "md", "log"]),
    ]

    static func type(
        of head: [UInt8], name: String, claimed: String?
    ) throws(LedgerError) -> EvidenceRef.MediaType {
        guard let found = sniff(head) else {
            throw .unsupportedType("\(name) 不是能作佐证的文件；请上传照片、截图、视频、录音、PDF、Word、Excel 或纯文本")
        }
        let suffix =
            name.split(separator: ".").count > 1
            ? name.split(separator: ".").last.map { $0.lowercased() } : nil
        if let suffix, let named = kinds.first(where: { $0.extensions.contains(suffix) }),
            !agree(named.type, found)
        {
            throw .invalid([
                Invalid("佐证 \(name)", "扩展名是 \(suffix)，内容却是 \(found)", mend: "请上传原文件，不要改扩展名")
            ])
        }
        if let claimed, let type = claimed.split(separator: ";").first.map({ Prose.folded(String($0)) }),
            type != "application/octet-stream", !agree(type, found)
        {
            throw .invalid([
                Invalid("佐证 \(name)", "声明为 \(type.prefix(60))，内容却是 \(found)", mend: "请按文件的实际类型上传")
            ])
        }
        do {
            return try EvidenceRef.MediaType(found)
        } catch { throw .invalid([error]) }
    }

    /// MP4 and its relatives share a container, so that one may stand for another.
    private static func agree(_ one: String, _ other: String) -> Bool {
        let boxed: Set = ["video/mp4", "video/quicktime", "video/3gpp", "audio/mp4", "audio/x-m4a"]
        return one == other || (boxed.contains(one) && boxed.contains(other))
            || (one == "image/jpg" && other == "image/jpeg")
            || (one == "image/heif" && other == "image/heic")
            || (one == "audio/x-wav" && other == "audio/wav")
            || (one == "audio/mp3" && other == "audio/mpeg")
            || (one == "text/markdown" && other == "text/plain")
    }

    private static func sniff(_ head: [UInt8]) -> String? {
        func has(_ text: String, at offset: Int = 0) -> Bool {
            head.count >= offset + text.utf8.count && head[offset...].starts(with: text.utf8)
        }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if has("GIF87a") || has("GIF89a") { return "image/gif" }
        if has("RIFF"), has("WEBP", at: 8) { return "image/webp" }
        if has("RIFF"), has("WAVE", at: 8) { return "audio/wav" }
        if has("%PDF-") { return "application/pdf" }
        if has("#!AMR") { return "audio/amr" }
        if has("ID3") || (head.count > 1 && head[0] == 0xFF && head[1] & 0xE6 == 0xE2) { return "audio/mpeg" }
        if has("ftyp", at: 4) {
            if ["heic", "heix", "mif1", "heif", "hevc"].contains(where: { has($0, at: 8) }) {
                return "image/heic"
            }
            if has("M4A ", at: 8) { return "audio/mp4" }
            if has("qt  ", at: 8) { return "video/quicktime" }
            return has("3g", at: 8) ? "video/3gpp" : "video/mp4"
        }
        if has("PK\u{3}\u{4}") {
            // An office document names its parts near the beginning; any other archive could hold anything.
            let text = String(decoding: head, as: Unicode.ASCII.self)
            guard text.contains("[Content_Types].xml") || text.contains("_rels/.rels") else { return nil }
            if text.contains("word/") {
                return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            if text.contains("xl/") {
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
            return nil
        }
        return isText(head) ? "text/plain" : nil
    }

    /// UTF-8 without control characters; the last character of the head may be cut.
    private static func isText(_ head: [UInt8]) -> Bool {
        guard !head.contains(where: { $0 < 9 || (14..<32).contains($0) || $0 == 127 || $0 == 11 }) else {
            return false
        }
        for cut in 0...3 where head.count >= cut {
            if String(validating: head.dropLast(cut), as: UTF8.self) != nil { return true }
        }
        return false
    }
}

/// Names of files as people may see them.
package enum EvidenceName {
    /// The last part of a path without control characters, at most 80 characters; never used to find a file.
    package static func clean(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "文件"
        let kept = last.unicodeScalars.filter {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }
        let text = String(String.UnicodeScalarView(kept)).prefix(80)
        return text.isEmpty || text == ".." || text == "." ? "文件" : String(text)
    }
}

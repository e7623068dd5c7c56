import Documents
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Walkthrough

/// Photos and documents: streamed into the vault as they arrive, and out of it as they are read.
struct EvidenceRoutes {
    let ledger: Ledger

    /// What is taken, by the names that browsers and phones give it.
    static let types = [
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/heif", "application/pdf",
        "video/mp4", "video/quicktime", "video/3gpp", "audio/mpeg", "audio/mp4", "audio/wav", "audio/amr",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/plain",
        "application/octet-stream",
    ]

    func add(to api: API) {
        let limits = api.limits
        api.add(
            Operation("putEvidence", .put, "/api/v1/evidence", tag: "佐证", "上传照片、文件")
                .detail(
                    """
                    正文就是文件本身，Content-Type 写它的类型。先上传，再在登记、体验、办理时写上返回的摘要、类型和字节数；
                    同一个文件再传一次得到同样的结果。文件开头与类型不符时拒收。
                    """
                )
                .takes(.query("name", .text(.init(length: 1...200, example: "窗口照片.jpg")), "原来的文件名，只看扩展名"))
                .takesFile(Self.types).acts()
                .answers(EvidenceDocument.self, "摘要、字节数和类型", .created, headers: .location)
        ) { call in
            let stored = try await Upload.receive(call.request, call.context, of: Self.types, limits) {
                type, size in
                try await ledger.beginUpload(
                    name: call.query.text("name"), mediaType: type, announced: size, by: call.caller)
            } finish: { upload in
                try await ledger.finish(upload, by: call.caller)
            }
            return try call.reply(
                EvidenceDocument(stored), .created,
                headers: [.location: "/api/v1/evidence/\(stored.digest.text)"])
        }
        api.add(
            Operation("readEvidence", .get, "/api/v1/evidence/{digest}", tag: "佐证", "下载照片、文件")
                .detail("要看得到用它的台账、体验或线索，或是自己上传的。可以用 Range 分段下载。")
                .takes(.path("digest", .digest, "摘要")).downloads(Self.types, "文件")
        ) { call in
            let digest = try Digest(call.path["digest"] ?? "")
            let file = try await ledger.readEvidence(digest, by: call.caller)
            return try await FileReply(
                name: "\(digest.hex.prefix(12)).\(file.mediaType.fileExtension)",
                mediaType: file.mediaType.text,
                // What nobody could have uploaded as such is not shown by a browser.
                tag: digest.text + (file.isMasked ? ".masked" : ""),
                disposition: Self.types.contains(file.mediaType.text) ? .inline : .attachment
            ).response(to: call.request) { file }
        }
    }
}

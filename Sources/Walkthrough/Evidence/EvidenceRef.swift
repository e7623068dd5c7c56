/// A file in the evidence vault as a walk, row or case names it (decisions 13). No place is recorded: nobody asks for
/// a location track.
public struct EvidenceRef: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case photo, screenshot, video, sound, document, record, paperForm

        public var title: String {
            switch self {
            case .photo: "照片"
            case .screenshot: "截图"
            case .video: "视频"
            case .sound: "录音"
            case .document: "文件、回执"
            case .record: "现场记录"
            case .paperForm: "纸质表"
            }
        }

        /// Whether a file of this kind shows by itself that somebody was there: a picture of the place or the
        /// screen, or a receipt. A filled form or a note is the walker's own word.
        public var isTrace: Bool {
            switch self {
            case .photo, .screenshot, .video, .document: true
            case .sound, .record, .paperForm: false
            }
        }
    }

    /// What the picture stands beside: the fault or its mending.
    public enum Stage: String, Sendable, Codable, CaseIterable {
        case before, after, other

        public var title: String {
            switch self {
            case .before: "整改前"
            case .after: "整改后"
            case .other: "其他"
            }
        }
    }

    /// A media type such as `image/jpeg`, without parameters.
    public struct MediaType: Hashable, Sendable, Codable, CustomStringConvertible {
        public let text: String

        /// - Throws: `Invalid` unless `text` is `type/subtype` in lower-case letters, digits, `.`, `+` and `-`.
        public init(_ text: String) throws(Invalid) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard text.utf8.count <= 100, parts.count == 2, parts.allSatisfy(Self.isToken) else {
                throw Invalid("文件类型", "“\(text.prefix(60))”不是文件类型", mend: "请填写如 image/jpeg、application/pdf")
            }
            self.text = text
        }

        private static func isToken(_ part: Substring) -> Bool {
            !part.isEmpty
                && part.utf8.allSatisfy {
                    (97...122).contains($0) || (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46
                }
        }

        public var description: String { text }

        public init(from decoder: any Decoder) throws {
            try self.init(decoder.singleValueContainer().decode(String.self))
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
    }

    public let digest: Digest
    public let kind: Kind
    public let mediaType: MediaType
    public let byteCount: Int
    public let stage: Stage
    public let caption: Prose?
    /// When the device says that it was taken; absent where the file does not tell.
    public let takenAt: Instant?
    /// Absent in what is stored, where the file is there.
    private let promised: Bool?

    /// Whether the file is named and not there yet (证据待传): a device without network sends texts before photos.
    public var isPromised: Bool { promised ?? false }

    /// - Throws: `Invalid` for an empty file.
    public init(
        digest: Digest, kind: Kind, mediaType: MediaType, byteCount: Int, stage: Stage = .other,
        caption: Prose? = nil, takenAt: Instant? = nil, isPromised: Bool = false
    ) throws(Invalid) {
        guard byteCount > 0 else { throw Invalid("佐证材料", "文件是空的", mend: "请重新选择文件上传") }
        self.digest = digest
        self.kind = kind
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.stage = stage
        self.caption = caption
        self.takenAt = takenAt
        promised = isPromised ? true : nil
    }

    private init(_ said: EvidenceRef, file: EvidenceRef, stage: Stage, promised: Bool?) {
        digest = file.digest
        kind = said.kind
        mediaType = file.mediaType
        byteCount = file.byteCount
        self.stage = stage
        caption = said.caption
        takenAt = file.takenAt ?? said.takenAt
        self.promised = promised
    }

    /// Whether it is there instead of `other`, which was promised.
    func keeps(_ other: EvidenceRef) -> Bool { other.isPromised && !isPromised && digest == other.digest }

    /// The same beside the fault or its mending, unless whoever took it said which.
    public func staged(_ stage: Stage) -> EvidenceRef {
        self.stage == .other ? EvidenceRef(self, file: self, stage: stage, promised: promised) : self
    }

    /// The same, there or still to come.
    public func promised(_ isPromised: Bool) -> EvidenceRef {
        EvidenceRef(self, file: self, stage: stage, promised: isPromised ? true : nil)
    }

    /// What this promised, there now: beside what it said it would be, and as the file is.
    public func arrived(as file: EvidenceRef) -> EvidenceRef {
        EvidenceRef(self, file: file, stage: stage, promised: nil)
    }
}

extension EvidenceRef.Kind {
    /// What a file of this type usually is.
    public static func of(_ type: EvidenceRef.MediaType) -> EvidenceRef.Kind {
        switch type.text.split(separator: "/").first {
        case "image": .photo
        case "video": .video
        case "audio": .sound
        case "text": .record
        default: .document
        }
    }
}

extension [EvidenceRef] {
    /// With `new`: a file that arrives takes the place of its promise, and keeps what was said of it then.
    public func taking(_ new: [EvidenceRef]) -> [EvidenceRef] {
        var result = self
        for file in new {
            if let index = result.firstIndex(where: file.keeps) {
                result[index] = result[index].arrived(as: file)
            } else {
                result.append(file)
            }
        }
        return result
    }

    /// The promise that a file keeps; `nil` if none does.
    public func promise(of digest: Digest) -> EvidenceRef? {
        contains { $0.digest == digest && !$0.isPromised } ? nil : first { $0.digest == digest }
    }

    /// - Throws: `Refusal.invalid` if there is nothing new, or a file is here already.
    func mustTake(_ new: [EvidenceRef]) throws(Refusal) {
        guard !new.isEmpty else { throw .invalid("佐证材料", "没有文件", mend: "请至少选一个文件") }
        for file in new where contains(where: { $0.digest == file.digest && !file.keeps($0) }) {
            throw .invalid("佐证材料", "这个文件已经附过（\(file.digest.hex.prefix(12))…）", mend: "请选另一个文件")
        }
    }
}

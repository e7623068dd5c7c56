/// The exact content of a checklist, named by its digest. A session keeps the revisions that it used, so that later
/// edits of a file change nothing that was walked.
public struct ChecklistRevision: Hashable, Sendable, Codable {
    /// Of `checklist.canonicalBytes`.
    public let digest: Digest
    public let checklist: Checklist

    /// - Parameter hash: SHA-256, which this module does not compute.
    public init(_ checklist: Checklist, hash: ([UInt8]) -> Digest) {
        self.checklist = checklist
        digest = hash(checklist.canonicalBytes)
    }

    /// The stream that keeps this content.
    public var stream: StreamID { StreamID(.checklist, String(digest.hex)) }
}

/// Who wrote a checklist: the project or the office.
public enum ChecklistOrigin: String, Sendable, Codable, CaseIterable {
    case standard, office

    public var title: String {
        switch self {
        case .standard: "标准清单"
        case .office: "本地清单"
        }
    }
}

/// The content of a revision was stored, on its first use.
public struct ChecklistRecorded: EventPayload {
    public static let kind = "checklist.recorded.1"
    /// The file that it was read from, such as `Checklists/coverage.yaml`.
    public let name: Wording
    public let origin: ChecklistOrigin
    public let revision: ChecklistRevision

    public init(name: Wording, origin: ChecklistOrigin, revision: ChecklistRevision) {
        self.name = name
        self.origin = origin
        self.revision = revision
    }
}

public enum ChecklistEvent: EventFamily {
    case recorded(ChecklistRecorded)

    public static var forms: [EventForm<ChecklistEvent>] { [EventForm(ChecklistEvent.recorded)] }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        }
    }
}

/// One stored revision. Its stream has one event and never another.
public struct ChecklistStream: Codable, Equatable, Sendable {
    public let name: Wording
    public let origin: ChecklistOrigin
    public let revision: ChecklistRevision

    public static func apply(_ event: ChecklistEvent, to state: ChecklistStream?) -> ChecklistStream {
        switch event {
        case .recorded(let event):
            state ?? ChecklistStream(name: event.name, origin: event.origin, revision: event.revision)
        }
    }

    /// The event that stores `revision`, or nil if it is already stored: whoever uses a revision adds this to what
    /// it writes.
    public static func recording(
        _ revision: ChecklistRevision, name: Wording, origin: ChecklistOrigin, on state: ChecklistStream?
    ) -> ChecklistEvent? {
        guard state == nil else { return nil }
        return .recorded(ChecklistRecorded(name: name, origin: origin, revision: revision))
    }
}

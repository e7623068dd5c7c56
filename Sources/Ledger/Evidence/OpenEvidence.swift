public import Walkthrough

/// Whether the actor may read a file of the vault: he sees a row, walk, case or campaign that names it, or brought it in
/// himself (architecture 12: a digest is not a key). To everybody else it does not exist.
public struct OpenEvidence: LedgerQuery {
    public static let act = "查看佐证"

    public struct Answer: Hashable, Sendable {
        /// As whoever attached it said and the vault found; `nil` where only its digest is named.
        public let mediaType: EvidenceRef.MediaType?
        public let byteCount: Int?
        public let takenAt: Instant?
        /// The stream through which the actor sees it; `nil` for its uploader.
        public let through: StreamID?
        /// A picture is shown without place, device and owner; see `Standing.seesMasked`.
        public var isMasked = false
    }

    public let digest: Digest

    public init(_ digest: Digest) { self.digest = digest }

    public var subject: String { digest.text }
    public var action: Action { .useEvidence }

    public func answer(in view: QueryTransaction) throws -> Answer {
        guard let found = try view.evidence(digest) else {
            throw LedgerError.unknown("没有这份佐证，或您看不到它；请从台账或体验里打开")
        }
        if try view.read.erasedEvidence().contains(digest) {
            throw LedgerError.unknown("这份佐证已依法删除")
        }
        return found
    }
}

extension QueryTransaction {
    /// What the actor may know of a file that has arrived; `nil` if he may not know it.
    func evidence(_ digest: Digest) throws -> OpenEvidence.Answer? {
        if let own = try read.upload(of: digest, by: actor.account) {
            return .init(
                mediaType: own.mediaType, byteCount: own.byteCount, takenAt: own.takenAt, through: nil)
        }
        let uses = try read.evidenceUses(digest)
        for stream in uses {
            let (isNamed, ref) = try evidence(digest, in: stream)
            if isNamed {
                return .init(
                    mediaType: ref?.mediaType, byteCount: ref?.byteCount, takenAt: ref?.takenAt,
                    through: stream, isMasked: try uses.contains { try isMasked(digest, in: $0) })
            }
        }
        return nil
    }

    private func isMasked(_ digest: Digest, in stream: StreamID) throws -> Bool {
        switch stream.kind {
        case .item:
            guard let item = try read.state(RectificationItem.self, stream.id)?.state else { return false }
            return Standing(of: actor, to: item, in: read).seesMasked(digest, of: item)
        case .session:
            // Beside the county only the units of the place read others' walks.
            guard let walk = try read.state(ExperienceSession.self, stream.id)?.state else { return false }
            return !walk.isEnterer(actor) && !read.reachesCounty(actor, for: .readWalks)
        default: return false
        }
    }

    private func evidence(_ digest: Digest, in stream: StreamID) throws -> (Bool, EvidenceRef?) {
        func found(_ refs: [EvidenceRef]) -> (Bool, EvidenceRef?) {
            let ref = refs.first { $0.digest == digest && !$0.isPromised }
            return (ref != nil, ref)
        }
        switch stream.kind {
        case .item:
            guard try read.sees(.item, stream.id, in: read.scopes(of: actor, for: .readItems)),
                let item = try read.state(RectificationItem.self, stream.id)?.state
            else { return (false, nil) }
            // A volunteer sees what was attached to the report, not what the unit shows the checkers.
            return found(seesOnlyOwnRows ? item.reportedEvidence : item.evidence)
        case .session:
            guard try read.sees(.session, stream.id, in: read.scopes(of: actor, for: .readWalks)),
                let walk = try read.state(ExperienceSession.self, stream.id)?.state
            else { return (false, nil) }
            if walk.form == digest { return (true, nil) }
            return found(walk.visible(to: actor.person).attachments.map(\.evidence))
        case .clue:
            guard actor.isProven, let clue = try read.state(ClueCase.self, stream.id)?.state,
                clue.isVisible(to: actor.person)
            else { return (false, nil) }
            return found(clue.evidence)
        case .campaign: return (actor.may(.readReference), nil)
        // Weekly files leave by the exports.
        case .week, .unitWeek: return (false, nil)
        case .account, .calendar, .checklist, .generalization, .notice, .oneThing, .person, .service,
            .setting, .source, .store, .suggestion, .unit:
            return (false, nil)
        }
    }
}

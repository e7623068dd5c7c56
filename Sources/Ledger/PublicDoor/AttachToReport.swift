public import Walkthrough

/// Adds a photo that came after the text of a report: at most three, within a day, by the receipt's key.
public struct AttachToReport: LedgerCommand {
    public static let act = "补传反映照片"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let digest: Digest
        public let photosLeft: Int
    }

    public let number: String
    public let key: String
    let photo: EvidenceRef

    init(number: String, key: String, _ photo: EvidenceRef) {
        self.number = number
        self.key = key
        self.photo = photo
    }

    public var action: Action { .usePublicDoor }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let (receipt, photos) = try work.photos(number, key)
        // The same photo once more: its answer was lost.
        let isRepeat = photos.contains { $0.digest == photo.digest && !$0.isPromised }
        let after = isRepeat ? photos : photos.taking([photo])
        let result = Receipt(digest: photo.digest, photosLeft: max(0, PublicReport.photoLimit - after.count))
        if isRepeat { return result }
        if let fault = PublicReport.fault(after) { throw LedgerError.invalid([fault]) }
        switch receipt.subject.kind {
        case .item: try attach(toItem: receipt.subject.id, in: work)
        default: try attach(toClue: receipt.subject.id, in: work)
        }
        return result
    }

    private func attach(toItem id: String, in work: CommandTransaction) throws {
        let item = try work.existing(RectificationItem.self, id, "这件反映")
        let context = try work.itemContext(
            source: try work.read.source(item.state.report.source), isReporter: true)
        let events = try item.state.decide(.attach([photo]), in: context)
        try work.write.append(
            RectificationItem.self, id, events, by: work.actor, expected: item.version)
    }

    private func attach(toClue id: String, in work: CommandTransaction) throws {
        let clue = try work.existing(ClueCase.self, id, "这件反映")
        let context = try work.clueContext(
            unit: clue.state.unit, officers: clue.state.officers, isReporter: true)
        let events = try ClueCase.decide(.attach([photo]), on: clue.state, in: context)
        try work.write.append(ClueCase.self, id, events, by: work.actor, expected: clue.version)
    }
}

/// Whether a photo may still follow; asked before its bytes are taken.
struct MayAttachToReport: LedgerQuery {
    static let act = AttachToReport.act

    let number: String
    let key: String

    var action: Action { .usePublicDoor }

    /// The most bytes.
    func answer(in view: QueryTransaction) throws -> Int {
        _ = try view.photos(number, key)
        return min(try view.settings().evidenceBytes, PublicReport.photoBytes)
    }
}

extension QueryTransaction {
    /// The receipt, and the photos that the reporter sent or promised.
    /// - Throws: `notPossible` when the day is over.
    fileprivate func photos(_ number: String, _ key: String) throws -> (ReportReceipt, [EvidenceRef]) {
        let receipt = try receipt(number, key)
        guard at < receipt.made.adding(milliseconds: PublicReport.photoHours * 3_600_000) else {
            throw LedgerError.notPossible(
                "照片只能在反映后 \(PublicReport.photoHours) 小时内补传；还有材料请在回访时交给工作人员", allowed: [])
        }
        guard receipt.subject.kind == .item else {
            return (receipt, try existing(ClueCase.self, receipt.subject.id, "这件反映").state.evidence)
        }
        return (
            receipt,
            try existing(RectificationItem.self, receipt.subject.id, "这件反映").state.reporterPhotos
        )
    }
}

extension RectificationItem {
    /// What the reporter sent or promised: what came with the report, and what the public added.
    var reporterPhotos: [EvidenceRef] {
        reportedEvidence + evidence.dropFirst(report.evidence.count).filter { $0.stage == .before }
    }
}

extension Ledger {
    /// Begins a photo that follows a report; append to it and hand it to `attach`.
    /// - Throws: `unknown` for a wrong number or key, `notPossible` when the day is over, `tooLarge`.
    package func beginPhoto(
        number: String, key: String, mediaType: String? = nil, announced: Int? = nil
    ) async throws(LedgerError) -> EvidenceUpload {
        let limit = try await withReceipt(number) { () throws(LedgerError) in
            let limit = try await self.ask(MayAttachToReport(number: number, key: key), by: .publicDoor)
            do {
                try await self.admit(DoorLimits.photos, number.uppercased())
            } catch { throw Self.fault(error, self.environment) }
            return limit
        }
        return try vault.beginPicture(mediaType: mediaType, limit: limit, announced: announced)
    }

    /// Gives a photo its place beside the report. Repeating it changes nothing.
    package func attach(
        _ upload: EvidenceUpload, toReport number: String, key: String
    ) async throws(LedgerError) -> AttachToReport.Receipt {
        let stored = try await VaultThread.run { () throws(LedgerError) in try upload.finish() }
        let photo: EvidenceRef
        do {
            photo = try EvidenceRef(
                digest: stored.digest, kind: .photo, mediaType: stored.mediaType, byteCount: stored.byteCount,
                stage: .before, takenAt: stored.takenAt)
        } catch { throw .invalid([error]) }
        return try await withReceipt(number) { () throws(LedgerError) in
            try await self.perform(AttachToReport(number: number, key: key, photo), by: .publicDoor)
        }
    }
}

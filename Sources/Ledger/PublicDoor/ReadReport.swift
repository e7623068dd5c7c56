public import Walkthrough

/// What became of a report, for whoever holds its receipt. A wrong number and a wrong key get the same answer. Ask through
/// `Ledger.readReport`, which counts wrong tries.
public struct ReadReport: LedgerQuery {
    public static let act = "查询反映"

    public struct Answer: Hashable, Sendable {
        public let number: String
        public let madeAt: Instant
        public let progress: PublicProgress
        /// Until when photos may follow, and how many more; 0 once it is over.
        public let photosUntil: Instant
        public let photosLeft: Int
    }

    public let number: String
    public let key: String

    public init(number: String, key: String) {
        self.number = number
        self.key = key
    }

    public var action: Action { .usePublicDoor }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let receipt = try view.receipt(number, key)
        let until = receipt.made.adding(milliseconds: PublicReport.photoHours * 3_600_000)
        let (progress, photos, isOpen) = try told(of: receipt.subject, in: view)
        return Answer(
            number: receipt.number, madeAt: receipt.made, progress: progress, photosUntil: until,
            photosLeft: isOpen && view.at < until ? max(0, PublicReport.photoLimit - photos) : 0)
    }

    private func told(
        of subject: StreamID, in view: QueryTransaction
    ) throws -> (progress: PublicProgress, photos: Int, isOpen: Bool) {
        guard subject.kind == .item else {
            let clue = try view.read.state(ClueCase.self, subject.id)?.state
            return (.sealed, clue?.evidence.count ?? 0, clue != nil)
        }
        let item = try view.existing(RectificationItem.self, subject.id, "这件反映").state
        let progress = PublicProgress(of: item) { unit in
            (view.read.institution(of: unit) ?? view.read.unit(unit))?.name.description
        }
        return (progress, item.reporterPhotos.count, item.state.kind.isOpen)
    }
}

/// The window that an e码 stands for, for the page that it opens.
public struct ShowDoor: LedgerQuery {
    public static let act = "打开 e码"

    public struct Answer: Hashable, Sendable {
        public let window: UnitCode
        public let name: String
        /// The hall or centre that it stands in, where it is not one itself.
        public let place: String?
    }

    public let code: UnitCode

    public init(_ code: UnitCode) { self.code = code }

    public var action: Action { .usePublicDoor }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let unit = try view.window(code)
        let parent = unit.parent.flatMap { view.read.unit($0) }
        return Answer(
            window: unit.code, name: unit.name.description,
            place: parent.flatMap { $0.kind.servesPublic ? $0.name.description : nil })
    }
}

extension QueryTransaction {
    /// The receipt that number and key open; the key is compared also where there is no such number.
    func receipt(_ number: String, _ key: String) throws -> ReportReceipt {
        let known = try read.reportReceipt(number.uppercased())
        let isRight = ReportKey(key)?.opens(known?.keyDigest ?? Self.nobody) ?? false
        guard let known, isRight else { throw LedgerError.unknownReceipt }
        return known
    }

    private static let nobody = Digest(sha256: [UInt8](repeating: 0, count: 32))
}

extension LedgerError {
    static let unknownReceipt = LedgerError.unknown("没有这个编号的反映，或查询码不对；请对照回执重新输入，编号和查询码都要填")
}

extension Ledger {
    /// What became of a report. Wrong tries are counted by number; the right key is always let in, so that nobody can
    /// lock a reporter out.
    /// - Throws: `unknown` for a wrong number or key, `tooMany` after ten in an hour for one number.
    public func readReport(number: String, key: String) async throws(LedgerError) -> ReadReport.Answer {
        try await withReceipt(number) { () throws(LedgerError) in
            try await self.ask(ReadReport(number: number, key: key), by: .publicDoor)
        }
    }

    /// Does `body` and counts that it found no receipt.
    func withReceipt<R: Sendable>(
        _ number: String, _ body: () async throws(LedgerError) -> R
    ) async throws(LedgerError) -> R {
        do {
            return try await body()
        } catch .unknownReceipt {
            do {
                try await admit(DoorLimits.allWrongKeys, "county")
                try await admit(DoorLimits.wrongKeys, String(number.prefix(40)).uppercased())
            } catch { throw Self.fault(error, environment) }
            throw .unknownReceipt
        }
    }
}

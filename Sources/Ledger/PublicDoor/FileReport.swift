import Crypto
public import Walkthrough

/// Takes a report through the e码 of a window: it becomes a row, or, for 我因反映问题被刁难, a sealed case. The receipt is the
/// same, so that nobody who looks on can tell (decisions 3, 4).
///
/// Limits go by the device's own random key, by window and by county, never by the address: a hall's Wi-Fi is one.
public struct FileReport: LedgerCommand {
    public static let act = "e码反映"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        /// Such as `QH-E2026-0007`.
        public let number: String
        /// Asks what became of it; shown once, the store keeps its digest.
        public let key: String
        /// The last day for an answer; `nil` if reports through e码 are not answered here.
        public let replyBy: Day?
        /// A holiday notice may still move the day.
        public let provisional: Bool
    }

    public let report: PublicReport
    public let observedAt: Instant?
    public let deviceNow: Instant?
    /// A random text that the device keeps; without one it shares a smaller allowance of the window.
    public let device: String?
    /// A random text of at least 22 characters that the client made for this report: a repeat gets the first receipt.
    public let once: String?
    /// What stands in a field that people do not see; a machine fills it, and is answered as if nothing were wrong.
    public let trap: String?

    public init(
        _ report: PublicReport, observedAt: Instant? = nil, deviceNow: Instant? = nil, device: String? = nil,
        once: String? = nil, trap: String? = nil
    ) {
        self.report = report
        self.observedAt = observedAt
        self.deviceNow = deviceNow
        self.device = device
        self.once = once
        self.trap = trap
    }

    public var action: Action { .usePublicDoor }

    public func run(in work: CommandTransaction) throws -> Receipt {
        if let once, !(22...200).contains(once.utf8.count) {
            throw LedgerError.malformed("防重复的随机串应有 22 到 200 个字符；请刷新页面后重新提交")
        }
        let window = try work.window(report.window)
        let source = try work.source(named: "eCode")
        guard source.isActive else {
            throw LedgerError.notPossible("现在不收 e码反映；请到大厅“办不成事”窗口反映，或拨打 12345", allowed: [])
        }
        let key = once.map { ReportKey(following: $0) } ?? ReportKey(random: work.write.random)
        if let trap, !Prose.folded(trap).isEmpty { return try trapped(source, key, in: work) }
        let request = try once.map { try RequestKey(report: report, once: $0) }
        if let request, let known = try work.read.request(request, by: work.actor.account) {
            guard known.bodyDigest == request.bodyDigest else {
                throw LedgerError.invalid([Invalid("反映", "这一次提交已经收到，内容却不同", mend: "请刷新页面后重新填写提交")])
            }
            return try Receipts.decode(Kept.self, known.receipt).receipt(key)
        }
        try count(window, in: work)
        let (subject, reply) = try open(source, in: work)
        let number = try work.nextNumber("report", prefix: "E")
        try work.write.add(
            ReportReceipt(number: number, keyDigest: key.digest, subject: subject, made: work.at))
        let kept = Kept(number: number, replyBy: reply?.due, provisional: reply?.provisional ?? false)
        if let request {
            try work.write.remember(request, by: work.actor.account, receipt: try Receipts.encode(kept))
        }
        return kept.receipt(key)
    }

    /// The receipt without its key, which nobody keeps.
    private struct Kept: Codable {
        let number: String
        let replyBy: Day?
        let provisional: Bool

        func receipt(_ key: ReportKey) -> Receipt {
            Receipt(number: number, key: key.text, replyBy: replyBy, provisional: provisional)
        }
    }

    // MARK: Limits

    private func count(_ window: Unit, in work: CommandTransaction) throws {
        let settings = try work.settings()
        for (throttle, subject) in DoorLimits(settings).all(device: device, window: window.code) {
            do {
                try work.write.count(throttle, subject)
            } catch LedgerError.tooMany(let seconds, _) {
                throw LedgerError.tooMany(
                    retryAfter: seconds, "现在反映的人太多，或您今天已反映多次；请稍后再试，急事请到大厅“办不成事”窗口或拨打 12345")
            }
        }
    }

    /// Answered like a success; only a note is left, and of many only some.
    private func trapped(_ source: Source, _ key: ReportKey, in work: CommandTransaction) throws -> Receipt {
        let notes = Throttle("door.trap", limit: 20, per: Throttle.hour)
        do {
            try work.write.count(notes, report.window.text)
            try work.write.noteAccess(
                AccessEntry(
                    at: work.at, account: work.actor.account, act: Self.act, subject: report.window.text,
                    outcome: "隐藏栏目被填写，疑为机器，未登记"))
        } catch LedgerError.tooMany {}
        let reply = try registered(source, in: work).reply
        let digits = String(10_000 + work.write.random() % 9_000).dropFirst()
        return Receipt(
            number: "\(work.read.county.code)-E\(work.today.year)-\(digits)", key: key.text,
            replyBy: reply?.due, provisional: reply?.provisional ?? false)
    }

    // MARK: Opening

    private func open(_ source: Source, in work: CommandTransaction) throws -> (StreamID, Clock?) {
        let (id, events, reply) = try registered(source, in: work)
        guard report.isRetaliation else {
            try work.write.append(RectificationItem.self, id.text, events, by: work.actor, expected: 0)
            return (StreamID(.item, id.text), reply)
        }
        do {
            let clue = try work.openClue(
                report.description, unit: report.window, evidence: report.photos.map { $0.promised(true) },
                from: .init(source: source.code.text),
                reporter: .init(
                    mode: report.mode, name: report.name, contact: report.contact,
                    caseNumber: report.caseNumber))
            return (StreamID(.clue, clue.id), reply)
        } catch LedgerError.notPossible {
            // Nobody is appointed to receive it: what the office lacks is no word for the public.
            throw LedgerError.notPossible(
                "这类反映现在不能从这里受理，没有记录任何内容；请直接向县纪委监委反映，或拨打 12388", allowed: [])
        }
    }

    /// The row as it would be; of a sealed case only the day of its answer is taken.
    private func registered(
        _ source: Source, in work: CommandTransaction
    ) throws -> (id: ID<RectificationItem>, events: NonEmpty<ItemEvent>, reply: Clock?) {
        let draft = FindingDraft(
            source: source.code.text, description: report.description, place: report.window,
            observedAt: observedAt, deviceNow: deviceNow, reporterMode: report.mode,
            reporterName: report.name,
            reporterContact: report.contact, caseNumber: report.caseNumber, serviceName: report.service,
            evidence: report.photos.map { $0.staged(.before).promised(true) })
        let isRow = !report.isRetaliation && trap.map { Prose.folded($0).isEmpty } ?? true
        let number = isRow ? try work.nextNumber("item") : ""
        let filing = Filing(report: try work.report(draft, source: source, number: number))
        let id: ID<RectificationItem> = work.newID()
        let events = try RectificationItem.register(filing, id: id, in: try work.itemContext(source: source))
        var reply: Clock?
        if case .registered(let registered) = events.first {
            reply = registered.clocks.first { $0.purpose == .reply }
        }
        return (id, events, reply)
    }
}

extension Ledger {
    /// Takes a report from the public door. What is over a limit is refused after a read, so that a flood writes nothing.
    /// - Throws: `invalid`, `unknown` for a code that is not in use, `tooMany`, `notPossible`.
    @discardableResult
    public func file(_ command: FileReport) async throws(LedgerError) -> FileReport.Receipt {
        let now = environment.now()
        do {
            try await store.read { transaction in
                if let once = command.once,
                    try transaction.request(
                        RequestKey(report: command.report, once: once), by: Actor.publicAccount) != nil
                {
                    return
                }
                let limits = DoorLimits(try transaction.settings())
                for (throttle, subject) in limits.all(device: command.device, window: command.report.window) {
                    try transaction.check(throttle, subject, at: now)
                }
            }
        } catch { throw Self.fault(error, environment) }
        return try await perform(command, by: .publicDoor)
    }
}

extension RequestKey {
    /// Neither the client's secret nor a word of the report lies in the store: both would lie beside the key's digest.
    fileprivate init(report: PublicReport, once: String) throws {
        func digest(_ text: String) -> Walkthrough.Digest {
            Walkthrough.Digest(sha256: SHA256.hash(data: Array(text.utf8)))
        }
        self.init(
            key: "report:" + digest(once).hex,
            bodyDigest: digest(once + "\u{1F}" + (try CanonicalJSON.encode(report))))
    }
}

extension QueryTransaction {
    /// The unit whose e码 was scanned.
    /// - Throws: `unknown` for one that does not exist, is closed or serves nobody.
    package func window(_ code: UnitCode) throws -> Unit {
        guard let unit = read.unit(code) else {
            throw LedgerError.unknown("这个 e码 已停用或不对；请扫窗口上的新码，或向大厅咨询台反映")
        }
        try unit.mustHaveCode()
        return unit
    }
}

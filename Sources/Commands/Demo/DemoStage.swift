import Exports
import Ledger
import Walkthrough

/// The stage on which the demo plays: its clock, its players, and what was told.
final class DemoStage {
    let ledger: Ledger
    let clock: DemoClock
    let exports: String
    private let console: Console
    private let quiet: Bool
    private(set) var story: [(day: Day, text: String)] = []
    private(set) var files: [WeeklyPublication.Exported] = []
    private var pictures = 0
    // Rows that come back in later weeks.
    var hotlineRow = ""
    var hallRow = ""
    var disputedRow = ""
    var slowRow = ""
    var declinedRow = ""
    var mergedInto = ""
    var ratingRow = ""
    var reopenLater = ""
    /// When 数据截止 of the last frozen week was.
    private(set) var weeks: [FreezeWeek.Receipt] = []

    init(_ ledger: Ledger, _ clock: DemoClock, exports: String, console: Console, quiet: Bool) {
        self.ledger = ledger
        self.clock = clock
        self.exports = exports
        self.console = console
        self.quiet = quiet
    }

    // MARK: Time and telling

    func at(_ text: String) throws { clock.set(try Instant("\(text.replacing(" ", with: "T")):00+08:00")) }

    func instant(_ text: String) throws -> Instant {
        try Instant("\(text.replacing(" ", with: "T")):00+08:00")
    }

    func tell(_ text: String) {
        let day = ledger.now.day
        story.append((day, text))
        if !quiet { console.report("\(day) \(day.weekdayName)　\(text)\n") }
    }

    // MARK: Acting, all through `perform`

    func caller(_ account: String) throws -> Caller { .claimed(try AccountName(account)) }

    @discardableResult
    func `do`<C: LedgerCommand>(_ command: C, as account: String) async throws -> C.Receipt {
        try await ledger.perform(command, by: try caller(account))
    }

    @discardableResult
    func act(_ row: String, _ command: ItemCommand, as account: String) async throws -> ActOnItem.Receipt {
        try await self.do(ActOnItem(row, command), as: account)
    }

    /// What must be refused; a play in which it is not is wrong.
    func refused<C: LedgerCommand>(_ command: C, as account: String) async throws -> String {
        let caller = try caller(account)
        do throws(LedgerError) {
            _ = try await ledger.perform(command, by: caller)
        } catch { return error.message }
        throw LedgerError.internalFault(reference: "demo", "演示里应当拒绝的操作没有被拒绝")
    }

    func text(_ text: String, _ field: String = "内容") throws -> Prose { try Prose(text, field) }

    /// A picture of the demo, each another.
    func picture(
        _ stage: EvidenceRef.Stage = .other, caption: String? = nil, as account: String
    ) async throws -> EvidenceRef {
        pictures += 1
        let stored = try await ledger.upload(
            bytes: DemoPicture.png(pictures), name: "演示\(pictures).png", by: try caller(account))
        return try EvidenceRef(
            digest: stored.digest, kind: .photo, mediaType: stored.mediaType, byteCount: stored.byteCount,
            stage: stage,
            caption: try caption.map { try text($0) })
    }

    // MARK: The way of a row

    func assign(
        _ row: String, to unit: String, _ mode: RectifyMode = .immediate, due: String? = nil,
        partners: [String] = [],
        reason: String? = nil, as account: String = "ducha"
    ) async throws {
        try await act(
            row,
            .assign(
                .init(
                    lead: UnitCode(unit), partners: partners.map { try UnitCode($0) }, mode: mode,
                    due: due.map { try Day($0) }, responsible: text("单位整改责任人"),
                    reason: reason.map { try text($0) })),
            as: account)
    }

    func plan(
        _ row: String, cause: String, measures: String, goal: String = "群众一次办成，不再出现同样问题",
        milestones: [Milestone] = [],
        as head: String
    ) async throws {
        try await act(row, .accept, as: head)
        try await act(
            row,
            .plan(
                Plan(cause: text(cause), measures: text(measures), goal: text(goal), milestones: milestones)),
            as: head)
    }

    func requestClose(
        _ row: String, _ note: String, as head: String, generalizes: Bool = false, guideChanged: Bool = false
    ) async throws {
        try await act(row, .progress(text: text(note), unit: nil, milestonesDone: []), as: head)
        let after = try await picture(.after, caption: "整改后", as: head)
        try await act(row, .attach([after]), as: head)
        try await act(
            row,
            .requestClose(
                .init(
                    note: text(note),
                    generalization: generalizes
                        ? Answered(.yes, reason: nil, field: "举一反三")
                        : Answered(.no, reason: text("只涉及本窗口"), field: "举一反三"),
                    publication: Answered(.later, reason: text("待全县汇总后统一公开"), field: "公开"),
                    result: guideChanged ? .guideChanged : .none)), as: head)
    }

    func checkAndClose(
        _ row: String, _ opinion: String, as checker: String = "ducha", closer: String = "ducha"
    ) async throws {
        try await act(row, .check(.begin, opinion: nil), as: checker)
        try await act(row, .check(.pass, opinion: text(opinion)), as: checker)
        try await act(row, .close(note: text("核查通过，予以销号")), as: closer)
    }

    /// A town reports what it found when it looked at its own windows.
    func reportTask(of row: String, _ unit: String, as account: String, _ found: String, isFound: Bool)
        async throws
    {
        var query = ListGeneralizationTasks()
        query.row = row
        query.unit = try UnitCode(unit)
        let tasks = try await ledger.ask(query, by: try caller(account))
        guard let task = tasks.items.first?.task.number else {
            throw LedgerError.unknown("\(row) 没有推及 \(unit)")
        }
        let receipt = try await self.do(
            ReportGeneralization(task, text: text(found), isFound: isFound), as: account)
        tell("\(task) 举一反三自查：\(receipt.stateTitle)\(receipt.row.map { " \($0)" } ?? "")")
    }

    // MARK: Weeks

    /// 定稿, publication and export of the week that has just closed.
    func freeze(as account: String = "zhengwu") async throws {
        let caller = try caller(account)
        let receipts = try await ledger.freeze(nil, by: caller).receipts
        for receipt in receipts {
            let publication = WeeklyPublication(ledger, by: caller)
            try await publication.publish(receipt.week)
            files.append(try await publication.export(receipt.week, to: exports))
            weeks.append(receipt)
            tell("\(receipt.week) 定稿：台账 \(receipt.rows) 条，核实中 \(receipt.verifying) 件")
        }
    }

    /// Renders and exports a week again after a 更正.
    func republish(_ week: Week) async throws {
        let publication = WeeklyPublication(ledger, by: try caller("zhengwu"))
        try await publication.publish(week)
        files.append(try await publication.export(week, to: exports))
    }

    func packet(_ unit: String, week: String, as account: String) async throws {
        let exported = try await WeeklyPublication(ledger, by: try caller(account)).unitWeek(
            UnitCode(unit), Week(week), to: exports)
        files.append(exported)
        tell("\(unit) 报送包：\(exported.folder)")
    }

    /// Fills, signs and sends a unit's week.
    func report(_ unit: String, as head: String, information: (String, String)? = nil) async throws {
        let work = try information.map { WorkInformation(title: try text($0.0), text: try text($0.1)) }
        try await self.do(ActOnUnitWeek(UnitCode(unit), .fill(work)), as: head)
        try await self.do(ActOnUnitWeek(UnitCode(unit), .sign), as: head)
        try await self.do(ActOnUnitWeek(UnitCode(unit), .submit([])), as: head)
    }
}

// MARK: The end

extension DemoStage {
    struct Summary: Encodable {
        let data: String
        let weeks: [FreezeWeek.Receipt]
        let exports: [WeeklyPublication.Exported]
        let story: [String]
    }

    func summary(_ folder: String) -> Summary {
        Summary(data: folder, weeks: weeks, exports: files, story: story.map { "\($0.day) \($0.text)" })
    }

    func present(_ folder: String) throws {
        try console.printLine("\n七周演完。数据在 \(folder)，周台账：")
        for exported in files {
            try console.printLine("  \(exported.folder)（\(exported.edition)，\(exported.files.count) 个文件）")
        }
        try console.printLine("\n可以接着看：")
        for line in [
            "peizou --data \(folder) --as ducha ledger list --open",
            "peizou --data \(folder) --as tiyan1 session list",
            "peizou --data \(folder) week status --week 2026-W40", "peizou --data \(folder) verify",
        ] { try console.printLine("  \(line)") }
        try console.printLine(
            "演示账号（写出即可用；接口和网页的密码都是 \(Self.password)）："
                + Self.accounts.map { "\($0.account) \($0.role)" }.joined(separator: "、"))
    }
}

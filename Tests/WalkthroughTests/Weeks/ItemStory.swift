import Walkthrough

/// A row told event by event.
struct ItemStory {
    static let id = ID<RectificationItem>(at: Instant(milliseconds: 5), random: (7, 7))
    private(set) var item: RectificationItem?

    /// - Parameter at: when it is registered.
    init(
        at: String = "2026-09-25T09:00:00+08:00", description: String = "窗口多要一份材料", isVerifying: Bool = false,
        opening: OpeningClaim? = nil, report edit: ((Report) -> Report)? = nil
    ) throws {
        let received = Instant.given(at)
        let report = Report(
            number: "QH-2026-0042", source: try SourceCode("walk"), sessionKind: .routineWalk,
            foundOn: .day(received.day), receivedAt: received, reporterLabel: "体验员03",
            serviceName: .text("失业登记"), channels: [.window, .pc], place: WeekFixture.desk,
            step: .text("材料提交"),
            checkItem: "COV-02", category: "材料", description: .text(description), cause: .text("指南没有更新"),
            suggestion: .text("统一口径"), departments: .text("人社局"), evidence: [try .photo(1)])
        play(
            at,
            .registered(
                .init(
                    report: edit?(report) ?? report,
                    line: Line(institutions: [WeekFixture.department], needsOutsideCheck: false), clocks: [],
                    isVerifying: isVerifying, opening: opening, by: WeekFixture.act(9))))
    }

    mutating func play(_ at: String, _ event: ItemEvent) {
        item = RectificationItem.apply(event, at: .given(at), to: item, id: Self.id)
    }

    /// - Parameter workdays: of the 整改 clock.
    mutating func assign(
        _ at: String, workdays: Int = 3, isHall: Bool = false, partners: [UnitCode] = []
    ) throws {
        let day = Instant.given(at).day
        let lead = isHall ? WeekFixture.office : WeekFixture.department
        let clock = try Clock.start(
            .rectification, rule: "deadline", from: day, workdays: workdays, in: Years.calendar)
        play(
            at,
            .assigned(
                .init(
                    assignment: Assignment(
                        lead: lead, line: Line(institutions: [lead], needsOutsideCheck: isHall),
                        partners: partners, mode: .deadline, goal: .text("一次告知"), leader: .text("分管副局长"),
                        responsible: .text("窗口首席代表"), sponsor: nil, on: day, by: WeekFixture.act(2),
                        isByUnit: false),
                    clocks: [clock], settlesDispute: false, reason: nil)))
    }

    mutating func work(_ at: String) {
        let day = Instant.given(at).day
        play(at, .accepted(.init(on: day, by: WeekFixture.act(3, forLine: true))))
        play(
            at,
            .planned(
                .init(
                    plan: Plan(cause: .text("口径不一"), measures: .text("修订指南并培训"), goal: .text("线上线下一致")),
                    by: WeekFixture.act(3, forLine: true))))
    }

    mutating func progress(_ at: String, _ text: String, unit: UnitCode = WeekFixture.department) {
        let progress = Progress(
            unit: unit, text: .text(text), on: Instant.given(at).day, by: WeekFixture.act(3, forLine: true))
        play(at, .progressed(.init(progress: progress, milestonesDone: [])))
    }

    mutating func requestClose(_ at: String) throws {
        let day = Instant.given(at).day
        play(
            at,
            .closeRequested(
                .init(
                    request: CloseRequest(
                        note: .text("已改"), generalization: try Answered(.no, reason: nil, field: "举一反三"),
                        publication: try Answered(.yes, reason: nil, field: "公开"), result: .guideChanged,
                        isOnTheSpot: false, on: day, by: WeekFixture.act(3, forLine: true)),
                    clocks: [])))
    }

    mutating func check(_ at: String, isOutside: Bool = false, isExperiencer: Bool = false) {
        let check = Check(
            passed: true, opinion: .text("现场看过，已按新指南受理"), isExperiencer: isExperiencer, isOutside: isOutside,
            on: Instant.given(at).day, by: WeekFixture.act(6))
        play(at, .checked(.init(check: check)))
    }

    mutating func close(_ at: String) {
        let closing = Closing(note: .text("同意销号"), on: Instant.given(at).day, by: WeekFixture.act(2))
        play(at, .closed(.init(closing: closing, clocks: [])))
    }

    func row(_ at: Instant = WeekFixture.t40) -> LedgerRow? {
        item.map { LedgerRow(of: $0, version: 1, in: WeekFixture.view(at)) }
    }

    func text(_ column: LedgerColumn, at: Instant = WeekFixture.t40, since: Instant? = WeekFixture.t39)
        -> String
    {
        row(at)?.text(of: column, since: since) ?? ""
    }

    func membership(from: Instant? = WeekFixture.t39, to: Instant = WeekFixture.t40) -> WeekMembership? {
        item.map { WeekMembership(of: $0, from: from, to: to) }
    }
}

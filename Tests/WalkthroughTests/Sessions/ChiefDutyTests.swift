import Testing
import Walkthrough

/// Scenario 2 of the domain: 局长坐窗口.
@Suite struct `A director on duty` {
    private func duty(quota: Int = 2) throws -> WalkFixture {
        var walk = WalkFixture()
        walk.context.hallQuota = quota
        walk.context.notice = DutyNotice(
            record: "P-1", published: .given("2026-09-29T10:00:00+08:00"), day: WalkFixture.duty)
        return walk
    }

    private func details() throws -> ExperienceSession.Details {
        var details = try ExperienceSession.Details.common()
        details.notice = "P-1"
        details.measures = .text("跑动次数由两次改为一次，一周内完成")
        return details
    }

    private func complete(_ walk: inout WalkFixture) throws {
        try walk.open(.chiefDuty, role: .directorOnDuty, details: details())
        try walk.pass(checkSeries("CHF", 8))
        try walk.fault("CHF-05")
        try walk.play(
            .follow(
                .init(
                    number: .text("370001"), item: "511Z01", accepted: Instant(WalkFixture.duty, hour: 9),
                    finished: Instant(WalkFixture.duty, hour: 10))))
    }

    @Test func `sits on a make-up Saturday, not on National Day`() throws {
        var walk = try duty()
        let refusal = #expect(throws: Refusal.self) {
            try walk.open(.chiefDuty, role: .directorOnDuty, day: .given("2026-10-05"))
        }
        #expect(refusal == .invalid("坐班日期", "2026-10-05（周一）是非工作日", mend: "请选工作日，调休上班日也可以"))
        #expect(walk.state == nil)
        try walk.open(.chiefDuty, role: .directorOnDuty, day: .given("2026-10-10"))
        #expect(throws: Refusal.self) {
            try walk.play(.addVisit(.init(start: Instant(Day.given("2026-10-11"), hour: 9))))
        }
        #expect(!walk.misses("非工作日"))
    }

    @Test func `in a year without a calendar is asked to load it first`() throws {
        var walk = WalkFixture(at: "2027-03-01T18:00:00+08:00")
        let refusal = #expect(throws: Refusal.self) {
            try walk.open(.chiefDuty, role: .directorOnDuty, day: .given("2027-03-01"))
        }
        guard case .invalid(let invalids) = refusal else { return #expect(Bool(false)) }
        #expect(invalids.map(\.what) == ["2027年的工作日历还没有载入，无法判断 2027-03-01 是否工作日"])
    }

    @Test func `submits with an internal suggestion and two for the hall, not with fewer`() throws {
        var walk = try duty()
        try complete(&walk)
        #expect(walk.missing == ["内部建议：有 0 条，少于 1 条", "大厅建议：有 0 条，少于 2 条"])
        try walk.suggest(.internal, "S1")
        try walk.suggest(.hall, "S2")
        #expect(walk.missing == ["大厅建议：有 1 条，少于 2 条"])
        #expect(throws: Refusal.self) { try walk.play(.submit) }
        try walk.suggest(.hall, "S3")
        try walk.play(.submit)
        let submitted = try #require(walk.submitted)
        #expect(submitted.suggestions.map(\.key) == ["S1", "S2", "S3"])
        #expect(submitted.rows == [OpenedRow(finding: "F1", codes: ["CHF-05"], row: walk.context.rows[0])])
        #expect(submitted.facts.workdays == [WalkFixture.duty] && submitted.facts.hallQuota == 2)
        #expect(submitted.facts.notice == walk.context.notice)
    }

    @Test func `hears of everything that is missing`() throws {
        var walk = WalkFixture()
        try walk.open(.chiefDuty, role: .windowHead, details: .common())
        #expect(
            walk.missing == [
                "体验身份：“窗口负责人”不是主要负责人", "坐班公告：没有坐班公告", "跟办办件：没有从受理跟到办结的办件",
                "八个方面：还没有回答 CHF-01、CHF-02、CHF-03、CHF-04、CHF-05、CHF-06、CHF-07、CHF-08",
                "内部建议：有 0 条，少于 1 条", "大厅建议：有 0 条，少于 1 条", "整改措施：没有整改措施",
            ])
    }

    @Test func `is announced before, not at the beginning or later, and for that day`() throws {
        var walk = try duty(quota: 0)
        try complete(&walk)
        walk.context.notice = DutyNotice(
            record: "P-1", published: Instant(WalkFixture.duty, hour: 9), day: WalkFixture.duty)
        #expect(walk.misses("不早于坐班开始"))
        walk.context.notice = DutyNotice(
            record: "P-1", published: .given("2026-09-29T10:00:00+08:00"), day: .given("2026-10-09"))
        #expect(walk.misses("公告的坐班日期是 2026-10-09，实际是 2026-10-10"))
        walk.context.notice = nil
        #expect(walk.misses("公告 P-1 没有公布"))
    }

    @Test func `follows a case to its end`() throws {
        var walk = try duty(quota: 0)
        try walk.open(.chiefDuty, role: .directorOnDuty, details: details())
        try walk.play(
            .follow(
                .init(
                    number: .text("1"), item: nil, accepted: Instant(WalkFixture.duty, hour: 9), finished: nil
                )))
        #expect(walk.misses("没有从受理跟到办结的办件"))
    }
}

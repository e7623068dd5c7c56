import Testing
import Walkthrough

@Suite("Metrics") struct MetricTests {
    private func sums(_ rows: [RowCount: Int]) -> StatisticsSums {
        var sums = StatisticsSums()
        for (name, count) in rows { sums.rows[name] = count }
        return sums
    }

    @Test func `what is pending is out of 按期办结率`() throws {
        // 遂宁: 26,972 taken in, 848 pending, 26,114 of 26,124 in time (domain §5.5).
        let ratio = try sums([.settledOnTime: 26_114, .settledOrOverdue: 26_124, .open: 848]).ratio(
            of: .settledOnTime)
        #expect(ratio.numerator == 26_114 && ratio.denominator == 26_972 - 848)
        #expect(ratio.text == "99.96%")
    }

    @Test func `销号率 leaves out what ended without rectification`() throws {
        let ratio = try sums([
            .open: 3, .awaitingCheck: 1, .closed: 6, .explained: 2, .notAdopted: 1, .merged: 1,
            .transferred: 1, .unfounded: 4, .escalated: 2, .unverified: 9, .carriedOver: 5,
            .claimedClosed: 7,
        ]).ratio(of: .closingRate)
        #expect(ratio == (try Ratio(6, of: 10)))
    }

    @Test func `可优化 is on neither side of 检查合格率`() throws {
        var sums = StatisticsSums()
        sums.answers[.passed] = 3
        sums.answers[.failed] = 1
        sums.answers[.improvable] = 5
        #expect(try sums.ratio(of: .checkPassRate) == Ratio(3, of: 4))
    }

    @Test func `every metric has a title, a basis and a figure; with no data it is a dash`() throws {
        for metric in Metric.allCases {
            #expect(!metric.title.isEmpty && !metric.basis.isEmpty)
            #expect(try StatisticsSums().ratio(of: metric).text == "—", "\(metric)")
        }
        #expect(Set(Metric.allCases.map(\.title)).count == Metric.allCases.count)
    }

    @Test func `metrics of ratings say that there is no data`() throws {
        for metric in [.ratingRate, .goodRatingRate, .badRatingRate, .realNameCallRate, .averageScore]
            as [Metric]
        {
            #expect(metric.basis.contains("尚无评价数据"))
        }
    }

    @Test func `a period begins before it ends`() throws {
        let (early, late) = (try Day("2026-09-01"), try Day("2026-09-30"))
        #expect(throws: Invalid.self) { try StatisticsPeriod(from: late, through: early) }
        let period = try StatisticsPeriod(from: early, through: late)
        #expect(period.contains(early) && period.contains(late) && !period.contains(late.adding(1)))
        #expect(try StatisticsPeriod(from: nil, through: early).contains(Day("1999-01-01")))
    }

    @Test func `a part above its whole is refused`() {
        #expect(throws: Invalid.self) { try sums([.closed: -1]).ratio(of: .closingRate) }
        #expect(throws: Invalid.self) { try sums([.reopened: 1]).ratio(of: .reworkRate) }
    }
}

package import Walkthrough

/// The figures as JSON, the same from the command line and over HTTP (interface: `report stats`, `/statistics`).
package struct StatisticsDocument: Codable, Sendable {
    /// A metric of a group: an exact fraction and its print.
    package struct Figure: Codable, Sendable {
        package let code: Metric
        package let numerator: Int
        package let denominator: Int
        package let text: String
    }

    /// A metric of the whole, with what it means.
    package struct Definition: Codable, Sendable {
        package let code: Metric
        package let title: String
        package let basis: String
        package let numerator: Int
        package let denominator: Int
        package let text: String
    }

    /// Rows by how they stand, and answers, each in the period by its own day.
    package struct Counts: Codable, Sendable {
        /// 新增: without 核实中 and 期初结转.
        package let new: Int
        package let open: Int
        package let awaitingCheck: Int
        package let closed: Int
        package let explained: Int
        package let notAdopted: Int
        package let unfounded: Int
        package let merged: Int
        package let transferred: Int
        package let escalated: Int
        package let unverified: Int
        package let carriedOver: Int
        package let claimedClosed: Int
        /// 销号 whose day is in the period, whenever the row was registered.
        package let struckOff: Int
        /// Of rows whose limit is in the period and has passed, those not mended within it.
        package let overdue: Int
        package let passed: Int
        package let failed: Int
        package let improvable: Int
    }

    package struct Line: Codable, Sendable {
        /// The unit's code, the item's id, the channel, dimension or week; `none` for what has none.
        package let key: String
        package let title: String
        package let counts: Counts
        package let metrics: [Figure]
    }

    /// Absent for figures from the beginning.
    package let from: Day?
    package let to: Day
    package let asOf: Instant
    /// The unit asked about, else the county.
    package let unit: String
    package let unitName: String
    package let rounding: String
    package let metrics: [Definition]
    package let counts: Counts
    /// Absent where nothing is broken down.
    package let by: StatisticsBreakdown?
    package let lines: [Line]
}

extension StatisticsDocument {
    package init(_ statistics: Statistics) throws(Invalid) {
        from = statistics.period.from
        to = statistics.period.through
        asOf = statistics.asOf
        unit = statistics.total.key
        unitName = statistics.total.title
        rounding = Statistics.rounding
        counts = Counts(statistics.total.sums)
        by = statistics.breakdown
        var metrics: [Definition] = []
        for metric in statistics.total.metrics {
            let ratio = try statistics.total.sums.ratio(of: metric)
            metrics.append(
                Definition(
                    code: metric, title: metric.title, basis: metric.basis, numerator: ratio.numerator,
                    denominator: ratio.denominator, text: ratio.text))
        }
        self.metrics = metrics
        var lines: [Line] = []
        for line in statistics.lines { lines.append(try Line(line)) }
        self.lines = lines
    }
}

extension StatisticsDocument.Line {
    init(_ line: StatisticsLine) throws(Invalid) {
        key = line.key
        title = line.title
        counts = StatisticsDocument.Counts(line.sums)
        var figures: [StatisticsDocument.Figure] = []
        for metric in line.metrics {
            let ratio = try line.sums.ratio(of: metric)
            figures.append(
                .init(
                    code: metric, numerator: ratio.numerator, denominator: ratio.denominator, text: ratio.text
                ))
        }
        metrics = figures
    }
}

extension StatisticsDocument.Counts {
    init(_ sums: StatisticsSums) {
        let rows = sums.rows
        new = rows.new
        open = rows[.open]
        awaitingCheck = rows[.awaitingCheck]
        closed = rows[.closed]
        explained = rows[.explained]
        notAdopted = rows[.notAdopted]
        unfounded = rows[.unfounded]
        merged = rows[.merged]
        transferred = rows[.transferred]
        escalated = rows[.escalated]
        unverified = rows[.unverified]
        carriedOver = rows[.carriedOver]
        claimedClosed = rows[.claimedClosed]
        struckOff = rows[.struckOff]
        overdue = rows[.dueForRectification] - rows[.rectifiedOnTime]
        passed = sums.answers[.passed]
        failed = sums.answers[.failed]
        improvable = sums.answers[.improvable]
    }
}

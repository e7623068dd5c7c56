package import Walkthrough

extension StatisticsDesk {
    /// The figures of each group, in the order of codes, titles or time (decisions 14: no rankings).
    package func lines(by breakdown: StatisticsBreakdown) throws -> [StatisticsLine] {
        let sums: [Group: StatisticsSums] =
            switch breakdown {
            case .unit: try byUnit()
            case .window: try byWindow()
            case .service: try byService()
            case .channel: try byChannel()
            case .dimension: try byDimension()
            case .week: [:]
            }
        if breakdown == .week { return try byWeek() }
        return sums.sorted { $0.key < $1.key }.map { group, sums in
            StatisticsLine(key: group.key, title: group.title, sums: sums, metrics: breakdown.metrics)
        }
    }

    /// A group and its place in the list.
    private struct Group: Hashable, Comparable {
        let order: String
        let key: String
        let title: String

        static func < (a: Group, b: Group) -> Bool { (a.order, a.key) < (b.order, b.key) }

        static func none(_ title: String) -> Group {
            // After everything else.
            Group(order: "\u{10FFFF}", key: StatisticsLine.none, title: title)
        }

        static func at(_ place: Int, _ key: String, _ title: String) -> Group {
            Group(order: String(1_000 + place), key: key, title: title)
        }
    }

    /// Sums over rows and over answers, each brought to its groups.
    private func gathered(
        _ group: FactGroup, rows: (String?) -> [Group], answers: (AnswerKey) -> [Group]
    ) throws -> [Group: StatisticsSums] {
        var sums: [Group: StatisticsSums] = [:]
        for found in try view.read.rowTallies(query, by: group) where !found.sums.isEmpty {
            for group in rows(found.key) { sums[group, default: StatisticsSums()].rows += found.sums }
        }
        let points = try points()
        for found in try view.read.answerTallies(query, by: group) where points.counts(found.key.code) {
            for group in answers(found.key) {
                sums[group, default: StatisticsSums()].answers += found.sums
            }
        }
        return sums
    }

    private func group(ofUnit code: String?) -> Group {
        guard let code else { return .none("未定单位") }
        let name = (try? UnitCode(code)).flatMap { view.read.unit($0)?.name.description }
        return Group(order: code, key: code, title: name ?? code)
    }

    private func byUnit() throws -> [Group: StatisticsSums] {
        var sums = try gathered(
            .unit, rows: { [group(ofUnit: $0)] }, answers: { [group(ofUnit: $0.group)] })
        for (unit, share) in try mustWalk() {
            sums[group(ofUnit: unit?.text), default: StatisticsSums()].mustWalk += share
        }
        for figures in try unitWeeks() {
            let group = group(ofUnit: figures.unit.text)
            sums[group, default: StatisticsSums()].leaderWeeks += figures.leader
            sums[group, default: StatisticsSums()].reports += figures.report
        }
        return sums
    }

    private func byWindow() throws -> [Group: StatisticsSums] {
        let windows = Set(units.filter { $0.kind == .desk }.map(\.code.text))
        func groups(_ code: String?) -> [Group] {
            code.map(windows.contains) ?? false ? [group(ofUnit: code)] : []
        }
        return try gathered(.unit, rows: groups, answers: { groups($0.group) })
    }

    private func byService() throws -> [Group: StatisticsSums] {
        var titles: [String: String] = [:]
        var ids: [String: String] = [:]
        for service in try services() {
            titles[service.id.text] = service.name.description
            ids[service.key] = service.id.text
        }
        func group(_ id: String?) -> Group {
            guard let id else { return .none("未填事项") }
            let title = titles[id] ?? id
            return Group(order: title, key: id, title: title)
        }
        return try gathered(
            .service, rows: { [group($0)] }, answers: { key in [group(key.group.map { ids[$0] ?? $0 })] })
    }

    /// What went through two channels counts in both.
    private func byChannel() throws -> [Group: StatisticsSums] {
        func groups(_ mask: String?) -> [Group] {
            let channels = Channel.channels(of: mask.flatMap(Int.init) ?? 0)
            guard !channels.isEmpty else { return [.none("未填渠道")] }
            return channels.map { channel in
                .at(Channel.allCases.firstIndex(of: channel) ?? 0, channel.rawValue, channel.title)
            }
        }
        return try gathered(.channels, rows: groups, answers: { groups($0.group) })
    }

    /// A row that failed at points of two dimensions counts in both.
    private func byDimension() throws -> [Group: StatisticsSums] {
        let points = try points()
        func groups(_ codes: [String]) -> [Group] {
            let dimensions = Set(codes.map(points.dimension))
            guard !dimensions.isEmpty else { return [.none("未归检查项")] }
            return dimensions.map { dimension in
                guard let dimension else { return .none("未归检查项") }
                return .at(
                    Dimension.allCases.firstIndex(of: dimension) ?? 0, dimension.rawValue, dimension.title)
            }
        }
        return try gathered(
            .checks, rows: { groups(($0 ?? "").split(separator: "\u{1F}").map(String.init)) },
            answers: { groups([$0.code]) })
    }

    private func byWeek() throws -> [StatisticsLine] {
        let weeks = try weeks()
        var sums = try view.read.rowTallies(query, in: weeks).map { tally in
            var sums = StatisticsSums()
            sums.rows = tally
            return sums
        }
        let points = try points()
        for found in try view.read.answerTallies(query, in: weeks) where points.counts(found.key.code) {
            guard let place = found.key.group.flatMap(Int.init) else { continue }
            sums[place].answers += found.sums
        }
        let places = Dictionary(
            weeks.enumerated().map { ($0.element.week, $0.offset) }, uniquingKeysWith: { first, _ in first })
        for figures in try unitWeeks() {
            guard let place = places[figures.week] else { continue }
            sums[place].leaderWeeks += figures.leader
            sums[place].reports += figures.report
        }
        return zip(weeks, sums).map { week, sums in
            StatisticsLine(
                key: week.week.description,
                title: "\(week.after.short)—\(week.cutoff.short)" + (week.cutoff < view.at ? "" : "（未截止）"),
                sums: sums, metrics: StatisticsBreakdown.week.metrics)
        }
    }
}

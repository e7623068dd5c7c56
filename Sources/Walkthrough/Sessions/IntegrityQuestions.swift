extension IntegritySignal {
    static func question(_ kind: Kind, _ session: ExperienceSession, _ context: Context) -> String? {
        let limits = context.thresholds
        switch kind {
        case .hurried: return hurried(session, limits)
        case .short: return short(session, limits)
        case .allPassed: return allPassed(session, limits)
        case .earlyEvidence: return earlyEvidence(session, limits)
        case .reusedEvidence: return reusedEvidence(session, context.neighbours)
        case .sameTexts: return sameTexts(session, context)
        case .samePair:
            guard session.kind == .crossCheck, context.pairCount >= limits.pair else { return nil }
            return "本期这两个单位相互检查已有 \(context.pairCount) 次，是否需要轮换互查对象？"
        case .enteredLate: return enteredLate(session, limits)
        case .overlapping: return overlapping(session, context.neighbours)
        }
    }

    private static let minute: Int64 = 60_000

    private static func hurried(_ session: ExperienceSession, _ limits: Thresholds) -> String? {
        // A paper form is typed in one go; its times tell nothing about the walk.
        guard session.basis != .paperForm else { return nil }
        let times = session.openAnswers.filter(\.value.isSeen).map(\.entry.observed).sorted()
        let window = Int64(limits.minutes) * minute
        var most = 0
        var first = 0
        for (last, time) in times.enumerated() {
            while time.milliseconds - times[first].milliseconds > window { first += 1 }
            most = max(most, last - first + 1)
        }
        guard most > limits.items else { return nil }
        return "有 \(most) 个检查项在 \(limits.minutes) 分钟内作答，是现场逐项查看后一并填写的吗？"
    }

    private static func short(_ session: ExperienceSession, _ limits: Thresholds) -> String? {
        guard session.end != nil, !session.visits.isEmpty else { return nil }
        let total = session.visits.reduce(Int64(0)) { sum, visit in
            sum + ((visit.end ?? visit.start).milliseconds - visit.start.milliseconds)
        }
        guard total < Int64(limits.shortest) * minute else { return nil }
        return "走访共 \(total / minute) 分钟，短于 \(limits.shortest) 分钟，起止时间是否填写准确？"
    }

    private static func allPassed(_ session: ExperienceSession, _ limits: Thresholds) -> String? {
        let seen = session.openAnswers.filter { $0.value.isSeen && $0.value != .notApplicable }
        guard seen.count >= limits.passed, seen.allSatisfy({ $0.value == .pass }) else { return nil }
        return "查看的 \(seen.count) 个检查项全部通过，是否有可以优化的地方？"
    }

    private static func earlyEvidence(_ session: ExperienceSession, _ limits: Thresholds) -> String? {
        guard let start = session.start else { return nil }
        let bound = start.adding(milliseconds: -Int64(limits.early) * minute)
        guard let taken = session.openEvidence.compactMap(\.takenAt).min(), taken < bound else { return nil }
        return "有佐证拍摄于 \(taken.short)，早于走访开始 \(start.short)，是本次拍摄的吗？"
    }

    private static func reusedEvidence(_ session: ExperienceSession, _ neighbours: [Neighbour]) -> String? {
        let own = Set(session.openEvidence.map(\.digest))
        let others = neighbours.filter { !$0.evidence.isDisjoint(with: own) }.map(\.number).sorted()
        guard !others.isEmpty else { return nil }
        return "有佐证也出现在 \(others.joined(separator: "、"))，是误传还是同一现场？"
    }

    private static func sameTexts(_ session: ExperienceSession, _ context: Context) -> String? {
        let long = session.openTexts.filter { $0.count >= context.thresholds.sameLength }
        let counts = Dictionary(long.map { ($0, 1) }, uniquingKeysWith: +)
        let own = Set(long)
        let others = context.neighbours.filter { !$0.texts.isDisjoint(with: own) }.map(\.number).sorted()
        if !others.isEmpty { return "有文字与 \(others.joined(separator: "、")) 完全相同，是同一情况还是照抄？" }
        guard let most = counts.values.max(), most >= context.thresholds.sameTexts else { return nil }
        return "有 \(most) 个检查项的文字完全相同，能否分别写明各自情况？"
    }

    private static func enteredLate(_ session: ExperienceSession, _ limits: Thresholds) -> String? {
        guard let end = session.end else { return nil }
        let entered = session.openAnswers.map(\.entry.receivedAt).min() ?? session.submitted?.entry.receivedAt
        guard let entered else { return nil }
        let hours = (entered.milliseconds - end.milliseconds) / (60 * minute)
        guard hours > Int64(limits.late) else { return nil }
        return "走访结束于 \(end.short)，\(hours) 小时后才登记，依据是什么？"
    }

    private static func overlapping(_ session: ExperienceSession, _ neighbours: [Neighbour]) -> String? {
        let others = neighbours.filter { other in
            other.walker == session.walker
                && other.visits.contains { theirs in session.visits.contains { $0.overlaps(theirs) } }
        }
        guard !others.isEmpty else { return nil }
        return "与 \(others.map(\.number).sorted().joined(separator: "、")) 的走访时间重叠，起止时间是否填写准确？"
    }
}

extension ExperienceSession.Visit {
    /// A visit that goes on is taken as its start alone.
    fileprivate func overlaps(_ other: Self) -> Bool {
        guard let end, let otherEnd = other.end else { return false }
        return start < otherEnd && other.start < end
    }
}

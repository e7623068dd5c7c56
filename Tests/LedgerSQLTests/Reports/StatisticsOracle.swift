import Ledger
import LedgerSQL
import Walkthrough

/// The figures counted row by row from the states, with nothing of the tables that the store sums.
struct StatisticsOracle {
    let items: [RectificationItem]
    let today: Day
    var from: Day?
    var through: Day

    /// The rows that `numbers` names.
    init(
        _ ledger: Ledger, numbers: Set<String>, units: Set<String>? = nil, today: Day, from: Day?,
        through: Day
    ) async throws {
        items = try await ledger.store.read { transaction in
            var items: [RectificationItem] = []
            try transaction.states(RectificationItem.self) { _, item in
                let unit = item.state.unit?.text
                guard numbers.contains(item.state.report.number),
                    units.map({ $0.contains(unit ?? "") }) ?? true
                else { return }
                items.append(item.state)
            }
            return items
        }
        self.today = today
        self.from = from
        self.through = through
    }

    private func isIn(_ day: Day?) -> Bool {
        guard let day else { return false }
        return day <= through && (from.map { day >= $0 } ?? true)
    }

    private func isRated(_ item: RectificationItem) -> Bool {
        item.opening == nil && !item.isEscalated
            && [.assigned, .accepted, .inProgress, .closeRequested, .checking, .closed, .explained].contains(
                item.state.kind)
    }

    private func clock(_ purpose: ClockPurpose, _ item: RectificationItem, round: Int = 1) -> Clock? {
        item.clocks.first { $0.purpose == purpose && $0.round == round }
    }

    private var rated: [RectificationItem] { items.filter(isRated) }
    private var received: [RectificationItem] { rated.filter { isIn($0.registeredAt.day) } }

    /// Whether 整改 of round 1 is decided: passed or struck off, or handed in late.
    private func rectification(_ source: String? = nil) -> (Int, Int) {
        var (part, whole) = (0, 0)
        for item in rated where item.state.kind != .explained {
            if let source, item.report.source.text != source { continue }
            guard let clock = clock(.rectification, item), isIn(clock.due), clock.due < today else {
                continue
            }
            let handed = clock.metOn
            if item.round > 1 {
                guard let handed else { continue }
                whole += 1
                part += handed <= clock.due ? 1 : 0
            } else if item.state.kind.awaitsCheck, let handed {
                let isPassed = item.state.requested?.isPassed == true
                guard isPassed || handed > clock.due else { continue }
                whole += 1
                part += handed <= clock.due ? 1 : 0
            } else {
                whole += 1
                part += handed.map { $0 <= clock.due } ?? false ? 1 : 0
            }
        }
        return (part, whole)
    }

    private func settlement() -> (Int, Int) {
        var (part, whole) = (0, 0)
        for item in rated {
            let limit = clock(.rectification, item) ?? clock(.reply, item)
            guard let due = limit?.due, isIn(due) else { continue }
            let handed = clock(.rectification, item)?.metOn
            var done: Day?
            if item.round > 1 {
                guard let handed else { continue }
                done = handed
            } else if case .explained(let ended) = item.state {
                done = ended.on
            } else if item.state.kind == .closed {
                done = handed
            } else if item.state.kind.awaitsCheck {
                guard let handed, handed > due else { continue }
                whole += 1
                continue
            }
            if let done {
                whole += 1
                part += done <= due ? 1 : 0
            } else if due < today {
                whole += 1
            }
        }
        return (part, whole)
    }

    private func acceptance() -> (Int, Int) {
        var (part, whole) = (0, 0)
        for item in rated {
            guard let clock = clock(.acceptance, item), isIn(clock.due) else { continue }
            if let met = clock.metOn {
                whole += 1
                part += met <= clock.due ? 1 : 0
            } else if item.round == 1, item.state.kind != .explained, clock.due < today {
                whole += 1
            }
        }
        return (part, whole)
    }

    private func falling() -> (Int, Int) {
        let due = rated.filter { item in
            guard item.state.kind != .explained, let clock = clock(.rectification, item, round: item.round)
            else { return false }
            return isIn(clock.due) && clock.due < today
        }
        return (due.count { $0.state.kind == .closed }, due.count)
    }

    func figure(of metric: Metric, ratingSource: String) -> (Int, Int)? {
        let calls = received.flatMap(\.contacts).filter {
            $0.purpose == .satisfaction && $0.outcome != .refused && $0.outcome != .unreached
        }
        switch metric {
        case .badRatingRectifiedOnTime: return rectification(ratingSource)
        case .rectifiedOnTime: return rectification()
        case .settledOnTime: return settlement()
        case .closingRate:
            let base = received.filter { $0.state.kind != .explained }
            return (base.count { $0.state.kind == .closed }, base.count)
        case .dueClosingRate: return falling()
        case .satisfactionRate:
            return (calls.count { $0.satisfaction == .satisfied || $0.satisfaction == .basic }, calls.count)
        case .resolutionRate: return (calls.count { $0.outcome == .solved }, calls.count)
        case .reworkRate:
            let base = received.filter { $0.round > 1 || !$0.state.kind.isOpen }
            return (base.count { $0.round > 1 }, base.count)
        case .returnRate:
            let base = received.filter {
                $0.returnedCount > 0 || $0.state.requested != nil || $0.previousClosing != nil
            }
            return (base.count { $0.returnedCount > 0 }, base.count)
        case .acceptOnTimeRate: return acceptance()
        case .ratingRate, .goodRatingRate, .badRatingRate, .realNameCallRate, .averageScore,
            .checkPassRate, .mustWalkCoverage, .leaderWeeklyWalkRate, .reportOnTimeRate:
            return nil
        }
    }
}

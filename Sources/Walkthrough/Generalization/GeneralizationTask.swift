/// 举一反三: when a row is closed whose owner said that others have the same problem, each of them looks at its own work
/// and says what it found (domain.md, scenario 3). A task is no row of the ledger; what it finds is.
public struct GeneralizationTask: Hashable, Sendable, Codable {
    public enum State: Hashable, Sendable, Codable {
        case open
        case reported(Report)

        /// The state by its name in lists, documents and stored rows.
        public enum Kind: String, Sendable, CaseIterable, Codable {
            case open, reported

            /// Whether something is still to come.
            public var isOpen: Bool { self == .open }

            public var title: String {
                switch self {
                case .open: "待自查"
                case .reported: "已报"
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .open: .open
            case .reported: .reported
            }
        }

        public var title: String {
            switch self {
            case .open: "待自查"
            case .reported(let report): report.row == nil ? "未发现" : "已发现，入台账"
            }
        }
    }

    public struct Report: Hashable, Sendable, Codable {
        /// What was looked at, and what was found: said in either case, so that “没有” is never a tick.
        public let text: Prose
        /// The row that what was found has become.
        public let row: Opened?
        public let entry: Entry
    }

    public let number: String
    /// The closed row.
    public let origin: Opened
    public let unit: UnitCode
    public let due: CountedDue
    public let opened: Entry
    public internal(set) var state: State = .open

    public var report: Report? {
        switch state {
        case .open: nil
        case .reported(let report): report
        }
    }

    /// Whether the report is late on `today`: the due day itself is in time.
    public func isLate(today: Day) -> Bool { (report?.entry.receivedAt.day ?? today) > due.due }
}

public enum GeneralizationCommand: Hashable, Sendable {
    /// - row: the row that was opened for what was found; `nil` if the unit does not have the problem.
    case report(text: Prose, row: Opened?)
}

extension GeneralizationTask {
    public static func apply(_ event: GeneralizationEvent, to state: GeneralizationTask?)
        -> GeneralizationTask?
    {
        switch event {
        case .opened(let payload): return GeneralizationTask(payload)
        case .reported(let payload):
            guard var task = state else { return nil }
            task.state = .reported(Report(text: payload.text, row: payload.row, entry: payload.entry))
            return task
        }
    }

    /// Whether `actor` works for the unit or one above it; the county reports for nobody.
    public func mayBeReported(by actor: Actor, in directory: some UnitDirectory) -> Bool {
        actor.isProven
            && actor.grants.contains {
                Permission.reach(of: $0.role, for: .reportTask) == .subtree
                    && directory.covers($0.unit, unit) && directory.unit($0.unit)?.kind != .county
            }
    }

    /// Only the unit reports, once. What is wrong in the report is mended by filing a row.
    /// - Parameter mayReport: see `mayBeReported`.
    public func decide(
        _ command: GeneralizationCommand, by actor: Actor, at: Instant, mayReport: Bool
    ) throws(Refusal) -> NonEmpty<GeneralizationEvent> {
        guard actor.isProven else { throw actor.refusal(of: .reportTask) }
        guard mayReport else { throw .notPermitted("自查任务由承办单位自己报结果，您不在其中") }
        guard report == nil else { throw .notPossible("任务 \(number) 已经报过；新发现的问题请直接登记") }
        switch command {
        case .report(let text, let row):
            return NonEmpty(
                .reported(GeneralizationReported(text: text, row: row, entry: Entry(actor, at: at))))
        }
    }

    private init(_ opened: GeneralizationOpened) {
        number = opened.number
        origin = opened.origin
        unit = opened.unit
        due = opened.due
        self.opened = opened.entry
    }
}

extension RectificationItem {
    /// The problem as others may read it: without the reporter and personal numbers.
    public var problemForOthers: String { masked(report.description.description) }

    /// A text of the row without personal numbers and without the reporter, wherever somebody typed them.
    public func masked(_ text: String) -> String { CellMask(report)(text) }
}

extension UnitDirectory {
    /// Who probably has the same problem as `unit`: the other institutions of the same kind, for towns, streets and parks
    /// and their service centres. Departments differ too much: there the supervisor names them.
    public func peers(of unit: UnitCode, among units: some Sequence<Unit>) -> [UnitCode] {
        guard let own = institution(of: unit) else { return [] }
        switch own.kind {
        case .town, .street, .park, .townCenter, .streetCenter, .parkCenter: break
        case .county, .department, .section, .dispatchedBody, .hall, .area, .desk, .villageStation: return []
        }
        return units.filter { $0.kind == own.kind && $0.code != own.code && $0.isActive }.map(\.code).sorted()
    }
}
